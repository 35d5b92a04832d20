"""
The pure rules of enrolment, by noun: the queue, the wish and its answer, the wish nobody answers, what follows when
people move, who is away, the local agreement.
"""

"""The pure rules of enrolment, by noun: the queue, the wish and its answer, who is away, the local agreement."""

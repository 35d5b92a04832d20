"""
What the journey shows on people's homes: a `participant`'s way, what those who ask meet (`asking`), a leader's houses
(`leader`), those who help (`helping`), and the own steps of those who prepare (`preparing`).
"""

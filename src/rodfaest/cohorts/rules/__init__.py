"""
The pure rules of a cohort: `days` (what may happen to a day, and the sentence of its state), `splits` (what lies
between them), `timetable` (the file a cohort comes from).
"""

"""
What people write about their work, and who reads it: the text encrypted at rest with all that decides who reads sealed
in, the form field that says who reads, the refusal of CPR numbers, and the log of who has read whose.
"""

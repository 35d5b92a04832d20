"""
Cohorts: a version of a programme at dates and a place, its teaching days and the splits between them.

A day's facts are where it was planned, where it moved, that it was cancelled, that it was held; its state is read off
them. Timetable files make a cohort (`shipped/` has those of the frame document); pages change it afterwards.
"""

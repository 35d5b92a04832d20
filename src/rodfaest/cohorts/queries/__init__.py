"""What is read across the rows of a hold: who teaches (`teaching`), and what a timetable asks (`loading`)."""

"""What is read across the rows of a hold: `holds` for panels, who is `teaching`, what a timetable asks (`loading`)."""

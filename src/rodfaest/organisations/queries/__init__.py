"""What is read across the rows of the organisation: who leads whom (`leading`), and a unit in its tree (`tree`)."""

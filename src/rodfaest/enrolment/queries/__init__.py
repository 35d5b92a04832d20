"""What is read across rows: the `queue` of a cohort, who is `away`, whom `wishes` ask, what panels share (`once`)."""

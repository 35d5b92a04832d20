"""What is read across the rows of enrolment: the `queue` of a hold, who is `away`, whom `wishes` ask."""

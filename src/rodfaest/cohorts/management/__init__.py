"""Commands of the cohorts."""

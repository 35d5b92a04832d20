"""Pages of people, units and weeks for those who maintain them, and a leader's own two."""

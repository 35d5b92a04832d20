"""Pages of people, units and weeks for those who keep them, and a leader's own two."""

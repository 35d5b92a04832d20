"""Commands of the house as a whole: what serves, works and keeps time."""

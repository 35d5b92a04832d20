"""Commands of the holds."""

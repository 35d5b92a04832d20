"""Commands of the programmes."""

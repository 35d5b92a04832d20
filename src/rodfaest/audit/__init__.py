"""Append-only lines: what happened, who did it, on what, when. They outlive what they tell of, and name nobody."""

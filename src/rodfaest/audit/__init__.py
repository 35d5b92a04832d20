"""Append-only lines: what happened, who did it, on what, when. No key to anybody, so a line outlives its subject."""

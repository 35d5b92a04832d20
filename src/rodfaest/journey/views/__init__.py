"""Pages of the journey: `steps` (one step and its buttons), `ways` (one's way), `texts` (own and shared words)."""

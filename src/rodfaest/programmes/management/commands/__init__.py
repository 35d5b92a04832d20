"""`rodfaest programme`."""

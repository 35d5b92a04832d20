"""What is read across letters: `rounds` of discreet ones, and who can not be `reached`."""

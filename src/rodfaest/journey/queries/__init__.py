"""What is read across rows of the journey: the `people` around a seat, the `pictures` of a way, `steps` of a list."""

"""Commands that run the house: the process tree, the worker, the scheduler."""

"""
Who gets a place: wishes, the leader's answer, the one ordered queue of a cohort, seats, and what is agreed locally.

A wish, a yes and a seat are three facts, each with its own day. There is no status: it is read off the facts.
"""

"""
One person's way, and a house's: the dated steps of every role FØR, UNDER and EFTER, the arc picture, the letters and
calendar entries that follow from them, and the texts people write on the way.
"""

"""
A made-up kommune's made-up people on the real dates of 2021, carried there by calling the actions day by day.

Its rooms are its own: `cast` and `words` (who there is, what they write), `kommune`, `story` and `steps` (who does
what, when), `stage` (the day it is, and the building), `models` (the day, stored with the data), `permissions`,
`views` and `urls`.
Off unless RODFAEST_DEMO is set; a system check refuses it on a real installation.
"""

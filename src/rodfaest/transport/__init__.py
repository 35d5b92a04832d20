"""
Hands one mail or one SMS to its gateway, and says whether it was taken. Knows no letter; stores one only in the demo.

Its rooms are its own: `errors`, `mail`, `sms`; `models` and `permissions` (the demo's letter box).
"""

"""
What is true of letters, in pure Python.

`plans` what an owner of letters asks for; `bodies` the small markup of a letter and its placeholders; `letters` the
states, the sentences and how long to wait; `calendars` what a calendar file holds; `announcements` what its mail says.
"""

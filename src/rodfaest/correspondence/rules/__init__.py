"""
What is true of letters, in pure Python.

`owners` who owns letters and what they say; `bodies` the small markup of a letter and its placeholders; `letters` the
states, the sentences and how long to wait; `calendars` what a calendar file holds; `announcements` what its mail says.
"""

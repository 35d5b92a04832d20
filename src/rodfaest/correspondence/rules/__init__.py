"""
What is true of letters, in pure Python.

`plans` what an owner of letters asks for; `channels` how a letter comes to its reader; `bodies` its small markup and
its placeholders; `letters` the states, the sentences and how long to wait; `calendars` what a calendar file holds;
`announcements` what its mail says.
"""

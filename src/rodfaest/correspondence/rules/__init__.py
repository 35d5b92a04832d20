"""
What is true of letters, in pure Python.

`plans` what an owner of letters asks for; `bodies` what a letter is built of and `markup` its text in the field where
it is edited; `channels` how it comes to its reader; `letters` its states, the sentences and how long to wait;
`calendars` what is in a calendar file; `announcements` what its mail says.
"""

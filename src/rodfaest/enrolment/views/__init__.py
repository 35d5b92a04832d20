"""
The pages of enrolment, a module for each noun.

A page that a personal link opens and its signed-in twin share one inner function; both post back to the address they
were opened by.
"""

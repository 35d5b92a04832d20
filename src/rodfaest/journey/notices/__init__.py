"""
The letters and calendar entries of the journey.

Start letter and short reminder, the few steps that come by mail, the leader's questions, the underviser's link; and a
calendar entry for each teaching day of each live seat. `facts` reads what they depend on, `planning` says which there
should be, `wording` what they say.
"""

from rodfaest.correspondence import owners
from rodfaest.journey.notices.planning import desired, desired_entries, scopes
from rodfaest.journey.notices.wording import fill

OWNER = "journey"
owners.register(OWNER, __name__)

__all__ = ["OWNER", "desired", "desired_entries", "fill", "scopes"]

"""
The letters and calendar entries of the journey.

Start letter and short reminder, the few steps that come by mail, the leader's questions, the underviser's link; and a
calendar entry for each teaching day of each live seat. `facts` reads what they depend on, `planning` says which there
should be, `wording` what they say.
"""

from rodfaest.correspondence.owners import COHORT, Notices, register
from rodfaest.journey.notices.planning import cohort_ids, desired, desired_entries
from rodfaest.journey.notices.wording import fill
from rodfaest.kernel.reconcile import Scope

OWNER = "journey"
register(OWNER, Notices(COHORT, ids=cohort_ids, desired=desired, fill=fill, desired_entries=desired_entries))


def of_cohort(cohort_id: int) -> Scope:
    return Scope(OWNER, COHORT, cohort_id)

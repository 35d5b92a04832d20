"""Which audiences a text of the journey may have, and what is asked before it is shared."""

from collections.abc import Sequence

from rodfaest.kernel.text import _
from rodfaest.organisations.rules import JobCategory
from rodfaest.programmes.rules.vocabulary import FirstAudience, StepRole
from rodfaest.texts.rules import Audience


def offered(role: StepRole) -> tuple[Audience, ...]:
    """The audiences one may choose between: a participant every one here, those who write for the house its own."""
    if role is StepRole.PARTICIPANT:
        return (Audience.ME, Audience.LEADER, Audience.COLLEAGUES, Audience.COHORT, Audience.HOUSE)
    if role in (StepRole.HOUSE, StepRole.GROUP, StepRole.BEACON):
        return (Audience.ME, Audience.COLLEAGUES, Audience.HOUSE)
    return (Audience.ME,)


def first_audience(offered: Sequence[Audience], wished: FirstAudience | None, job: JobCategory | None) -> Audience:
    """
    Who reads a text before its writer has chosen: what the programme says, but a dagplejer starts alone.

    With four children in a home, somebody is easily recognised.

    >>> everybody = tuple(Audience)
    >>> first_audience(everybody, FirstAudience.COHORT, JobCategory.CHILDMINDER).value
    'me'
    >>> first_audience(everybody, FirstAudience.COHORT, JobCategory.ASSISTANT).value
    'cohort'
    """
    audience = Audience[wished.name] if wished else Audience.ME
    if job is JobCategory.CHILDMINDER or audience not in offered:
        return Audience.ME
    return audience


def asks_first(job: JobCategory | None, was: Audience, becomes: Audience) -> bool:
    """
    Whether the page asks if anybody can be recognised: when a dagplejer shares a text that was »Kun dig«.

    >>> asks_first(JobCategory.CHILDMINDER, Audience.ME, Audience.COLLEAGUES)
    True
    >>> asks_first(JobCategory.CHILDMINDER, Audience.COLLEAGUES, Audience.ME)
    False
    """
    return job is JobCategory.CHILDMINDER and was is Audience.ME and becomes is not Audience.ME


def why_not_share(offered: Sequence[Audience], audience: Audience) -> str | None:
    """Refuse an audience that the page did not offer."""
    return None if audience in offered else _("Teksten kan ikke deles så bredt herfra.")

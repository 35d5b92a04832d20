"""Who sees the reading log, who removes a text, and who turns the key."""

from django.db.models import Q

from rodfaest.kernel.access import ALLOWED, Decision, app_of, denied, permission, readable, visible
from rodfaest.kernel.actors import Actor
from rodfaest.kernel.text import _
from rodfaest.texts import jobs, rules
from rodfaest.texts.models import AudienceText, GroupText
from rodfaest.texts.rules import Audience


@visible("texts.ReadingLine")
def reading_lines_visible_to(actor: Actor) -> Q:
    """Who has read a person's texts is told to that person, and to nobody else."""
    return Q(owner_number__in=actor.person_ids)


def group_texts(module: str, *models: str) -> None:
    """
    Who lists and reads the `GroupText`s of an app. In its `permissions`: `group_texts(__name__, "Part")`.
    """
    for model in models:
        label = f"{app_of(module)}.{model}"
        visible(label, by=module)(group_texts_visible_to)
        readable(label, by=module)(may_read_group_text)


def takes_part(actor: Actor, group_id: int) -> Decision:
    """Whether somebody reads and writes in a group today: what an app's own rule of writing there answers."""
    if group_id in actor.group_ids:
        return ALLOWED
    return denied(_("Det er dem, der er med i gruppen og ikke har tilsyn der, der læser og skriver her."))


def group_texts_visible_to(actor: Actor) -> Q:
    """Own parts, also of a group one has left, and those others have finished for a group one is in today."""
    shared = Q(finished_on__isnull=False, audience=Audience.MEMBERS, group__in=actor.group_ids)
    return Q(author__in=actor.person_ids) | shared


def may_read_group_text(actor: Actor, text: GroupText) -> Decision:
    """`group_texts_visible_to` for somebody else's part."""
    if text.finished_on and text.audience == Audience.MEMBERS:
        return takes_part(actor, text.group_id)
    return denied(_("Teksten er ikke delt med gruppen."))


@permission("texts.erase_text")
def may_erase_text(actor: Actor, text: AudienceText) -> Decision:
    """What one has written one may remove, at once and without a reason."""
    if text.is_closed_to(actor):
        return denied(rules.CLOSED)
    if text.whose in actor.person_ids:
        return ALLOWED
    return denied(_("Det er kun den, der har skrevet teksten, der kan slette den."))


@permission("texts.turn_keys")
def may_turn_keys(actor: Actor, obj: object = None) -> Decision:
    """The texts are sealed again with the newest key by whoever runs the machine, who reads none of them by it."""
    return ALLOWED if actor == jobs.TURN_KEYS else denied(_("Nøglen skiftes fra kommandolinjen."))

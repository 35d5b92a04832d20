"""Writing in a step, and saying who reads it."""

from rodfaest.audit.actions import record
from rodfaest.journey import permissions
from rodfaest.journey.models import Step, StepText
from rodfaest.journey.queries.circles import Circles, waiting
from rodfaest.journey.queries.people import first_audience_of, job_of
from rodfaest.journey.rules import sharing
from rodfaest.kernel.access import require
from rodfaest.kernel.actors import SOMEBODY, Actor, LinkHolder
from rodfaest.kernel.errors import Denied, RuleBroken
from rodfaest.kernel.text import _
from rodfaest.kernel.time import today
from rodfaest.kernel.transactions import write
from rodfaest.organisations.models import behind
from rodfaest.programmes.rules.vocabulary import Situation
from rodfaest.texts.models import as_readers
from rodfaest.texts.rules import CLOSED, Audience


@write
def write_draft(
    step: Step, words: str, *, audience: Audience | None = None, situation: str = "", actor: Actor
) -> StepText | None:
    """
    Save what is being typed, readable by its writer alone. Leaves no audit line; an emptied draft is gone.

    A text that is finished is not written over while somebody types: take the step up again first. Where a colleague
    has done so, writing on takes one's own words back from the others.
    """
    require(permissions.may_do_step(actor, step))
    return save_draft(locked(step), words, audience, situation, actor)


@write
def share_text(text: StepText, audience: Audience, *, nobody_recognisable: bool = False, actor: Actor) -> StepText:
    """Change who reads a finished text; Audience.ME takes it back to its writer alone, at once."""
    require(permissions.may_share_text(actor, text))
    if text.finished_on is None:
        raise RuleBroken(_("Skriv teksten færdig, før du deler den."))
    if audience == text.audience and not text.is_left_behind:
        return text
    _ask_first(text.step, Audience(text.audience), audience, nobody_recognisable, actor)
    _refuse_audience(text, audience)
    text.reseal(audience=audience, unit=text.step.at_unit)
    text.reseal(readers=_readers_now(text))
    record("journey.text_shared" if audience != Audience.ME else "journey.text_unshared", text.step, actor=SOMEBODY)
    return text


@write
def let_in(newcomer_id: int, *, actor: Actor) -> None:
    """
    Let somebody who has come since read what the actor shared before that. Once for all of it, and nothing the second
    time; whoever is not in a circle of the actor's today gets nothing by it.
    """
    mine = StepText.objects.own(actor).finished().for_list()
    for text in waiting([text for text in mine if not text.is_closed_to(actor)]).get(newcomer_id, ()):
        require(permissions.may_share_text(actor, text))
        text.reseal(readers=as_readers({*text.reader_ids, newcomer_id}))
        record("journey.newcomer_let_in", text.step, actor=SOMEBODY)


def locked(step: Step) -> Step:
    """
    The step as it stands now, locked: two presses at once do one thing, and autosave waits for »Færdig«. One that fell
    away, or whose time has not come, is not touched.
    """
    found = Step.objects.select_for_update(of=("self",)).for_list().get(pk=step.pk)
    if why_not := found.why_gone or found.why_not_yet:
        raise RuleBroken(why_not)
    return found


def save_draft(step: Step, words: str, audience: Audience | None, situation: str, actor: Actor) -> StepText | None:
    """Part of writing a draft, and of leaving a step with words in its box."""
    text = _text_of(step, actor)
    if text.finished_on is not None and step.is_done:
        raise RuleBroken(_("Teksten er færdig. Vælg »Tag det op igen«, hvis du vil rette i den."))
    if situation in set(Situation) and situation != step.situation:
        step.situation = situation
        step.save(update_fields=["situation"])
    if not words.strip():
        if text.pk and not _is_kept(text, actor):
            text.delete()
        return None
    text.finished_on = None
    becomes = Audience(text.audience) if _is_kept(text, actor) else audience or first_audience_of(step, actor)
    _seal(text, _below(text, words, actor), becomes)
    return text


def keeps_words(step: Step, actor: Actor) -> bool:
    """Whether the actor came by a link and has written in the step before: the link shows none of it."""
    return _is_kept(_text_of(step, actor), actor)


def finish_text(step: Step, words: str, audience: Audience | None, nobody_recognisable: bool, actor: Actor) -> None:
    """Part of doing a step: the words are finished, and from now on its audience reads them."""
    text = _text_of(step, actor)
    becomes = audience or (Audience(text.audience) if text.pk else first_audience_of(step, actor))
    _ask_first(step, Audience.ME, becomes, nobody_recognisable, actor)
    text.finished_on = today()
    _seal(text, _below(text, words, actor), becomes)


def refuse_other_words(step: Step, words: str, actor: Actor) -> None:
    """Refuse words that are not those of a step already done, so that its page can give them back to who typed them."""
    if not words.strip():
        return
    text = _text_of(step, actor)
    if text.pk is None or not _has(text.open_for(behind(actor)), words):
        raise RuleBroken(
            _("Skridtet blev gjort i mellemtiden. Vælg »Tag det op igen«, hvis du vil bruge det, du har skrevet her."),
            field="words",
        )


def _text_of(step: Step, actor: Actor) -> StepText:
    """The actor's own text in the step: the one there is, else a new one not yet saved."""
    if actor.person_id is None:
        raise Denied(_("Her skriver kun den, skridtet er for."))
    mine = StepText.objects.select_for_update().filter(step=step, author=actor.person_id).first()
    if mine and mine.is_closed_to(actor):
        raise Denied(CLOSED)
    return mine or StepText(step=step, author_id=actor.person_id)


def _is_kept(text: StepText, actor: Actor) -> bool:
    return text.pk is not None and isinstance(actor, LinkHolder)


def _below(text: StepText, words: str, actor: Actor) -> str:
    """The words, below those that are kept: whoever came by a link was not shown them, so writes over none."""
    if not _is_kept(text, actor):
        return words
    kept = text.open_for(behind(actor))
    return kept if _has(kept, words) else f"{kept}{_APART}{words}"


_APART = "\n\n"


def _has(kept: str, words: str) -> bool:
    return f"{_APART}{kept}".endswith(f"{_APART}{words.strip()}")


def _seal(text: StepText, words: str, audience: Audience) -> None:
    _refuse_audience(text, audience)
    text.unit = text.step.at_unit
    text.audience = audience
    text.readers = _readers_now(text)
    text.seal(words.strip(), audience)
    text.full_clean(exclude={"unit"})  # read with the step, in this transaction
    text.save()


def _readers_now(text: StepText) -> str:
    """Who is in its circle today: those who come later read what is shared later. Nobody of a draft."""
    if text.finished_on is None or text.audience == Audience.ME:
        return ""
    return as_readers(Circles.of([text]).around(text))


def _refuse_audience(text: StepText, audience: Audience) -> None:
    if why_not := sharing.why_not_share(text.step.audiences, audience):
        raise RuleBroken(why_not, field="audience")


def _ask_first(step: Step, was: Audience, becomes: Audience, answered: bool, actor: Actor) -> None:
    if becomes is not Audience.ME and not answered and sharing.asks_first(job_of(step, actor), was, becomes):
        raise RuleBroken(
            _("Sæt kryds, hvis det er rigtigt. Ellers vælg »Kun dig«, eller skriv det om."), field="nobody_recognisable"
        )

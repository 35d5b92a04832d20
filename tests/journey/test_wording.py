"""
The words of every letter of the house: made of its context alone, written anew when that changes, and of what people
typed as they typed it.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields, is_dataclass, replace
from datetime import date, time, timedelta
from enum import Enum
from string import ascii_letters

import pytest
from django.db import transaction

from rodfaest.correspondence.actions import edit_letter, reconcile_scope, sending
from rodfaest.correspondence.models import Letter
from rodfaest.correspondence.rules.bodies import text
from rodfaest.correspondence.rules.markup import for_editing
from rodfaest.correspondence.rules.plans import Planned, Wording, Written
from rodfaest.enrolment.rules.wording import LeaderAsked
from rodfaest.journey.rules.wording.start import Start
from rodfaest.kernel.actors import System
from rodfaest.kernel.time import install_today
from rodfaest.login.models import PersonalLink
from rodfaest.organisations.models import Person
from rodfaest.transport.models import DevMail
from tests.factories.journey import give_role, person
from tests.journey import a_full_cohort as full_cohort

pytestmark = pytest.mark.django_db


@pytest.fixture
def plain():
    """A cohort where nobody typed anything strange."""
    return full_cohort.build(lambda field: f"{field.capitalize()}"[:20])


def wordings_of(plans: dict[str, Planned]) -> list[Wording]:
    return [plan.wording for plan in plans.values()] + [plan.sample for plan in plans.values() if plan.sample]


def kinds(base: type[Wording] = Wording) -> set[type[Wording]]:
    return {
        kind for sub in base.__subclasses__() for kind in (sub, *kinds(sub)) if kind.__module__.startswith("rodfaest")
    }


# Made of the context alone


def test_every_kind_of_letter_is_pure():
    places = {kind.__module__.split(".")[2] for kind in kinds()}
    assert places == {"rules"}, "the contract `pure` keeps models out of an app's rules, and so out of its letters"


def test_equal_contexts_give_equal_words_on_any_day_of_the_year(plain):
    wordings = wordings_of(full_cohort.planned(plain))
    written = [wording.write() for wording in wordings]
    install_today(lambda: date(2021, 12, 31))  # a date of another year says which
    assert [deepcopy(wording).write() for wording in wordings] == written
    assert [deepcopy(wording).basis for wording in wordings] == [wording.basis for wording in wordings]


def test_every_value_of_a_context_is_in_the_words(plain):
    """One that is not would hold letters edited by hand for nothing."""
    used: dict[str, bool] = {}
    wordings = wordings_of(full_cohort.planned(plain))
    for wording in wordings:
        for name, other in others(wording):
            used[name] = used.get(name, False) or other.write() != wording.write()
            assert other.basis != wording.basis
    assert [name for name, is_used in used.items() if not is_used] == []
    missing = kinds() - {type(wording) for wording in wordings}
    assert {kind.__name__ for kind in missing} == {"Announcement"}, "whose rows are entries: test_actions_entries"


def others(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    """The same with one value changed, for each value in it."""
    match value:
        case bool():
            yield name, not value
        case Enum():
            yield from ((name, other) for other in type(value) if other is not value)
        case str():
            yield name, f"{value}qz"
        case int():
            yield name, value + 1
        case date():
            yield name, value + timedelta(days=1)
        case time():
            yield name, value.replace(minute=(value.minute + 1) % 60)
        case tuple():
            for number, part in enumerate(value):
                yield from ((at, (*value[:number], other, *value[number + 1 :])) for at, other in others(part, name))
        case _ if is_dataclass(value):
            for field in fields(value):
                inner = f"{type(value).__name__}.{field.name}"
                for at, other in others(getattr(value, field.name), inner):
                    yield at, replace(value, **{field.name: other})


# Written anew when it changes


def letter_of(kind: type[Wording], way) -> Letter:
    plans = full_cohort.planned(way)
    return Letter.objects.get(key=next(key for key, plan in plans.items() if isinstance(plan.wording, kind)))


def bring_in_line(way) -> bool:
    worked = [reconcile_scope(scope) for scope in full_cohort.scopes(way)]
    return any(worked)


def renamed_house(way):
    way.group.name = "Mælkebøtten"
    way.group.save()
    return "Mælkebøtten"


def corrected_surname(way):
    Person.objects.filter(wishes__texts__isnull=False).update(last_name="Bech")
    return "Bech"


CHANGES = {renamed_house: Start, corrected_surname: LeaderAsked}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_a_letter_says_is_followed(change, plain):
    said = change(plain)
    assert bring_in_line(plain)
    assert said in letter_of(CHANGES[change], plain).body
    assert not bring_in_line(plain)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_letter_edited_by_hand_is_withheld_when_what_it_says_changes(change, plain):
    letter = edited(letter_of(CHANGES[change], plain), plain)
    change(plain)
    bring_in_line(plain)
    letter.refresh_from_db()
    assert letter.is_changed and letter.body.startswith("Rettet i hånden.")


def edited(letter: Letter, way) -> Letter:
    karen = person("Karen")
    give_role(karen, way.kommune)
    body = f"Rettet i hånden.\n\n{for_editing(letter.body)}"
    seen = {"seen": letter.facts, "over": letter.edition}
    return edit_letter(letter, subject=letter.subject, body=body, **seen, actor=karen.as_actor())


def test_a_release_that_puts_it_better_withholds_no_letter_edited_by_hand(plain, monkeypatch):
    letter = edited(letter_of(Start, plain), plain)
    monkeypatch.setattr(Start, "write", lambda self: Written("Velkommen", text("I en ny udgave.")))
    assert not bring_in_line(plain)
    letter.refresh_from_db()
    assert not letter.is_changed and letter.body.startswith("Rettet i hånden.")


# As it was typed

MARKS = [
    "# ",
    "- ",
    "> ",
    "Hvor :: ",
    "[[link a.b a.C 1]]",
    "[[words a | b]]",
    "[[own a | b]]",
    "\\[[own a]]",
    "<b>{by}%s",
]


class Fields:
    """What stands in each field: the mark and a tag of its own, or its first character where none is misread."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.tags: dict[str, str] = {}

    def _tag(self, field: str) -> str:
        return self.tags.setdefault(field, f"q{ascii_letters[len(self.tags)]}")

    def typed(self, field: str) -> str:
        return f"{self.mark}{self._tag(field)}"

    def harmless(self, field: str) -> str:
        return f"{self.mark[0]}{self._tag(field)}"

    def as_typed(self, said: str, *, html: bool = False) -> str:
        """The harmless words of a mail, with what was typed in their place."""
        put, off = (
            (full_cohort.escaped(self.mark), full_cohort.escaped(self.mark[0])) if html else (self.mark, self.mark[0])
        )
        return re.sub(f"{re.escape(off)}(?=q[a-zA-Z])", lambda _found: put, said)


def mails_of(typed: full_cohort.Typed) -> tuple[list[DevMail], int]:
    """Every letter of such a cohort as it is sent, and how many personal links that made. Leaves no trace."""
    with transaction.atomic():
        full_cohort.build(typed)
        letters = Letter.objects.filter(withdrawn_at=None).select_related("person", "kommune", "entry")
        for letter in letters.order_by("pk"):
            sending._written_out(letter, actor=System("send_due_letters"))()
        sent = list(DevMail.objects.order_by("pk")), PersonalLink.objects.count()
        transaction.set_rollback(True)
    return sent


@pytest.mark.parametrize("mark", MARKS)
def test_what_people_typed_reaches_the_reader_as_typed_and_fills_or_mints_nothing(mark, settings):
    settings.EMAIL_URL, settings.DEMO = "", True
    fields = Fields(mark)
    (expected, links), (mails, minted) = mails_of(fields.harmless), mails_of(fields.typed)
    for harmless, mail in zip(expected, mails, strict=True):
        assert mail.subject == fields.as_typed(harmless.subject)
        assert without_addresses(mail.text) == fields.as_typed(without_addresses(harmless.text))
        assert without_addresses(mail.html) == fields.as_typed(without_addresses(harmless.html), html=True)
    assert minted == links
    everything = "".join(mail.subject + mail.text for mail in mails)
    assert [field for field in fields.tags if fields.typed(field) not in everything] == []


def test_every_text_in_a_context_is_one_of_those_typed_there_or_ours():
    typed, ever = Fields("#"), {}
    for wording in wordings_of(full_cohort.planned(full_cohort.build(typed.harmless))):
        for name, said in texts_of(wording):
            ever[name] = ever.get(name, False) or bool(re.search("#q[a-zA-Z]", said))
    assert {name for name, is_typed in ever.items() if not is_typed} == OURS


OURS = {
    "Errand.verb",
    "Errand.noun",
    "Day.hours",
    "Practical.hours",
    "TeachersLink.hours",
    "Contact.mail",
    "Start.title",
}
"""Made by us; an address of mail, which can't look like a mark; and a title up to its colon, which is the same here."""


def texts_of(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield name, value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part, name)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name), f"{type(value).__name__}.{field.name}")


def without_addresses(said: str) -> str:
    """Each personal link is another."""
    return re.sub(r"/l/[\w-]+", "/l/", said)

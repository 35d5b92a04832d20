"""An owner of letters whose facts a test sets: what an app's `notices.py` is in the house."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from rodfaest.correspondence import owners
from rodfaest.correspondence.rules import bodies, plans
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.reconcile import Scope
from rodfaest.kernel.time import at
from rodfaest.organisations.models import Person

OWNER = "an_owner"
SCOPE = Scope(OWNER, "thing", 7)
MAY_3 = date(2021, 5, 3)
ERRAND = Errand("testing.answer", "testing.thing", 12)
LINK = "[[link testing.answer testing.thing 12 | Skriv nu]]"


@dataclass
class Facts:
    """The world as this owner sees it. `letters`: key → plan; `place`: what the words depend on."""

    letters: dict[str, plans.Planned] = field(default_factory=dict)
    events: dict[str, plans.Event] = field(default_factory=dict)
    place: str = "Campus Horsens"
    said: str = "Jeg vil blive bedre til sang."
    breaks: bool = False
    asked: int = 0
    """How many times somebody asked what should exist."""


@dataclass(frozen=True)
class Welcome(plans.Wording):
    """What every letter of this owner says."""

    key: str
    place: str

    def write(self) -> plans.Written:
        if facts.breaks:
            raise ValueError("the words can't be found")
        return plans.Written(
            f"Du er med ({self.key})",
            bodies.body(
                bodies.text("Hej Mette"),
                bodies.text(f"Vi ses på {self.place}."),
                bodies.words("intention", "Mette"),
                bodies.button(ERRAND, "Skriv nu"),
            ),
        )


@dataclass(frozen=True)
class Says(plans.Wording):
    """A letter that says just this."""

    subject: str
    said: str

    def write(self) -> plans.Written:
        return plans.Written(self.subject, bodies.text(self.said))


facts = Facts()


def start_again() -> None:
    facts.__init__()  # type: ignore[misc]


def wants(person: Person, key: str = "start", *, kommune: int, due_on: date = MAY_3, **more: object) -> None:
    """From now on a letter should exist."""
    plan = plans.Planned(
        person_id=person.pk,
        kommune_id=kommune,
        due_on=due_on,
        why="dag 1 er om en måned",
        wording=Welcome(key, facts.place),
        about="Dagpleje, efterår 2021",
    )
    facts.letters[key] = replace(plan, **more)


def moves_to(place: str) -> None:
    """The fact every letter's words depend on changes."""
    facts.place = place
    facts.letters = {key: replace(plan, wording=Welcome(key, place)) for key, plan in facts.letters.items()}


def has_day(person: Person, key: str = "day:1", *, kommune: int, on: date = date(2021, 8, 16), **more: object) -> None:
    """From now on a calendar entry should exist."""
    event = plans.Event(
        person.pk,
        kommune,
        "Dag 1: Barnets første 1000 dage",
        at(on, time(9)),
        at(on, time(15, 50)),
        "Campus Horsens, Chr. M. Østergaards Vej 4",
        why="Mette har fået en plads",
        about="Dagpleje, efterår 2021",
    )
    facts.events[key] = replace(event, **more)


def day_moves(key: str, on: date) -> None:
    event = facts.events[key]
    facts.events[key] = replace(
        event, starts_at=_same_clock(event.starts_at, on), ends_at=_same_clock(event.ends_at, on)
    )


def _same_clock(moment: datetime, on: date) -> datetime:
    return at(on, moment.time())


# What an owner answers


def ids() -> Iterable[int]:
    return [SCOPE.id]


def desired(thing_id: int) -> Mapping[str, plans.Planned]:
    facts.asked += 1
    return dict(facts.letters) if thing_id == SCOPE.id else {}


def words(key: str, name: str) -> str:
    return {"intention": facts.said}[name]


def own(key: str, name: str) -> bodies.Blocks:
    return {"first": bodies.body(bodies.heading("Først"), bodies.button(ERRAND, "Skriv nu"))}[name]


def in_letter(key: str) -> bool:
    return False


def desired_entries(thing_id: int) -> Mapping[str, plans.Event]:
    return dict(facts.events) if thing_id == SCOPE.id else {}


# Called by name, so that a worker can be stopped in one of them.
owners.register(
    OWNER,
    owners.Notices(
        "thing",
        ids=ids,
        desired=lambda thing_id: desired(thing_id),
        words=lambda key, name: words(key, name),
        own=own,
        desired_entries=desired_entries,
        in_letter=lambda key: in_letter(key),
    ),
)

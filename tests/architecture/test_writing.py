"""What is written, and by whom: in actions, permitted, recorded, on the house's own day."""

import ast
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest

from rodfaest.config.jobs import MINUTE, NIGHTLY
from tests.architecture.house import Source, called, sources

ACTION_ROOMS = [source for source in sources() if source.room == "actions"]
DERIVED = "reconcile_"
"""What brings derived rows in line decides nothing: the facts it follows were permitted and recorded."""

NOT_A_FACT: dict[str, str] = {
    "rodfaest.audit.actions.record": "is the record itself",
    "rodfaest.texts.actions.note_reading": "is a line of the reading log itself",
}
"""Functions of actions.py that are no verb of a person, and why."""

NO_LINE: dict[str, str] = {
    "rodfaest.journey.actions.doing.put_off": "not today is no fact",
    "rodfaest.journey.actions.writing.write_draft": "a draft leaves no line",
}
"""Verbs that leave no line, and why."""

JOBS = [*MINUTE, *NIGHTLY]
"""The tables of config/jobs.py."""
NAMES_OF_JOBS = {job.action.__name__ for job in JOBS}

WRITES = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
MANAGER_WRITES = {"create", "update", "delete"}
ROOMS_THAT_ONLY_READ = {"urls", "views", "management", "forms", "notices", "permissions", "happenings", "rules"}
ROOMS_OF_DATES = {"models", "queries", "permissions", "panels"}
INSTANTS = {
    "rodfaest.texts.models": "when a text was saved",
    "rodfaest.correspondence.models.letters": "when a letter was withdrawn",
    "rodfaest.login.models": "how long a new address can be undone, by the real clock",
}
"""Modules of those rooms in which an instant is meant, and which: one written down, or held against the real clock."""
CLOCKS = ("date.today(", "localdate(", "localtime(", "datetime.now(", "timezone.now(", "datetime.today(", "utcnow(")


def offered(app: str) -> list[str] | None:
    """The verbs a package of actions offers; None of an actions.py, which offers all that does not begin with _."""
    return getattr(import_module(f"rodfaest.{app}.actions"), "__all__", None)


def actions() -> Iterator[tuple[str, Callable[..., object]]]:
    """The verbs. What a package has beside them, and does not offer, is part of one: nobody else has a way to it."""
    for source in ACTION_ROOMS:
        module, verbs = import_module(source.dotted), offered(source.app)
        for name, value in vars(module).items():
            ours = inspect.isfunction(value) and value.__module__ == source.dotted and not name.startswith("_")
            if ours and (verbs is None or name in verbs or hasattr(value, "is_write")):
                yield f"{source.dotted}.{name}", value


VERBS = [pytest.param(name, verb, id=name) for name, verb in actions() if name not in NOT_A_FACT]
FACTS = [param for param in VERBS if not str(param.id).rsplit(".", 1)[1].startswith(DERIVED)]


def calls_in(verb: Callable[..., object], seen: frozenset[str] = frozenset()) -> set[str]:
    """What a verb calls, in its own words and through the parts and verbs of any actions.py that it calls."""
    verb = inspect.unwrap(verb)
    tree = ast.parse(inspect.getsource(verb))
    names = {called(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for name in names - seen:
        part = verb.__globals__.get(name)
        if inspect.isfunction(part) and ".actions" in part.__module__:
            names = names | calls_in(part, seen | names)
    return names


@pytest.mark.parametrize(("name", "verb"), VERBS)
def test_an_action_is_one_transaction(name, verb):
    a_job = name.rsplit(".", 1)[1] in NAMES_OF_JOBS  # of as many transactions as it has rows
    assert a_job or getattr(verb, "is_write", False), (
        f"mark {name} with @write; a part of one begins with _, or isn't offered; what only reads belongs in models.py"
    )


@pytest.mark.parametrize(("name", "verb"), FACTS)
def test_an_action_is_told_who_acts(name, verb):
    actor = inspect.signature(verb).parameters.get("actor")
    assert actor and actor.kind is actor.KEYWORD_ONLY and actor.default is actor.empty, (
        f"{name} takes `*, actor: Actor`, always given"
    )


@pytest.mark.parametrize(("name", "verb"), FACTS)
def test_an_action_asks_whether_it_may(name, verb):
    assert "require" in calls_in(verb), f"begin {name} with require(permissions.may_…(actor, …))"


@pytest.mark.parametrize(("name", "verb"), [param for param in FACTS if param.id not in NO_LINE])
def test_an_action_leaves_a_line(name, verb):
    assert "record" in calls_in(verb), f'{name} writes its fact down: record("app.fact", obj, actor=actor)'


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_job_is_an_action(job):
    assert "actor" in inspect.signature(job.action).parameters


@pytest.mark.parametrize("source", [source for source in sources() if source.room != "jobs"], ids=str)
def test_a_job_is_named_in_one_place(source):
    named = [f"line {call.lineno}" for call in source.calls() if called(call) == "System" and call.args]
    assert not named, f"{source} names a job ({named}): take it from the `jobs` of the lowest app that lets it through"


def test_what_is_excused_still_exists():
    assert {*NOT_A_FACT, *NO_LINE} <= {name for name, _ in actions()}, (
        "an excuse for a function that is gone: take it out"
    )


@pytest.mark.parametrize("source", sources(), ids=str)
def test_a_verb_is_taken_from_its_room(source):
    reached = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rodfaest."):
            _, app, room, *inner = [*node.module.split("."), ""]
            if room == "actions" and (source.app, source.room) != (app, room) and (verbs := offered(app)):
                reached += [alias.name for alias in node.names if any(inner) or alias.name not in verbs]
    assert not reached, f"{source} takes {reached} past what the actions offer: a part of a verb asks nobody"


def _writes(source: Source) -> Iterator[str]:
    for call in source.calls():
        if isinstance(call.func, ast.Attribute):
            of = ast.unparse(call.func.value)
            by_a_manager = called(call) in MANAGER_WRITES and (".objects" in of or ".filter(" in of)
            if by_a_manager or (called(call) in WRITES and of != "super()"):
                yield f"line {call.lineno}: {of}.{called(call)}()"


@pytest.mark.parametrize(
    "source", [s for s in sources() if s.room in ROOMS_THAT_ONLY_READ or s.app == "portal"], ids=str
)
def test_rows_are_written_in_actions_alone(source):
    written = list(_writes(source))
    assert not written, f"{source} writes: {written}. Make it a verb in actions.py and call that"


@pytest.mark.parametrize("source", [s for s in sources() if s.dotted != "rodfaest.kernel.time"], ids=str)
def test_nobody_asks_the_clock_but_the_kernel(source):
    asked = [clock for clock in CLOCKS if clock in source.text]
    assert not asked, f"{source} asks {asked}: call kernel.time.today() for the date, now() for the instant"


@pytest.mark.parametrize("source", [source for source in sources() if source.room in ROOMS_OF_DATES], ids=str)
def test_what_lies_ahead_is_asked_of_the_day(source):
    """The date can be moved, for the demo and in tests; `now()` can't, so what is held against it is wrong there."""
    nows = [call for call in source.calls() if called(call) == "now"]
    assert bool(nows) == (source.dotted in INSTANTS), f"{source}: hold day_of(instant) against today(), of kernel.time"


@pytest.mark.parametrize("source", sources(), ids=str)
def test_the_day_of_an_instant_is_reckoned_in_one_place(source):
    written_out = "astimezone(COPENHAGEN).date()" in source.text
    assert written_out == (source.dotted == "rodfaest.kernel.time"), f"{source}: call kernel.time.day_of()"

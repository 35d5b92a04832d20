"""
The rules across the tables of a definition: what pydantic cannot see because it looks at one value at a time.

A rule is a function from a definition to the places that break it, each with a key path and a sentence that says what
is wrong and what to do. Paths count from 1, as people do: `steps[3].anchor.day` is the third step's day.
"""

import difflib
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from datetime import date, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from rodfaest.programmes.rules.definition import Anchor, Definition, Part, Question, Sourced, Step
from rodfaest.programmes.rules.load import load_of
from rodfaest.programmes.rules.vocabulary import OUTSIDE_LOAD, PER_OF_ROLE, AnchorKind, AnswerKind, NotStated, Phase
from rodfaest.texts.rules import why_not_text

Numbered = TypeVar("Numbered", bound=Part)

LONGEST_CHOICE = 12
"""More names than this are not read out in a sentence."""

Broken = tuple[str, str]
"""A key path and a sentence."""

Rule = Callable[[Definition], Iterator[Broken]]


def broken_rules(definition: Definition) -> list[Broken]:
    """Everything that is wrong across the definition, in the order of `RULES`."""
    return [broken for rule in RULES for broken in rule(definition)]


def names_are_used_once(definition: Definition) -> Iterator[Broken]:
    """A key or number names one thing: answers, steps and markers are found by it for years."""
    framework = definition.framework
    yield from _repeated("sources", "key", definition.sources, "Kilden")
    yield from _repeated("themes", "key", definition.themes, "Temaet")
    yield from _repeated("goals", "number", definition.goals, "Læringsmål nummer")
    yield from _repeated("tools", "key", definition.tools, "Værktøjet")
    yield from _repeated("days", "number", definition.days, "Dag nummer")
    yield from _repeated("practice", "after_day", definition.practice, "Praksisopgaven efter dag")
    yield from _repeated("steps", "key", definition.steps, "Skridtet")
    yield from _repeated("questionnaires", "key", definition.questionnaires, "Spørgeskemaet")
    for path, questionnaire in _numbered("questionnaires", definition.questionnaires):
        yield from _repeated(f"{path}.questions", "key", questionnaire.questions, "Spørgsmålet")
    if framework:
        known = {marker.key for marker in framework.markers}
        yield from _repeated("framework.markers", "key", framework.markers, "Mærket")
        yield from _repeated("framework.local", "key", framework.local, "Mærket", known)
    yield from _repeated("meets", "marker", definition.meets, "Mærket")


def lists_name_each_thing_once(definition: Definition) -> Iterator[Broken]:
    """An answer, a goal or a tag stands once in its list."""
    for path, part in _parts("", definition):
        for name in type(part).model_fields:
            value = getattr(part, name)
            words = [one for one in value if not isinstance(one, Part)] if isinstance(value, tuple) else []
            for place, word in enumerate(words):
                if word in words[:place]:
                    yield f"{path}{name}[{place + 1}]", f"»{word}« står to gange i listen. Behold den ene."


def addresses_open_a_page(definition: Definition) -> Iterator[Broken]:
    """The address of a source becomes a link, so it is one of the web's."""
    for path, source in _numbered("sources", definition.sources):
        if source.url and not _is_web(source.url):
            yield f"{path}.url", "Det er ikke en adresse på nettet. Skriv den med https:// foran, uden mellemrum."


def nobody_is_numbered(part: Part) -> Iterator[Broken]:
    """No text of a file has what looks like a CPR number: the same rule as in the fields people write in."""
    for path, inner in _parts("", part):
        for name in type(inner).model_fields:
            value = getattr(inner, name)
            if isinstance(value, str) and (why_not := why_not_text(value)):
                yield f"{path}{name}", why_not
            for place, one in enumerate(value if isinstance(value, tuple) else (), start=1):
                if isinstance(one, str) and (why_not := why_not_text(one)):
                    yield f"{path}{name}[{place}]", why_not


def days_are_counted_from_one(definition: Definition) -> Iterator[Broken]:
    """Days are numbered 1, 2, 3 … in the order they are taught."""
    numbers = [day.number for day in definition.days]
    for place, (path, day) in enumerate(_numbered("days", definition.days), start=1):
        if day.number != place and numbers.count(day.number) == 1:
            yield f"{path}.number", f"Dagene skal hedde 1, 2, 3 i rækkefølge. Her skal der stå {place}."
        if day.starts is not None and day.ends is not None and day.ends <= day.starts:
            yield f"{path}.ends", "Dagen slutter, før den begynder. Ret starts eller ends."


def shares_make_a_whole(definition: Definition) -> Iterator[Broken]:
    """FØR, UNDER and EFTER are shares of one whole."""
    if (total := sum(definition.split.values())) != 100:
        yield "split", f"Fordelingen giver {total} i alt. FØR, UNDER og EFTER skal give 100 tilsammen."


def every_part_says_where_it_comes_from(definition: Definition) -> Iterator[Broken]:
    """Either a source of the file or ours, so nobody can mistake our words for the ministry's."""
    known = [source.key for source in definition.sources]
    for path, part in sourced_parts(definition):
        if part.source and part.ours:
            yield f"{path}source", "Her står både source og ours. Behold source, hvis kilden siger det, ellers ours."
        elif part.source and part.source not in known:
            yield f"{path}source", _unknown("Kilden", part.source, known, "sources")
        elif not part.source and not part.ours:
            yield (
                f"{path}source",
                "Skriv, hvor det kommer fra: source med en kilde, eller ours = true, hvis det er jeres.",
            )


def silence_is_said_aloud(definition: Definition) -> Iterator[Broken]:
    """A part that is missing is listed in not_stated, and a part listed there has no words from a source."""
    stated: dict[NotStated, tuple[str, Collection[Sourced]]] = {
        NotStated.GRANT_CRITERIA: ("criteria.grant", definition.criteria.grant),
        NotStated.LOCAL_CRITERIA: ("criteria.local", definition.criteria.local),
        NotStated.THEMES: ("themes", definition.themes),
        NotStated.GOALS: ("goals", definition.goals),
        NotStated.TOOLS: ("tools", definition.tools),
        NotStated.DAYS: ("days", definition.days),
        NotStated.DAY_THEMES: ("days", [day for day in definition.days if day.themes]),
        NotStated.TEACHING_TIME: ("days", [day for day in definition.days if day.starts]),
        NotStated.READING: ("reading", [definition.reading] if definition.reading else []),
    }
    for part, (path, given) in stated.items():
        if definition.is_stated(part) and not given and not definition.ours:
            yield path, f'Her mangler {part.label}. Skriv det ind, eller sæt "{part}" i not_stated, hvis kilden tier.'
        if not definition.is_stated(part) and any(one.source for one in given):
            yield (
                "not_stated",
                f'"{part}" står som ikke oplyst, men i {path} står det med en kilde. Ret et af stederne.',
            )


def names_point_at_something(definition: Definition) -> Iterator[Broken]:
    """Goals, themes, tools and days that are mentioned exist."""
    for path, day in _numbered("days", definition.days):
        yield from _pointing(definition, path, themes=day.themes)
    for path, task in _numbered("practice", definition.practice):
        yield from _pointing(definition, path, task.goals, task.themes, task.tools)
    for path, step in _numbered("steps", definition.steps):
        yield from _pointing(definition, path, step.goals, step.themes, step.tools)


def markers_are_met_by_something(definition: Definition) -> Iterator[Broken]:
    """A line of the meets table points at a marker somebody has read and at parts that exist."""
    framework = definition.framework
    markers = {marker.key: marker for marker in (*framework.markers, *framework.local)} if framework else {}
    steps = [step.key for step in definition.steps]
    for path, line in _numbered("meets", definition.meets):
        if line.marker not in markers:
            yield f"{path}.marker", _unknown("Mærket", line.marker, markers, "framework.markers eller framework.local")
        elif markers[line.marker].is_empty:
            yield (
                f"{path}.marker",
                f"Mærket »{line.marker}« har ingen tekst endnu. Skriv teksten ind, eller fjern linjen.",
            )
        yield from _pointing(definition, path, line.goals, line.themes)
        for place, key in enumerate(line.steps, start=1):
            if key not in steps:
                yield f"{path}.steps[{place}]", _unknown("Skridtet", key, steps, "steps")


def anchors_fit(definition: Definition) -> Iterator[Broken]:
    """An anchor names a day of this programme, and a day only where one is needed."""
    for path, anchor, _ in _anchors(definition):
        yield from _broken_anchor(path, anchor, definition.last_day)


def phases_lie_in_order(definition: Definition) -> Iterator[Broken]:
    """FØR lies before the first day and EFTER after the last, tried on days three weeks apart."""
    days = {day.number: date(2021, 8, 16) + timedelta(weeks=3 * day.number) for day in definition.days}
    first, last = min(days.values()), max(days.values())
    for path, anchor, phase in _anchors(definition):
        due = anchor.due_on(days) if not list(_broken_anchor(path, anchor, definition.last_day)) else None
        if due and phase is Phase.BEFORE and due > first:
            yield path, "Det hører til FØR, men ligger efter den første dag. Ret phase eller anchor."
        if due and phase is Phase.AFTER and due < last:
            yield path, "Det hører til EFTER, men ligger før den sidste dag. Ret phase eller anchor."


def every_split_has_its_task(definition: Definition) -> Iterator[Broken]:
    """One practice task after each day, the last one too."""
    given = {task.after_day for task in definition.practice}
    for day in definition.days:
        if day.number not in given:
            yield (
                "practice",
                f"Der mangler en praksisopgave efter dag {day.number}. Skriv en med after_day = {day.number}.",
            )
    for path, task in _numbered("practice", definition.practice):
        if task.after_day not in {day.number for day in definition.days}:
            yield f"{path}.after_day", _no_such_day("Praksisopgaven", task.after_day, definition.last_day)


def pages_add_up(definition: Definition) -> Iterator[Broken]:
    """The pages before each day make up the whole reading."""
    if not definition.reading or not definition.reading.items:
        return
    total = sum(item.pages for item in definition.reading.items)
    if total != definition.reading.pages:
        yield (
            "reading.items",
            f"Siderne giver {total} i alt, men reading.pages er {definition.reading.pages}. De to tal skal være ens.",
        )
    for path, item in _numbered("reading.items", definition.reading.items):
        if item.before_day > definition.last_day:
            yield f"{path}.before_day", _no_such_day("Litteraturen", item.before_day, definition.last_day)


def answers_fit_their_kind(definition: Definition) -> Iterator[Broken]:
    """A text says who reads it at first, a choice has something to choose between, and nothing else has either."""
    for path, step in _numbered("steps", definition.steps):
        yield from _broken_answer(path, step)
        if step.later in step.choices:
            yield f"{path}.later", f"»{step.later}« udsætter skridtet og er ikke et svar. Slet det i choices."
        if step.alternative in step.choices:
            yield (
                f"{path}.alternative",
                f"»{step.alternative}« er for den, der gør noget andet, og er ikke et svar. Slet det i choices.",
            )
    for path, questionnaire in _numbered("questionnaires", definition.questionnaires):
        for inner, question in _numbered(f"{path}.questions", questionnaire.questions):
            yield from _broken_answer(inner, question, questionnaire.choices)


def roles_do_what_is_theirs(definition: Definition) -> Iterator[Broken]:
    """A step exists as often as its role allows (PER_OF_ROLE)."""
    for path, step in _numbered("steps", definition.steps):
        choices = PER_OF_ROLE[step.role]
        if step.per not in choices:
            wished = f'Rollen {step.role.label} kan ikke have per = "{step.per}".'
            yield f"{path}.per", f"{wished} Skriv {' eller '.join(choices)}."


def load_leaves_out_little(definition: Definition) -> Iterator[Broken]:
    """Only reading, days and the practice itself lie outside the load; all else is somebody's working time."""
    for path, step in _numbered("steps", definition.steps):
        if not step.counts_as_load and step.kind not in OUTSIDE_LOAD:
            yield (
                f"{path}.counts_as_load",
                "Kun læsning, undervisningsdage og selve afprøvningen kan holdes ude af tiden. Slet linjen.",
            )


def load_stays_within_its_limit(definition: Definition) -> Iterator[Broken]:
    """A programme that asks too much is refused."""
    for load in load_of(definition):
        if load.is_too_much:
            asked = f"Rollen {load.role.label} bruger {load.total} minutter i alt. Grænsen er {load.limit}."
            yield f"max_minutes.{load.role}", f"{asked} Gør nogle skridt kortere, eller tag nogle ud."


RULES: tuple[Rule, ...] = (
    names_are_used_once,
    lists_name_each_thing_once,
    addresses_open_a_page,
    nobody_is_numbered,
    days_are_counted_from_one,
    shares_make_a_whole,
    every_part_says_where_it_comes_from,
    silence_is_said_aloud,
    names_point_at_something,
    markers_are_met_by_something,
    anchors_fit,
    phases_lie_in_order,
    every_split_has_its_task,
    pages_add_up,
    answers_fit_their_kind,
    roles_do_what_is_theirs,
    load_leaves_out_little,
    load_stays_within_its_limit,
)


def sourced_parts(definition: Definition) -> Iterator[tuple[str, Sourced]]:
    """Every part that must say where it comes from, with the path in front of its keys."""
    return ((path, part) for path, part in _parts("", definition) if isinstance(part, Sourced))


def _parts(path: str, part: Part) -> Iterator[tuple[str, Part]]:
    """A part and all within it, outermost first, each with the path in front of its keys."""
    yield path, part
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from _parts(f"{path}{name}.", value)
        elif isinstance(value, tuple):
            for place, one in enumerate(value, start=1):
                if isinstance(one, Part):
                    yield from _parts(f"{path}{name}[{place}].", one)


def _is_web(url: str) -> bool:
    try:
        address = urlsplit(url)
    except ValueError:
        return False
    return address.scheme in ("http", "https") and bool(address.hostname) and not any(map(str.isspace, url))


def _numbered(path: str, parts: Iterable[Numbered]) -> Iterator[tuple[str, Numbered]]:
    return ((f"{path}[{place}]", part) for place, part in enumerate(parts, start=1))


def _repeated(
    path: str, name: str, parts: Iterable[Part], noun: str, known: Collection[Hashable] = ()
) -> Iterator[Broken]:
    seen = Counter(known)
    for where, part in _numbered(path, parts):
        value = getattr(part, name)
        if seen[value]:
            shown = value if isinstance(value, int) else f"»{value}«"
            yield f"{where}.{name}", f"{noun} {shown} står to gange. Giv hver sit eget."
        seen[value] += 1


def _unknown(noun: str, name: object, known: Collection[object], where: str) -> str:
    shown = name if isinstance(name, int) else f"»{name}«"
    names = [str(one) for one in dict.fromkeys(known)]
    near = difflib.get_close_matches(str(name), names, n=1)
    if near:
        return f"{noun} {shown} findes ikke under {where}. Mente du »{near[0]}«?"
    if len(names) > LONGEST_CHOICE:
        return f"{noun} {shown} findes ikke under {where}. Ret det, eller skriv det ind dér."
    return f"{noun} {shown} findes ikke under {where}. Det her findes: {', '.join(names) or 'ingen endnu'}."


def _no_such_day(noun: str, day: int, last_day: int) -> str:
    return f"{noun} er knyttet til dag {day}, men den sidste dag er dag {last_day}. Vælg en dag fra 1 til {last_day}."


def _pointing(
    definition: Definition,
    path: str,
    goals: Iterable[int] = (),
    themes: Iterable[str] = (),
    tools: Iterable[str] = (),
) -> Iterator[Broken]:
    named: tuple[tuple[str, str, Iterable[object], list[object]], ...] = (
        ("goals", "Læringsmål nummer", goals, [goal.number for goal in definition.goals]),
        ("themes", "Temaet", themes, [theme.key for theme in definition.themes]),
        ("tools", "Værktøjet", tools, [tool.key for tool in definition.tools]),
    )
    for table, noun, names, known in named:
        for place, name in enumerate(names, start=1):
            if name not in known:
                yield f"{path}.{table}[{place}]", _unknown(noun, name, known, table)


def _anchors(definition: Definition) -> Iterator[tuple[str, Anchor, Phase]]:
    for path, step in _numbered("steps", definition.steps):
        yield f"{path}.anchor", step.anchor, step.phase
    for path, questionnaire in _numbered("questionnaires", definition.questionnaires):
        for inner, occasion in _numbered(f"{path}.when", questionnaire.when):
            yield f"{inner}.anchor", occasion.anchor, occasion.phase


def _broken_anchor(path: str, anchor: Anchor, last_day: int) -> Iterator[Broken]:
    needs_day = anchor.at in (AnchorKind.DAY, AnchorKind.BETWEEN)
    if needs_day and anchor.day is None:
        yield f"{path}.day", f'Her mangler et dagnummer. Skriv day = 1, når at = "{anchor.at}".'
    elif not needs_day and anchor.day is not None:
        yield f"{path}.day", f'Et dagnummer hører ikke til at = "{anchor.at}". Slet day, eller skriv at = "dag".'
    elif anchor.day is not None and anchor.day > last_day:
        yield f"{path}.day", _no_such_day("Ankeret", anchor.day, last_day)
    elif anchor.at is AnchorKind.BETWEEN and anchor.day == last_day:
        outside = f"Dag {last_day} er den sidste, så intet kan ligge mellem dag {last_day} og dag {last_day + 1}."
        yield f"{path}.day", f'{outside} Skriv at = "slut" til det, der kommer efter den sidste dag.'
    elif anchor.at is AnchorKind.BETWEEN and (anchor.months or min(anchor.days, anchor.weeks) < 0):
        yield path, "Mellem to dage tælles frem i dage eller uger. Skriv days eller weeks som et positivt tal."


def _broken_answer(path: str, asked: Step | Question, shared: tuple[str, ...] = ()) -> Iterator[Broken]:
    if asked.answer is AnswerKind.TEXT and asked.audience is None:
        yield (
            f"{path}.audience",
            'En tekst skal sige, hvem der læser den fra start. Skriv for eksempel audience = "kun_mig".',
        )
    if asked.answer is not AnswerKind.TEXT and asked.audience is not None:
        yield f"{path}.audience", 'Kun en tekst har læsere. Slet audience, eller skriv answer = "tekst".'
    if asked.answer is AnswerKind.CHOICE and len(asked.choices or shared) < 2:
        yield f"{path}.choices", "Et valg skal have mindst to svar. Skriv dem i choices."
    if asked.answer is not AnswerKind.CHOICE and asked.choices:
        yield f"{path}.choices", 'Kun et valg har svar at vælge imellem. Slet choices, eller skriv answer = "valg".'

"""
The markup of a letter: plain text that reads well as it stands, since a konsulent edits it in a text field.

    Du er med: første dag er mandag den 16. august.     a paragraph; an empty line ends it, a line break stays
    # Det praktiske                                     a heading
    - Læs 24 sider                                      a bullet
    Hvor :: Campus Horsens                              a fact: term and text
    [[link journey.keep_step journey.Step 12 | Skriv nu]]  a personal link; alone on its line the button
    [[words intention | Mette]]                         what somebody wrote; alone on its line a quotation
    [[own first_step | det første skridt]]              what only the reader may know, in this same markup

Placeholders are parsed before anybody's words are filled in, so these can't become markup or a link. Everything is
escaped where it is rendered. There are no other rules, no nesting and no HTML.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from rodfaest.kernel.actors import Errand
from rodfaest.kernel.text import _

PLACEHOLDER = re.compile(
    r"\[\[(?:link (?P<errand>\S+ \S+ \d+)|words (?P<name>[\w-]+)|own (?P<own>[\w-]+))(?: \| (?P<label>[^\]|]*))?\]\]"
)
FACT = re.compile(r"(?P<term>[^:\[]{1,40}?) :: (?P<text>.+)")


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    FACTS = "facts"
    BUTTON = "button"
    QUOTE = "quote"


@dataclass(frozen=True)
class Plain:
    text: str
    is_link = False


@dataclass(frozen=True)
class Link:
    """A personal link. Without its address, which only the sending knows, it is shown as a placeholder."""

    errand: Errand
    label: str
    url: str = ""
    is_link = True

    @property
    def text(self) -> str:
        return self.label

    @property
    def shown(self) -> str:
        return _("(personligt link: %s)") % self.label


@dataclass(frozen=True)
class Words:
    """What somebody wrote. Until the sending has filled it in it is shown as a placeholder."""

    name: str
    who: str
    filled: str | None = None
    is_link = False

    @property
    def text(self) -> str:
        return self.shown if self.filled is None else self.filled

    @property
    def shown(self) -> str:
        return _("(det, %s har skrevet)") % self.who


@dataclass(frozen=True)
class Own:
    """What a letter says to its reader alone. Its owner writes it at sending; until then it is a placeholder."""

    name: str
    about: str
    is_link = False

    @property
    def text(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        return _("(kun til modtageren: %s)") % self.about


Placeholder = Link | Words | Own
Part = Plain | Placeholder
Line = tuple[Part, ...]


@dataclass(frozen=True)
class Block:
    """One piece of a letter. `terms` goes with the lines of facts, one for one; elsewhere it is empty."""

    kind: BlockKind
    lines: tuple[Line, ...]
    terms: tuple[str, ...] = ()


# Writing: what the words of an owner are made with


def link(errand: Errand, label: str) -> str:
    """
    >>> link(Errand("journey.keep_step", "journey.Step", 12), "Skriv nu")
    '[[link journey.keep_step journey.Step 12 | Skriv nu]]'
    """
    return f"[[link {errand.verb} {errand.noun} {errand.object_id} | {_harmless(label)}]]"


def words(name: str, who: str) -> str:
    """
    >>> words("intention", "Mette")
    '[[words intention | Mette]]'
    """
    return f"[[words {name} | {_harmless(who)}]]"


def own(name: str, about: str) -> str:
    """
    >>> own("first_step", "det første skridt")
    '[[own first_step | det første skridt]]'
    """
    return f"[[own {name} | {_harmless(about)}]]"


def _harmless(label: str) -> str:
    return re.sub(r"[\[\]|\n]", " ", label).strip()


# Reading


def parse(body: str) -> tuple[Block, ...]:
    """
    Take a body apart. Anything can be parsed: what is no markup is a paragraph.

    >>> [block.kind.value for block in parse("# Hej\\nFørst.\\n\\n- et\\n- to\\nHvor :: Her\\n[[words a | Bo]]")]
    ['heading', 'paragraph', 'bullets', 'facts', 'quote']
    """
    blocks: list[Block] = []
    joins = False
    for raw in body.splitlines():
        line = raw.strip()
        if not line:
            joins = False
            continue
        block = _block(line)
        if joins and blocks[-1].kind is block.kind and block.kind in _GROWING:
            before = blocks.pop()
            block = replace(before, lines=before.lines + block.lines, terms=before.terms + block.terms)
        blocks.append(block)
        joins = True
    return tuple(blocks)


_GROWING = frozenset({BlockKind.PARAGRAPH, BlockKind.BULLETS, BlockKind.FACTS})


def _block(line: str) -> Block:
    if line.startswith("# "):
        return Block(BlockKind.HEADING, (_parts(line[2:]),))
    if line.startswith("- "):
        return Block(BlockKind.BULLETS, (_parts(line[2:]),))
    if fact := FACT.fullmatch(line):
        return Block(BlockKind.FACTS, (_parts(fact["text"]),), (fact["term"],))
    parts = _parts(line)
    match parts:
        case (Link(),):
            return Block(BlockKind.BUTTON, (parts,))
        case (Words(),):
            return Block(BlockKind.QUOTE, (parts,))
    return Block(BlockKind.PARAGRAPH, (parts,))


def _parts(line: str) -> Line:
    parts: list[Part] = []
    end = 0
    for found in PLACEHOLDER.finditer(line):
        if found.start() > end:
            parts.append(Plain(line[end : found.start()]))
        parts.append(_placeholder(found))
        end = found.end()
    if end < len(line):
        parts.append(Plain(line[end:]))
    return tuple(parts)


def _placeholder(found: re.Match[str]) -> Placeholder:
    if found["errand"]:
        verb, noun, object_id = found["errand"].split()
        return Link(Errand(verb, noun, int(object_id)), found["label"] or _("Åbn"))
    if found["own"]:
        return Own(found["own"], found["label"] or _("mere"))
    return Words(found["name"], found["label"] or _("der"))


def placeholders(body: str) -> list[Placeholder]:
    return [_placeholder(found) for found in PLACEHOLDER.finditer(body)]


# Filling in: only the sending does it


def with_own(body: str, written: Callable[[str], str]) -> str:
    """
    Put in what only the reader may know, before the body is parsed: it is the owner's markup, and nobody's words.

    >>> with_own("Hej\\n\\n[[own first | det første]]\\n\\n[[words a | Bo]]", {"first": "- Læs"}.__getitem__)
    'Hej\\n\\n- Læs\\n\\n[[words a | Bo]]'
    """
    return PLACEHOLDER.sub(lambda found: written(found["own"]) if found["own"] else found[0], body)


def filled(
    blocks: Iterable[Block], *, address: Callable[[Errand], str], said: Callable[[str], str]
) -> tuple[Block, ...]:
    """The letter as its reader gets it. A quotation of nothing (the text was taken back) leaves the letter."""

    def fill(part: Part) -> Part:
        match part:
            case Link():
                return replace(part, url=address(part.errand))
            case Words():
                return replace(part, filled=said(part.name).strip())
        return part

    done = (replace(block, lines=tuple(tuple(fill(part) for part in line) for line in block.lines)) for block in blocks)
    return tuple(block for block in done if block.kind is not BlockKind.QUOTE or block.lines[0][0].text)


def plain_text(blocks: Iterable[Block]) -> str:
    """The plain-text part of a mail, or an SMS: the same words as the HTML part."""
    return "\n\n".join("\n".join(_plain_lines(block)) for block in blocks) + "\n"


def _plain_lines(block: Block) -> Iterator[str]:
    for number, line in enumerate(block.lines):
        said = "".join(_plain_part(part) for part in line)
        match block.kind:
            case BlockKind.BULLETS:
                yield f"- {said}"
            case BlockKind.FACTS:
                yield f"{block.terms[number]}: {said}"
            case BlockKind.QUOTE:
                yield f"»{said}«"
            case _:
                yield said


def _plain_part(part: Part) -> str:
    if isinstance(part, Link):
        return f"{part.label}: {part.url}" if part.url else part.shown
    return part.text


def in_short(subject: str, body: str, *, home: str) -> str:
    """
    A letter as an SMS: what it is about and the links to do it by, or where the rest is read.

    >>> in_short("Svar på Mettes ønske", "Hej\\n[[words a | Mette]]\\n[[link a.b a.c 1 | Svar]]", home="https://x.example")
    'Svar på Mettes ønske\\n\\n[[link a.b a.c 1 | Svar]]'
    >>> in_short("Lene har sagt ja", "Hej", home="https://x.example")
    'Lene har sagt ja\\n\\nLog ind og læs mere: https://x.example'
    >>> in_short("Du er med", "Hej\\n[[own first | det første]]", home="https://x.example")
    'Du er med\\n\\n[[own first | det første]]\\n\\nLog ind og læs mere: https://x.example'
    """
    found = list(PLACEHOLDER.finditer(body))
    kept = [place[0] for place in found if not place["name"]]
    if not any(place["errand"] for place in found):
        kept.append(_("Log ind og læs mere: {home}").format(home=home))
    return "\n\n".join([subject, *kept])


# Editing: the konsulent sees words, never the placeholders' own notation


def _shown_as(body: str) -> dict[str, str]:
    """Each placeholder of a body, once, by the words it is shown as; a second one shown alike gets a number."""
    shown: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for found in PLACEHOLDER.finditer(body):
        if found[0] in shown.values():
            continue
        said = _placeholder(found).shown
        counts[said] += 1
        shown[said if counts[said] == 1 else f"{said[:-1]}, {counts[said]})"] = found[0]
    return shown


def for_editing(body: str) -> str:
    """
    >>> for_editing("Hej\\n\\n[[link a.b a.c 1 | Svar]]")
    'Hej\\n\\n(personligt link: Svar)'
    """
    for said, notation in _shown_as(body).items():
        body = body.replace(notation, said)
    return body


def from_editing(text: str, body: str) -> str:
    """Put the placeholders of `body`, the letter as it was, back into what was typed: `for_editing` undone."""
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())
    for said, notation in _shown_as(body).items():
        text = text.replace(said, notation)
    return text


def why_not_edit(text: str, body: str) -> str | None:
    """Say what stops the typed text from being the letter: a link lost or doubled, or notation typed by hand."""
    if "[[" in text or "]]" in text:
        return _("Skriv ikke [[ eller ]]: de tegn bruger Rodfæst selv.")
    for said, notation in _shown_as(body).items():
        times = text.count(said)
        if notation.startswith("[[link") and times == 0:
            return _("Brevet mangler »%s«. Sæt det ind igen: uden det kan modtageren ikke svare.") % said
        if times > 1:
            return _("»%s« står %d gange. Det må kun stå én gang.") % (said, times)
    return None

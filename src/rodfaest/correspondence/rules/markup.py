r"""
A letter as text, since a konsulent edits it in a text field.

    Du er med: første dag er mandag den 16. august.        a paragraph; an empty line ends it, a line break stays
    # Det praktiske                                        a heading
    - Læs 24 sider                                         a bullet
    Hvor :: Campus Horsens                                 a fact: term and text
    [[link journey.do_step journey.Step 12 | Skriv nu]]  a personal link; alone on its line the button
    [[words intention | Mette]]                            what somebody wrote; alone on its line a quotation
    [[own first_step | det første skridt]]                 what only the reader may know
    \# Huset                                               a backslash lets a mark stand as it is typed

`written` and `parse` undo each other, whatever somebody typed (tests/correspondence/test_markup.py).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from rodfaest.correspondence.rules.bodies import (
    Block,
    BlockKind,
    Blocks,
    Line,
    Link,
    Own,
    Part,
    Placeholder,
    Plain,
    Words,
)
from rodfaest.kernel.actors import Errand
from rodfaest.kernel.text import _

PLACEHOLDER = (
    r"\[\[(?:link (?P<errand>\S+ \S+ \d+)|words (?P<name>[\w-]+)|own (?P<own>[\w-]+))"
    r"(?: \| (?P<label>(?:\\.|[^\\\]\[|])*))?\]\]"
)
TOKEN = re.compile(r"\\(?P<mark>[\\\[\]|#:-])|" + PLACEHOLDER)
FACT = re.compile(r"(?P<term>[^:\[\\]{1,40}?) :: (?P<text>.+)")

_unmarked = partial(re.sub, r"\\([\\\[\]|#:-])", r"\1")
_label = partial(re.sub, r"([\\\[\]|])", r"\\\1")

# Blocks as text


def written(blocks: Iterable[Block]) -> str:
    """
    >>> from rodfaest.correspondence.rules.bodies import body, facts, text
    >>> print(written(body(text("# Hej [[link a.b a.c 1]]"), facts(("Hvor", "Her :: der")))))
    \\# Hej \\[[link a.b a.c 1]]
    <BLANKLINE>
    Hvor :: Her \\:: der
    """
    return "\n\n".join("\n".join(_lines(block)) for block in blocks)


def _lines(block: Block) -> Iterator[str]:
    for number, line in enumerate(block.lines):
        said = "".join(_escaped(part.text) if isinstance(part, Plain) else notation(part) for part in line)
        match block.kind:
            case BlockKind.HEADING:
                yield f"# {said}"
            case BlockKind.BULLETS:
                yield f"- {said}"
            case BlockKind.FACTS:
                yield f"{block.terms[number]} :: {said}"
            case _:
                yield re.sub(r"\A(?=[#-] )", r"\\", said)


def _escaped(typed: str) -> str:
    return re.sub(r"\\|\[(?=\[)|(?<= )::(?= )", r"\\\g<0>", typed)


def notation(part: Placeholder) -> str:
    match part:
        case Link():
            said, label = f"link {part.errand.verb} {part.errand.noun} {part.errand.object_id}", part.label
        case Words():
            said, label = f"words {part.name}", part.who
        case Own():
            said, label = f"own {part.name}", part.about
    return f"[[{said} | {_label(label)}]]"


# Text as blocks


def parse(body: str) -> Blocks:
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
_ALONE = {Link: BlockKind.BUTTON, Words: BlockKind.QUOTE, Own: BlockKind.OWN}


def _block(line: str) -> Block:
    if line.startswith("# "):
        return Block(BlockKind.HEADING, (_parts(line[2:]),))
    if line.startswith("- "):
        return Block(BlockKind.BULLETS, (_parts(line[2:]),))
    if fact := FACT.fullmatch(line):
        return Block(BlockKind.FACTS, (_parts(fact["text"]),), (fact["term"],))
    parts = _parts(line)
    kind = _ALONE.get(type(parts[0]), BlockKind.PARAGRAPH) if len(parts) == 1 else BlockKind.PARAGRAPH
    return Block(kind, (parts,))


def _parts(line: str) -> Line:
    parts: list[Part] = []
    said = ""
    for piece in _tokens(line):
        if isinstance(piece, str):
            said += _unmarked(piece)
        else:
            parts += [Plain(said)] if said else []
            parts.append(_placeholder(piece))
            said = ""
    return (*parts, Plain(said)) if said else tuple(parts)


def _tokens(line: str) -> Iterator[str | re.Match[str]]:
    """The line in order: text and escaped marks as they are written, placeholders as they were found."""
    end = 0
    for found in TOKEN.finditer(line):
        if found.start() > end:
            yield line[end : found.start()]
        yield found[0] if found["mark"] else found
        end = found.end()
    if end < len(line):
        yield line[end:]


def _placeholder(found: re.Match[str]) -> Placeholder:
    label = _unmarked(found["label"] or "")
    if found["errand"]:
        verb, noun, object_id = found["errand"].split()
        return Link(Errand(verb, noun, int(object_id)), label or _("Åbn"))
    if found["own"]:
        return Own(found["own"], label or _("mere"))
    return Words(found["name"], label or _("der"))


# Editing: the konsulent sees words, never the notation of placeholders. A letter has those it had, and no other


def for_editing(body: str) -> str:
    """
    >>> for_editing("Hej\\n\\n[[link a.b a.c 1 | Svar]]")
    'Hej\\n\\n(personligt link: Svar)'
    """
    shown = {notation: said for said, notation in _shown_as(body).items()}
    return "".join(_bare(piece) if isinstance(piece, str) else shown[piece[0]] for piece in _tokens(body))


def from_editing(text: str, body: str) -> str:
    """
    Put the placeholders of `body`, the letter as it was, back into what was typed: `for_editing` undone.

    Notation typed by hand is words like any other, and stands as typed.

    >>> from_editing("Hej [[words a | Bo]]\\n\\n(personligt link: Svar)", "[[link a.b a.c 1 | Svar]]")
    'Hej \\\\[[words a | Bo]]\\n\\n[[link a.b a.c 1 | Svar]]'
    """
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())
    shown = _shown_as(body)
    pieces = re.split(f"({_any_of(shown)})", text) if shown else [text]
    return "".join(
        shown.get(piece) or re.sub(r"(\\.)|\[(?=\[)", lambda found: found[1] or r"\[", piece) for piece in pieces
    )


def why_not_edit(text: str, body: str) -> str | None:
    """Say what stops the typed text from being the letter: a link lost, or something that is filled in twice."""
    shown = _shown_as(body)
    times = Counter(re.findall(_any_of(shown), text)) if shown else Counter[str]()
    for said, notation in shown.items():
        if notation.startswith("[[link") and not times[said]:
            return _("Brevet mangler »%s«. Sæt det ind igen: uden det kan modtageren ikke svare.") % said
        if times[said] > 1:
            return _("»%s« står %d gange. Det må kun stå én gang.") % (said, times[said])
    return None


def _shown_as(body: str) -> dict[str, str]:
    """
    Each placeholder of a body, once, by the words it is shown as: with a number where another is shown so, or somebody
    typed the same.
    """
    pieces = list(_tokens(body))
    typed = "".join(_bare(piece) for piece in pieces if isinstance(piece, str))
    shown: dict[str, str] = {}
    for found in (piece for piece in pieces if not isinstance(piece, str)):
        if found[0] not in shown.values():
            said, number = _placeholder(found).shown, 1
            name = said
            while name in shown or name in typed:
                number += 1
                name = f"{said[:-1]}, {number})"
            shown[name] = found[0]
    return shown


def _bare(piece: str) -> str:
    """A piece as whoever edits sees it: to them a bracket is a bracket, and needs no escape."""
    return "[" if piece == r"\[" else piece


def _any_of(shown: Iterable[str]) -> str:
    return "|".join(re.escape(said) for said in sorted(shown, key=len, reverse=True))

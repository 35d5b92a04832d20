"""
What a letter is made of: blocks of lines, and placeholders for what only the sending may know.

An owner builds its letters of these and never of markup, so nothing somebody typed is read as a heading, a link or a
placeholder. `markup` writes blocks as text and reads them again, since a konsulent edits a letter in a text field.
Everything is escaped where it is rendered. There is no nesting and no HTML.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from rodfaest.kernel.actors import Errand
from rodfaest.kernel.text import _


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    FACTS = "facts"
    BUTTON = "button"
    QUOTE = "quote"
    OWN = "own"


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


Blocks = tuple[Block, ...]

# Writing: what the words of an owner are made of. Each gives no block where there is nothing to say.


def body(*pieces: Blocks) -> Blocks:
    return tuple(chain.from_iterable(pieces))


def text(said: str) -> Blocks:
    """
    Paragraphs: an empty line ends one, a line break stays.

    >>> [len(block.lines) for block in text("Kør ind ad porten.\\nGå til højre.\\n\\nRing på.")]
    [2, 1]
    """
    paragraphs: list[list[Line]] = [[]]
    for line in said.splitlines():
        if line.strip():
            paragraphs[-1].append(_plain(line.strip()))
        elif paragraphs[-1]:
            paragraphs.append([])
    return tuple(Block(BlockKind.PARAGRAPH, tuple(lines)) for lines in paragraphs if lines)


def heading(said: str) -> Blocks:
    return _block(BlockKind.HEADING, [on_one_line(said)])


def bullets(lines: Iterable[str | Link]) -> Blocks:
    return _block(BlockKind.BULLETS, [line if isinstance(line, Link) else on_one_line(line) for line in lines])


def facts(*rows: tuple[str, str]) -> Blocks:
    """
    Terms of our own, each with what is said of it; a term of which nothing is said is left out.

    >>> facts(("Mad", ""), ("Sted", "Campus\\nHorsens"))[0].lines
    ((Plain(text='Campus Horsens'),),)
    """
    said = [(term, on_one_line(text)) for term, text in rows if text.strip()]
    block = Block(BlockKind.FACTS, tuple(_plain(text) for _term, text in said), tuple(term for term, _text in said))
    return (block,) if said else ()


def link(errand: Errand, label: str) -> Link:
    return Link(errand, on_one_line(label))


def button(errand: Errand, label: str) -> Blocks:
    return _block(BlockKind.BUTTON, [link(errand, label)])


def words(name: str, who: str) -> Blocks:
    """What somebody wrote, as a quotation."""
    return _block(BlockKind.QUOTE, [Words(name, on_one_line(who))])


def own(name: str, about: str) -> Blocks:
    return _block(BlockKind.OWN, [Own(name, on_one_line(about))])


def on_one_line(said: str) -> str:
    return " ".join(said.split())


def _plain(said: str) -> Line:
    return (Plain(said),)


def _block(kind: BlockKind, lines: Iterable[str | Placeholder]) -> Blocks:
    kept = tuple(_plain(line) if isinstance(line, str) else (line,) for line in lines if line)
    return (Block(kind, kept),) if kept else ()


# Reading


def placeholders(blocks: Iterable[Block]) -> list[Placeholder]:
    return [part for block in blocks for line in block.lines for part in line if not isinstance(part, Plain)]


def carries_words(blocks: Iterable[Block]) -> bool:
    """Whether somebody's words are filled in when it is sent."""
    return any(not isinstance(part, Link) for part in placeholders(blocks))


def in_short(subject: str, blocks: Blocks, *, home: str) -> Blocks:
    """
    A letter as an SMS: what it is about and the links to do it by, or where the rest is read.

    >>> def short(*pieces): return [block.kind.value for block in in_short("Om dit ønske", body(*pieces), home="x")]
    >>> short(text("Hej"), words("a", "Mette"), button(Errand("a.b", "a.c", 1), "Svar"))
    ['paragraph', 'button']
    >>> short(text("Hej"), own("first", "det første"))
    ['paragraph', 'own', 'paragraph']
    """
    kept = [part for part in placeholders(blocks) if not isinstance(part, Words)]
    done = [button(part.errand, part.label) if isinstance(part, Link) else own(part.name, part.about) for part in kept]
    if not any(isinstance(part, Link) for part in kept):
        done.append(text(_("Log ind og læs mere: {home}").format(home=home)))
    return body(text(on_one_line(subject)), *done)


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


# Filling in: only the sending does it


def filled(
    blocks: Iterable[Block],
    *,
    address: Callable[[Errand], str],
    words: Callable[[str], str],
    own: Callable[[str], Blocks],
) -> Blocks:
    """The letter as its reader gets it. A quotation of nothing (the text was taken back) leaves the letter."""

    def fill(part: Part) -> Part:
        match part:
            case Link():
                return replace(part, url=address(part.errand))
            case Words():
                return replace(part, filled=words(part.name).strip())
        return part

    told = chain.from_iterable(_with_own(block, own) for block in blocks)
    done = (replace(block, lines=tuple(tuple(fill(part) for part in line) for line in block.lines)) for block in told)
    return tuple(block for block in done if block.kind is not BlockKind.QUOTE or block.lines[0][0].text)


def _with_own(block: Block, own: Callable[[str], Blocks]) -> Iterator[Block]:
    """The block, and what only the reader may know right after the line it is named in."""
    for number, line in enumerate(block.lines):
        if told := [part for part in line if isinstance(part, Own)]:
            rest = tuple(part for part in line if not isinstance(part, Own))
            yield from _lines_of(block, 0, number, rest)
            for part in told:
                yield from own(part.name)
            yield from _with_own(Block(block.kind, block.lines[number + 1 :], block.terms[number + 1 :]), own)
            return
    if block.lines:
        yield block


def _lines_of(block: Block, start: int, end: int, last: Line) -> Iterator[Block]:
    """The lines up to one, and what is left of that one."""
    end, lines = (end + 1, (*block.lines[start:end], last)) if last else (end, block.lines[start:end])
    if lines:
        yield Block(block.kind, lines, block.terms[start:end])

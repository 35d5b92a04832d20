"""
Which names a template asks for, read off its source, with what it extends and includes put in its place; and which
attributes of them it reads.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from django.core.paginator import Page as PageOfRows
from django.forms import BaseForm
from django.template import engines
from jinja2 import Environment, meta, nodes
from jinja2.visitor import NodeTransformer

IMPORTS = (nodes.Import, nodes.FromImport)

TELL_NOTHING = (BaseForm, PageOfRows, Mapping)
"""Types whose values get their attributes, or their words, as they are made."""


def environment() -> Environment:
    return engines["jinja2"].env


def names_asked(name: str, block: str = "") -> set[str]:
    """What must be handed over for the template to be drawn, or for that block of it alone. Globals are not counted."""
    body = Flat({}).each(_block(name, block).body) if block else _flat_page(name, {})
    return meta.find_undeclared_variables(nodes.Template(body, lineno=1).set_environment(environment()))


def names_asked_as_a_shelf(name: str) -> set[str]:
    """
    The same for a template whose macros are imported. It sees no page, so what a global reads off the page's request
    (`may`, `menu`) is not there either.
    """
    ours = {word: value for word, value in environment().globals.items() if hasattr(value, "jinja_pass_arg")}
    of_a_page = {word for word, value in ours.items() if value.__module__.startswith("rodfaest.")}
    called = {node.name for node in tree(name).find_all(nodes.Name) if node.ctx == "load"}
    return names_asked(name) | (called & of_a_page)


def attributes_read(name: str, types: Mapping[str, Any]) -> Iterator[tuple[nodes.Getattr, Any]]:
    """What is read of each name with its type, and of each row of it where a loop goes through it."""
    template = tree(name)
    set_here = {node.name for node in template.find_all(nodes.Name) if node.ctx != "load"}
    given = {word: kind for word, kind in types.items() if word not in set_here}
    yield from _read_of(given, template)
    for loop in template.find_all(nodes.For):
        of_a_row = get_args(given.get(getattr(loop.iter, "name", "")))
        if len(of_a_row) == 1 and isinstance(loop.target, nodes.Name):
            yield from _read_of({loop.target.name: of_a_row[0]}, loop)


def _read_of(types: Mapping[str, Any], within: nodes.Node) -> Iterator[tuple[nodes.Getattr, Any]]:
    for read in within.find_all(nodes.Getattr):
        if isinstance(read.node, nodes.Name) and read.node.name in types:
            yield read, types[read.node.name]


def has(kind: Any, attribute: str) -> bool:
    """Whether a value of that type has it, or it may be so, where the type alone does not tell."""
    if get_origin(kind) in (Union, UnionType):
        return all(has(each, attribute) for each in get_args(kind) if each is not NoneType)
    known = get_origin(kind) or kind
    if known is Any or issubclass(known, TELL_NOTHING):
        return True
    return attribute in dir(known) or any(attribute in vars(part).get("__annotations__", {}) for part in known.__mro__)


def shelves(name: str) -> set[str]:
    """The templates this one, or what it extends or includes, imports macros from without handing over its page."""
    return {node.template.value for node in _reached(name) if isinstance(node, IMPORTS) and not node.with_context}


def parts(name: str) -> set[str]:
    """Every template that is drawn where this one is."""
    return {node.template.value for node in _reached(name)}


def tree(name: str) -> nodes.Template:
    env = environment()
    return env.parse(env.loader.get_source(env, name)[0], name)


def _reached(name: str) -> Iterator[nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport]:
    for node in tree(name).find_all((nodes.Extends, nodes.Include, *IMPORTS)):
        assert isinstance(node.template, nodes.Const), f"{name}:{node.lineno}: name the template, or draw() a Page"
        yield node
        yield from _reached(node.template.value)


def _block(name: str, block: str) -> nodes.Block:
    return next(found for found in tree(name).find_all(nodes.Block) if found.name == block)


def _flat_page(name: str, over: Mapping[str, nodes.Block]) -> list[nodes.Node]:
    """The body of a page with all it extends. `over` are the blocks of those that extend it."""
    template = tree(name)
    over = {block.name: block for block in template.find_all(nodes.Block)} | over
    parent = template.find(nodes.Extends)
    if parent is None:
        return Flat(over).each(template.body)
    ahead = [node for node in template.body if not isinstance(node, nodes.Block | nodes.Extends | nodes.Output)]
    return [*Flat(over).each(ahead), *_flat_page(parent.template.value, over)]


class Flat(NodeTransformer):
    """Writes every block and every included template out where it stands. What one branch sets, the other has not."""

    def __init__(self, over: Mapping[str, nodes.Block]) -> None:
        self.over = over

    def each(self, body: Sequence[nodes.Node]) -> list[nodes.Node]:
        return [self.visit(node) for node in body]

    def visit_Block(self, node: nodes.Block) -> nodes.Scope:
        return nodes.Scope(self.each(self.over.get(node.name, node).body), lineno=node.lineno)

    def visit_Include(self, node: nodes.Include) -> nodes.Scope:
        return nodes.Scope(_flat_page(node.template.value, {}), lineno=node.lineno)

    def visit_If(self, node: nodes.If) -> nodes.If:
        body, otherwise = nodes.Scope(self.each(node.body)), nodes.Scope(self.each(node.else_))
        return nodes.If(node.test, [body], self.each(node.elif_), [otherwise], lineno=node.lineno)

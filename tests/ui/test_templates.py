"""Every template of the house: it compiles, knows its components, keeps to the content policy and the percent rule."""

import re
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from rodfaest.ui.pages import jinja

SOURCE = Path(__file__).resolve().parents[2] / "src/rodfaest"
TEMPLATES = sorted(SOURCE.glob("*/jinja2/**/*.html")) + sorted(SOURCE.glob("*/jinja2/**/*.txt"))
EACH = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))


def name_of(path: Path) -> str:
    return path.as_posix().split("/jinja2/", 1)[1]


@EACH
def test_it_compiles(path):
    assert jinja().get_template(name_of(path)).blocks is not None


@EACH
def test_what_it_extends_includes_or_imports_is_there(path):
    for name in meta.find_referenced_templates(jinja().parse(path.read_text())):
        if name is not None:  # a name worked out when the page is drawn is tried where that page is
            jinja().get_template(name)


@EACH
def test_every_component_it_calls_exists(path):
    components = vars(jinja().globals["ui"])
    for call in jinja().parse(path.read_text()).find_all(nodes.Getattr):
        if isinstance(call.node, nodes.Name) and call.node.name == "ui":
            assert call.attr in components, f"{path.name}: ui.{call.attr}"


INLINE = re.compile(
    r"""\sstyle=|<style|\son(?:click|change|input|submit|load)=|hx-on|javascript:|src="(?:https?:)?//|<link[^>]*"(?:https?:)?//"""
)
"""A link to follow may lead elsewhere; what a page loads may not."""


@EACH
def test_nothing_is_inline_or_from_elsewhere(path):
    if path.name.startswith("mail"):
        pytest.skip("a mail is no page: mail programs know inline styles alone")
    assert INLINE.findall(re.sub(r"{#.*?#}", "", path.read_text(), flags=re.DOTALL)) == []


@EACH
def test_a_literal_percent_in_a_sentence_is_doubled(path):
    # The sentence of _() is formatted even without arguments: "30 %" would break only when drawn.
    for call in jinja().parse(path.read_text()).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in {"_", "gettext", "ngettext"}:
            for sentence in [
                arg.value for arg in call.args if isinstance(arg, nodes.Const) and isinstance(arg.value, str)
            ]:
                assert not re.search(r"%(?!\(\w+\)[sd])", sentence.replace("%%", "")), f"{path.name}: {sentence}"


def test_no_two_apps_have_a_template_of_one_name():
    names = [name_of(path) for path in TEMPLATES]
    assert sorted(set(names)) == sorted(names)

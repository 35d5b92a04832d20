"""What a personal link names: a verb that has a page, and a model with a rule for who sees it."""

import ast
from pathlib import Path

from rodfaest.config.wiring import LINK_PAGES
from rodfaest.kernel import access

SRC = Path(__file__).resolve().parents[2] / "src/rodfaest"
READ_BACK = {"login/models.py", "correspondence/rules/markup.py"}
"""Where an errand is read out of a row or a letter."""


def errands():
    """Every `Errand(verb, noun, ...)` of the code, with the file it stands in."""
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Errand":
                yield path.relative_to(SRC).as_posix(), [getattr(said, "value", None) for said in node.args[:2]]


def test_a_link_names_a_verb_with_a_page_and_a_model_with_a_rule():
    wrong = [
        (where, said)
        for where, said in errands()
        if where not in READ_BACK and not (said[0] in LINK_PAGES and said[1] in access.SETS)
    ]
    assert wrong == [], "name the verb as config.wiring.LINK_PAGES has it, and the model as its app registers it"


def test_no_letter_is_written_without_a_link_being_looked_at():
    assert {where for where, _said in errands()} > READ_BACK

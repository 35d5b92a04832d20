"""Text marked "only me" is decrypted for its owner alone: nothing but texts/models.py can turn a row into words."""

import ast

from tests.architecture.house import called, sources

SEAL = "rodfaest.texts.models"
LOCKS = "rodfaest.login.locks"
"""Locks second factors, with keys made from those of the texts that open none of them (test_second_factor.py)."""


def test_only_the_text_itself_knows_the_cipher():
    others = [
        str(source)
        for source in sources()
        if source.dotted not in (SEAL, LOCKS) and ("cryptography" in source.text or "TEXT_KEYS" in _code(source.text))
    ]
    # config reads the key from the environment and makes the first one; it never opens anything with it.
    assert [name for name in others if "config" not in name] == []


def test_nobody_reaches_past_the_one_way_in():
    for source in sources():
        if source.dotted not in (SEAL, LOCKS):
            reached = {node.attr for node in ast.walk(ast.parse(source.text)) if isinstance(node, ast.Attribute)}
            assert not reached & {"_opened", "_may_read", "_close", "decrypt"}, (
                f"{source} opens a text: call open_for(actor)"
            )


def test_the_words_come_out_in_one_place_after_the_actor_was_asked():
    (seal,) = [source for source in sources() if source.dotted == SEAL]
    tree = ast.parse(seal.text)
    methods = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    decrypting = [name for name, method in methods.items() if "decrypt" in _calls(method)]
    opening = [name for name, method in methods.items() if "_opened" in _calls(method)]
    assert (decrypting, opening) == (["_opened"], ["reseal", "save", "open_for", "may_read"])
    returned = {name: ast.unparse(methods[name].returns or ast.Constant(None)) for name in opening}
    assert returned == {"reseal": "None", "save": "None", "open_for": "str", "may_read": "Decision"}
    assert {"require", "_may_read"} <= _calls(methods["open_for"])


def test_no_text_says_its_own_way_in():
    """A subclass says who is in the audience; it never opens by itself."""
    for source in sources():
        for node in ast.walk(ast.parse(source.text)):
            if isinstance(node, ast.ClassDef) and "AudienceText" in {ast.unparse(base) for base in node.bases}:
                own = {method.name for method in node.body if isinstance(method, ast.FunctionDef)}
                taken = own & {"open_for", "may_read", "seal", "reseal", "save"}
                assert not taken, f"{source} rewrites {taken} of {node.name}"


def _calls(node: ast.AST) -> set[str]:
    return {called(call) for call in ast.walk(node) if isinstance(call, ast.Call)}


def _code(text: str) -> str:
    """The source without its docstrings and sentences, where a name may well stand."""
    tree = ast.parse(text)
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return " ".join(names | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)})

"""What lies in the repository: nothing of the machine it was made on."""

import ast
import json
import re
from urllib.parse import urlsplit

from tests.architecture.house import ROOT, sources, tracked

PYPI = {"pypi.org", "files.pythonhosted.org"}
HOMES = "|".join(("work", "home", "root", "Users"))
A_PATH_OF_SOMEBODYS_MACHINE = re.compile(rf"(?<![\w.:/-])/(?:{HOMES})/[\w.]")
CIPHERS = {"texts", "login", "config"}
"""The app that keeps private text, the one that locks its authenticators' secrets, and the one that makes the keys."""


def test_the_lock_file_names_no_private_mirror():
    hosts = {
        urlsplit(address).hostname for address in re.findall(r'"(https?://[^"]+)"', (ROOT / "uv.lock").read_text())
    }
    assert hosts <= PYPI, "lock with `uv lock --default-index` naming the public PyPI"


def test_no_package_lock_names_an_address():
    for path in (path for path in tracked() if path.name == "package-lock.json"):
        packages = json.loads(path.read_text())["packages"].values()
        assert not [package for package in packages if "resolved" in package], (
            f"{path}: keep omit-lockfile-registry-resolved=true in .npmrc and make it again"
        )


def test_no_file_names_a_path_of_somebodys_machine():
    found = []
    for path in tracked():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in A_PATH_OF_SOMEBODYS_MACHINE.finditer(text)]
    assert not found, f"write it from the checkout's root or from the environment: {found}"


def test_private_text_is_opened_in_one_app():
    for source in sources():
        if source.app not in CIPHERS:
            assert "cryptography" not in source.text, f"{source}: private text is opened by texts alone (open_for)"


def test_a_heading_in_a_file_is_words_alone():
    for source in sources():
        assert not re.search(r"^\s*#.*-{5,}$", source.text, re.M), f"{source}: a heading needs no rule beside it"


def test_what_something_is_or_has_is_a_property():
    for source in sources():
        for one in (node for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef)):
            for part in (part for part in one.body if isinstance(part, ast.FunctionDef)):
                asks = part.name.startswith(("is_", "has_")) and len(part.args.args) == 1 and not part.args.kwonlyargs
                assert part.decorator_list or not asks, f"{source}: {one.name}.{part.name} is asked nothing: @property"

"""How the architecture tests read the house: its apps, floors, rooms and what each file imports."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "src" / "rodfaest"
OWN_ROOMS = {"config", "portal", "api", "demo", "reports", "solver", "login", "ui", "transport", "kernel"}
"""Apps whose few rooms are their own, written in their `__init__` docstring."""

APPS = sorted(path.name for path in HOUSE.iterdir() if (path / "__init__.py").exists())
FEATURES = [app for app in APPS if app not in OWN_ROOMS]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = {contract["name"]: contract for contract in SETTINGS["tool"]["importlinter"]["contracts"]}


def _from_the_ground(layers: list[str]) -> dict[str, int]:
    return {name.strip(" ()"): height for height, layer in enumerate(reversed(layers)) for name in layer.split("|")}


FLOORS = _from_the_ground(CONTRACTS["floors"]["layers"])
ROOMS = _from_the_ground(CONTRACTS["rooms"]["layers"])


class Source(NamedTuple):
    """One of our Python files."""

    path: Path
    app: str
    room: str

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def text(self) -> str:
        return self.path.read_text()

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.path)

    @property
    def dotted(self) -> str:
        parts = self.path.relative_to(HOUSE.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def sources(*, migrations: bool = False) -> tuple[Source, ...]:
    """Every Python file of the house, migrations only when asked for."""
    found = []
    for path in sorted(HOUSE.rglob("*.py")):
        app, *inner = path.relative_to(HOUSE).with_suffix("").parts
        if app in APPS and (migrations or "migrations" not in inner):
            found.append(Source(path, app, inner[0] if inner else ""))
    return tuple(found)


class Import(NamedTuple):
    """One import of our own: which app's which room, and whether it is for type checking alone."""

    app: str
    room: str
    for_types: bool
    line: int


def imports_of(source: Source) -> Iterator[Import]:
    for_types = {
        inner
        for node in ast.walk(source.tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("rodfaest"):
            for alias in node.names:
                _, app, room, *_ = [*f"{node.module}.{alias.name}".split("."), "", ""]
                yield Import(app, room, node in for_types, node.lineno)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("rodfaest."):
                    _, app, room, *_ = [*alias.name.split("."), "", ""]
                    yield Import(app, room, node in for_types, node.lineno)


@cache
def tracked() -> tuple[Path, ...]:
    """The files git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


def called(call: ast.Call) -> str:
    """The last name of what is called: `save` of `row.save()`."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")

"""
Writes a definition as TOML, always in the same shape.

Keys stand in the order of the classes, with `source` and `ours` last in each table; what has its usual value is left
out. So `write(read(write(d))) == write(d)`, and `read(write(d)) == d`.
"""

import hashlib
from collections.abc import Mapping
from enum import Enum
from typing import Any

import tomli_w

from rodfaest.programmes.rules.definition import Definition
from rodfaest.programmes.rules.vocabulary import Phase, StepRole

_LAST = ("source", "ours")
_ORDERS: Mapping[str, tuple[Enum, ...]] = {"split": tuple(Phase), "max_minutes": tuple(StepRole)}


def write(definition: Definition) -> str:
    """The normalised TOML of a definition, with a newline at its end."""
    return tomli_w.dumps(_ordered(definition.model_dump(exclude_defaults=True)), multiline_strings=True)


def digest_of(definition: Definition) -> str:
    """A fingerprint of what the definition says, in 64 hexadecimal digits: layout and comments don't count."""
    return hashlib.sha256(write(definition).encode()).hexdigest()


def _ordered(table: Mapping[str, Any]) -> dict[str, Any]:
    names = [name for name in table if name not in _LAST] + [name for name in _LAST if name in table]
    return {str(name): _value(name, table[name]) for name in names}


def _value(name: str, value: Any) -> Any:
    if name in _ORDERS:
        return {str(word): value[word] for word in _ORDERS[name] if word in value}
    if isinstance(value, Mapping):
        return _ordered(value)
    if isinstance(value, tuple | list):
        return [_value("", one) for one in value]
    return str(value) if isinstance(value, Enum) else value

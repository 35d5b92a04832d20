"""
Documents that are made, not typed. A test asks whether what stands is what would be made today; `script/docs` sets
RODFAEST_WRITE_DOCS, and then the same test writes it.
"""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRITE = os.environ.get("RODFAEST_WRITE_DOCS") == "1"

Cells = list[str]


def assert_written(path: str, made: str) -> None:
    """Compare a document with what it should say now, or write it."""
    file = ROOT / path
    if WRITE:
        file.write_text(made)
    if not file.exists() or file.read_text() != made:
        pytest.fail(f"{path} er forældet: kør script/docs", pytrace=False)


def table(headers: Cells, rows: list[Cells]) -> str:
    """A Markdown table."""
    lines = [headers, ["---"] * len(headers), *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

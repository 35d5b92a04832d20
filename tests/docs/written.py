"""
Documents that are made, not typed. A test asks whether what stands is what would be made today; `script/docs` sets
RODFAEST_WRITE_DOCS, and then the same test writes it.
"""

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITE = os.environ.get("RODFAEST_WRITE_DOCS") == "1"

Cells = list[str]


def assert_written(path: str, made: str) -> None:
    """Compare a document with what it should say now, or write it."""
    file = ROOT / path
    if WRITE:
        file.write_text(made)
    stands = file.read_text() if file.exists() else ""
    # Not pytest's own comparison: a page of differences says less than what to do.
    assert stands == made or not f"{path} er forældet: kør script/docs"


def table(headers: Cells, rows: list[Cells]) -> str:
    """A Markdown table."""
    lines = [headers, ["---"] * len(headers), *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

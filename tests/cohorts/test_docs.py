"""docs/timetables.md holds a file that is read, and every key there is."""

import re
from pathlib import Path

from rodfaest.cohorts.rules import timetable as timetables
from rodfaest.cohorts.rules.timetable import Timetable

PAGE = (Path(__file__).parents[2] / "docs" / "timetables.md").read_text()


def test_the_example_is_read():
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert timetables.read(example).key == "horsens-dagpleje-2021"


def test_the_table_names_every_key_and_no_other():
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    named = [key for row in rows for key in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(Timetable.model_fields)

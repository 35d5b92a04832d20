"""What `script/vendor` took in is what package-lock.json names, whole, and nothing points out of the folder."""

import hashlib
import json
import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
VENDOR = CHECKOUT / "src/rodfaest/ui/static/ui/vendor"
TAKEN = (VENDOR / "taken.txt").read_text().splitlines()
LOCK = json.loads((CHECKOUT / "package-lock.json").read_text())


def test_the_packages_taken_are_the_ones_the_lock_names():
    packages = {name.removeprefix("node_modules/"): entry for name, entry in LOCK["packages"].items() if name}
    named = [f"{name} {entry['version']} {entry['integrity']}" for name, entry in packages.items()]
    assert [line for line in TAKEN if "sha512-" in line] == named


def test_every_file_is_as_it_was_taken_and_none_was_added():
    listed = dict(reversed(line.split("  ")) for line in TAKEN if "sha512-" not in line)
    files = [path for folder in (VENDOR, CHECKOUT / "tests/vendor") for path in folder.rglob("*") if path.is_file()]
    there = {
        str(path.relative_to(CHECKOUT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name != "taken.txt"
    }
    assert there == listed


def test_the_lock_holds_no_address():
    assert "http" not in (CHECKOUT / "package-lock.json").read_text()


def test_licences_lie_beside_what_they_cover():
    for licence in ("dkfds/LICENSE.md", "dkfds/fonts/OFL.txt", "htmx/LICENSE", "../licences/Apache-2.0.txt"):
        assert (VENDOR / licence).exists()
    assert (CHECKOUT / "tests/vendor/LICENSE").exists()


def test_no_style_sheet_points_at_what_is_not_there():
    sheets = list((CHECKOUT / "src").rglob("static/**/*.css"))
    assert sheets
    dangling = [
        f"{sheet.name}: {target}"
        for sheet in sheets
        for target in re.findall(r"url\([\"']?([^\"')]+)", sheet.read_text())
        if not target.startswith("data:") and not (sheet.parent / target).exists()
    ]
    assert dangling == []
    assert not [path for path in [*sheets, *VENDOR.rglob("*.js")] if "sourceMappingURL" in path.read_text()]


def test_every_icon_named_in_a_template_is_in_the_sheet():
    there = set(re.findall(r'<symbol[^>]* id="([^"]+)"', (VENDOR / "dkfds/img/icons.svg").read_text()))
    named = {
        name
        for template in (CHECKOUT / "src").rglob("jinja2/**/*.html")
        for name in re.findall(r"(?:\bicon\(|icon_name=)\s*\"([\w-]+)\"", template.read_text())
    }
    assert named <= there, named - there

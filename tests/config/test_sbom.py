"""What `script/sbom` prints: the same each time, what a server runs, and nothing that only a test does."""

import json
import re
import subprocess
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def printed():
    return subprocess.run([CHECKOUT / "script/sbom"], check=True, capture_output=True, text=True).stdout


def test_the_same_checkout_prints_the_same_bill_of_what_a_server_is_built_of():
    once = printed()
    assert once == printed()
    assert str(CHECKOUT) not in once
    bill = json.loads(once)
    assert (bill["bomFormat"], "timestamp" in bill["metadata"]) == ("CycloneDX", False)
    assert re.fullmatch("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    names = {one["name"] for one in bill["components"]}
    assert names >= {"django", "django-allauth", "jinja2", "cryptography", "dkfds", "htmx.org"}
    assert not names & {"pytest", "mypy", "ruff", "playwright", "axe-core"}

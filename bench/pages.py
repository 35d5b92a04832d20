"""
Walk the demo as each of its people, by the links a person can click, and count what every page costs.

Prints a line a page (queries, milliseconds, how many times the baseline, status) and ends with 1 when one is over the
yardstick or is an error. The baseline is a page that asks nothing, drawn in the same run: /tilgaengelighed/.
"""

import os
import re
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from rodfaest.config.ground import lay_the_ground
from tests.queries import AT_MOST, counted

PAGES_AT_MOST = 150
"""Pages walked for each person; pages that differ only in a number count as the same after the second."""
STAGE = sys.argv[1] if len(sys.argv) > 1 else "during"
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')
BASELINE = "/tilgaengelighed/"
TIMES = 9
LEAVES = ("/static/", "/demo/", "/dev/", "/kalender/")


def prepare() -> None:
    """A database of its own, carried to the stage by the demo; kept for the next run."""
    os.environ["RODFAEST_DATA"] = str(Path(__file__).parents[1] / "var" / f"bench-{STAGE}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodfaest.config.settings")
    lay_the_ground(["--demo", STAGE])
    django.setup()
    settings.ALLOWED_HOSTS.append("testserver")
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    call_command("demo", STAGE)


def walk(client: Client) -> Iterator[tuple[str, int, float, int]]:
    """Every page reached from the front page: path, queries, milliseconds, status."""
    ahead, seen, alike = ["/"], {"/"}, dict[str, int]()
    while ahead and len(seen) < PAGES_AT_MOST:
        path = ahead.pop(0)
        with counted() as asked:
            begun = time.perf_counter()
            response = client.get(path, follow=False)
            took = (time.perf_counter() - begun) * 1000
        yield path, len(asked), took, response.status_code
        body = "" if response.streaming else response.content.decode(errors="replace")
        for link in [*LINK.findall(body), *filter(None, [response.headers.get("Location")])]:
            shape = re.sub(r"\d+", "N", link)
            if link not in seen and not link.startswith(LEAVES) and alike.get(shape, 0) < 2:
                alike[shape] = alike.get(shape, 0) + 1
                seen.add(link)
                ahead.append(link)


def baseline() -> float:
    """Milliseconds that a page costs which is only drawn: the median of a few."""
    client, took = Client(), []
    for _time in range(TIMES):
        begun = time.perf_counter()
        assert client.get(BASELINE).status_code == 200
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def main() -> int:
    prepare()
    drawn = baseline()
    print(f"baseline {BASELINE}: {drawn:.1f} ms, the median of {TIMES}")
    people = re.findall(r'action="(/demo/[^"]*\d+/)"', Client().get(reverse("demo:part_list")).content.decode())
    over = 0
    for take_part in ["", *dict.fromkeys(people)]:
        client = Client()
        if take_part:
            client.post(take_part)
        print(f"\n{take_part or 'a visitor'}")
        for path, queries, took, status in walk(client):
            wrong = queries > AT_MOST or status >= 400
            over += wrong
            mark = "   <- over" if wrong else ""
            print(f"{queries:4} queries {took:7.1f} ms {took / drawn:5.1f} x  {status}  {path}{mark}")
    print(f"\n{over} pages over {AT_MOST} queries or in error")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())

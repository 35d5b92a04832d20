"""
A worker of its own process, for the tests that kill it: `python -m tests.correspondence.worker COMMAND`.

`lay` makes one letter that is due; `work STOP` runs one sweep, as if earlier claims had run out, and stops where STOP
says ("desired" or "words": says so on stdout and waits to be killed); `tell` says what is known.
"""

import json
import sys
import time
from datetime import date, timedelta

import django

django.setup()

from rodfaest.correspondence import actions  # noqa: E402
from rodfaest.correspondence.models import Letter  # noqa: E402
from rodfaest.correspondence.rules import letters as rules  # noqa: E402
from rodfaest.kernel.actors import System  # noqa: E402
from rodfaest.kernel.time import install_today  # noqa: E402
from rodfaest.organisations.models import Organisation, Person  # noqa: E402
from tests.correspondence import an_owner  # noqa: E402

install_today(lambda: date(2021, 5, 3))


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def wait_to_be_killed(*_args: object) -> str:
    say("reached")
    time.sleep(60)
    return ""


def main(command: str, stop: str = "") -> None:
    if command == "lay":
        kommune = Organisation.objects.create(name="Horsens Kommune", kind="kommune")
        Person.objects.create(first_name="Mette", last_name="Holm", email="mette@horsens.example")
    kommune, mette = Organisation.objects.get(), Person.objects.get()
    an_owner.wants(mette, kommune=kommune.pk)
    if command == "lay":
        actions.reconcile_letters(an_owner.SCOPE)
    elif command == "work":
        # As if ten minutes had passed since the last worker died.
        rules.CLAIM_LASTS = rules.HANDING_OVER_LASTS = timedelta(0)
        if stop:
            setattr(an_owner, stop, wait_to_be_killed)
        say(actions.send_due_letters(actor=System("send_due_letters")))
    else:
        letter = Letter.objects.get()
        say(
            json.dumps(
                {"state": letter.state, "claimed": bool(letter.claimed_at), "withheld": letter.withheld_sentence}
            )
        )


if __name__ == "__main__":
    main(*sys.argv[1:])

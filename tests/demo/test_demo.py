"""
The demo, built as a visitor gets it, and every page of it opened by whoever can click their way there.

It takes a minute or two: the people live through half a year.
"""

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, resolve

from rodfaest.audit.models import AuditLine
from rodfaest.cohorts.models import Cohort
from rodfaest.correspondence.models import Letter
from rodfaest.demo import cast, stage
from rodfaest.demo.models import Stage
from rodfaest.enrolment.models import Seat, Wish
from rodfaest.journey.models import Step
from rodfaest.kernel.time import install_today, today
from rodfaest.organisations.models import Person
from rodfaest.texts.models import ReadingLine
from rodfaest.transport.models import DevMail
from tests.factories.login import Client

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="once is enough: the demo is shown on SQLite"),
]

OF_EACH_KIND = 3
"""How many pages of one kind a person opens."""

ELSEWHERE = {
    "account_login": "an address allauth knows by name; it leads on to the code page",
    "account_confirm_login_code": "after a code was asked for",
    "mfa_authenticate": "after a code, for those with a second factor",
    "mfa_reauthenticate": "when a second factor is changed",
    "mfa_reauthenticate_webauthn": "when a second factor is changed",
    "mfa_deactivate_totp": "with an authenticator app",
    "mfa_generate_recovery_codes": "with an authenticator app",
    "mfa_view_recovery_codes": "with an authenticator app",
    "mfa_list_webauthn": "with a passkey",
    "mfa_remove_webauthn": "with a passkey",
    "portal:security_txt": "where whoever finds a fault looks for it",
    "journey:newcomer_let_in": "when somebody has come to a circle since something was shared in it",
    "login:change_undo": "from the mail that says a mail or mobile was changed",
    "login:login_prove": "after a mail or mobile was changed",
    "login:login_prove_send": "after a mail or mobile was changed",
    "login:meeting_add": "when the administrator is to meet whoever has nothing old left to show",
    "login:meeting_stop": "from the mail that says they have met",
    "login:link_open": "from a letter",
    "login:link_press": "below a link from a letter",
    "login:link_renew": "from a link that is too old",
    "journey:step_reopen": "on a step that is done",
    "attendance:day_list_by_link": "from the underviser's link",
    "attendance:day_mark_by_link": "from the underviser's link",
    "correspondence:calendar_feed": "by a calendar",
    "correspondence:letter_release": "on a letter that is held",
    "correspondence:letter_resume": "on a letter that is stopped",
    "correspondence:letter_rewrite": "on a letter that was edited",
    "correspondence:letter_send_again": "on a letter that was cut off",
    "correspondence:round_resume": "on letters that are stopped together",
    "cohorts:cohort_publish": "on a cohort that is not published",
    "cohorts:day_hold": "on a day that has passed without marks",
    "cohorts:day_restore": "on a cancelled day",
    "enrolment:place_give": "on a cohort under way with a free place",
    "enrolment:seat_leave": "with a seat, before the cohort begins",
    "organisations:employment_call_off": "on what is written ahead or begins today",
    "organisations:leadership_call_off": "on what is written ahead or begins today",
    "organisations:function_end": "on somebody with a function",
    "organisations:role_end": "on somebody with a role",
    "organisations:function_call_off": "on what is written ahead or begins today",
    "organisations:role_call_off": "on what is written ahead or begins today",
    "organisations:deputy_call_off": "with a deputy who begins today or later",
    "organisations:deputy_end": "with a deputy",
    "organisations:last_day_change": "on an employment with a last day",
    "organisations:login_reopen": "with a login that is closed",
    "organisations:unit_reopen": "with a unit that is closed",
    "organisations:spare_clear": "with a date that differs",
    "portal:accessibility_short": "the address /was, which the law names",
}
"""Pages the demo's stage has no link to, and where one meets them: each has tests of its own."""


QUERIES_OF_THE_BUILD = 40_000
"""At most: whoever tries Rodfæst waits for it. It was 51,000 while each fact of a day planned every letter anew."""


class Asked:
    """Counts queries without keeping them."""

    number = 0

    def __call__(self, execute, *query):
        self.number += 1
        return execute(*query)


@pytest.fixture
def demo(transactional_db, settings):
    settings.DEMO = True
    settings.PAGE_BANNER = "rodfaest.demo.views.banner"
    asked = Asked()
    with connection.execute_wrapper(asked):
        for _day in stage.build("during"):
            pass
    # Held, so that no page pays for asking the database which day it is.
    install_today(lambda: stage.STAGES["during"])
    return asked


class Walk:
    """Opens what a person can click to from the front page; remembers what was met and what it cost."""

    def __init__(self) -> None:
        self.met: Counter[str] = Counter()
        self.faults: list[tuple[str, str, int]] = []
        self.dear: list[tuple[str, str, int]] = []

    def through(self, client: Client, who: str) -> None:
        ahead, seen, kinds = ["/"], set[str](), Counter[str]()
        while ahead:
            address = ahead.pop(0)
            name = resolve(urlsplit(address).path).view_name
            if address in seen or kinds[name] >= OF_EACH_KIND:
                continue
            seen.add(address)
            kinds[name] += 1
            with CaptureQueriesContext(connection) as queries:
                response = client.get(address)
            self.met[name] += 1
            if response.status_code >= 400:
                self.faults.append((who, address, response.status_code))
            asked = [query for query in queries if query["sql"].split()[0] not in ("BEGIN", "COMMIT")]
            if len(asked) > 20:
                self.dear.append((who, address, len(asked)))
            ahead += self._leads_to(response, address)

    def _leads_to(self, response, address: str) -> list[str]:
        if response.status_code in (301, 302, 303):
            return [urljoin(address, response["Location"])]
        if "text/html" not in response["Content-Type"]:
            return []
        html = response.content.decode().replace("&amp;", "&")
        posts = re.findall(r'(?:<form[^>]*method="post"[^>]* action|formaction|data-autosave)="(/[^"]*)"', html)
        self.met.update(resolve(urlsplit(action).path).view_name for action in posts)
        links = re.findall(r'href="(/[^"#]*)', html)
        return [link for link in links if not link.startswith("/static/")]


def names_in_lines() -> set[str]:
    """The people of the demo whose name has come into a line that is never changed."""
    audit = AuditLine.objects.values_list("actor_label", "object_label", "detail")
    lines = "\n".join(" ".join(line) for line in [*audit, *ReadingLine.objects.values_list("reader_label", "page")])
    return {name for person in Person.objects.all() if (name := person.full_name) in lines}


def names_of_all(resolver: URLResolver, space: str = "") -> set[str]:
    names = set[str]()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            names |= names_of_all(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name:
            names.add(space + pattern.name)
    return names


def test_the_demo_is_alive_and_every_page_of_it_can_be_clicked_to(demo):
    assert demo.number <= QUERIES_OF_THE_BUILD
    assert Stage.objects.get().day == stage.STAGES["during"]
    seats = {cohort.key: Seat.objects.of_cohort(cohort).live().count() for cohort in Cohort.objects.order_by("key")}
    assert seats == {
        "dagpleje-foraar-2022": 1,
        "diplommodul-2021": 20,
        "horsens-dagpleje-2021": 22,
        "horsens-vuggestue-2021": 22,
    }
    unanswered = Wish.objects.unanswered().filter(cohort__answer_by__gte=today())
    assert [wish.person.full_name for wish in unanswered] == ["Heidi Munk"]
    assert Step.objects.filter(done_on__isnull=False).exists()
    assert not Letter.objects.withheld().exists()
    assert DevMail.objects.filter(subject__startswith="Du er med").count() >= 60
    assert names_in_lines() == set()

    walk = Walk()
    walk.through(Client(), "a visitor")
    for part in cast.PARTS:
        client = Client()
        client.force_login(Person.objects.get(email=cast.mail_of(part.name)))
        walk.through(client, part.name)

    assert walk.faults == []
    assert walk.dear == []
    assert names_of_all(get_resolver()) - set(walk.met) - set(ELSEWHERE) == set()

    rows = Letter.objects.count(), Step.objects.count()
    assert list(stage.build("during")) == []
    assert (Letter.objects.count(), Step.objects.count()) == rows, "a demo that is there is left as it is"

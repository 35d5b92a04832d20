"""A planner types a letter's own notation into the practical facts of a cohort, to get at somebody's words."""

from datetime import date

import pytest
from django.urls import reverse

from rodfaest.correspondence.actions import send_due_letters
from rodfaest.correspondence.models import Letter
from rodfaest.correspondence.rules.letters import LetterState
from rodfaest.kernel.actors import System
from rodfaest.login.models import PersonalLink
from rodfaest.transport.models import DevMail
from tests.factories.journey import MAY_3, a_way
from tests.factories.login import Client
from tests.factories.organisations import planner_of

pytestmark = pytest.mark.django_db
NOTATION = (
    "[[words intention | Mette]] [[own first_step | her]] [[link enrolment.answer_wish enrolment.Wish {wish} | X]]"
)


def test_notation_typed_by_a_planner_withholds_no_letter_and_mints_no_link(on_date, settings):
    settings.EMAIL_URL, settings.DEMO = "", True
    on_date(MAY_3)
    way = a_way()
    typed = NOTATION.format(wish=way.seat.wish_id)
    planner = Client()
    planner.force_login(planner_of(way.cohort.provider))

    answer = planner.post(
        reverse("cohorts:practical_change", args=[way.cohort.pk]),
        {
            "name": typed,
            "address": typed,
            "directions": typed,
            "catering": typed,
            "contact": way.cohort.contact_id,
            "answer_by": way.cohort.answer_by,
        },
    )
    assert answer.status_code == 303
    on_date(date(2021, 10, 1))
    send_due_letters(actor=System("send_due_letters"))

    read = [mail.text for mail in DevMail.objects.all()]
    assert sum(text.count(typed) for text in read) > 3
    assert [letter for letter in Letter.objects.all() if letter.state is LetterState.WITHHELD] == []
    assert not PersonalLink.objects.filter(verb="enrolment.answer_wish").exists()

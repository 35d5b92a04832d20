"""Nobody's answer is refused because a mail's subject, a reason or a place grew too long."""

import pytest

from rodfaest.correspondence import actions
from rodfaest.correspondence.models import CalendarEntry, Letter
from tests.correspondence import an_owner
from tests.correspondence.an_owner import SCOPE

pytestmark = pytest.mark.django_db
LONG = "Læg mærke til det " * 40


def test_what_a_letter_is_made_of_is_cut_after_a_whole_word_and_stays_so(mette, kommune):
    an_owner.wants(mette, kommune=kommune.pk, why=LONG, about=LONG, wording=an_owner.Says(LONG, "Hej"))
    assert [bool(actions.reconcile_letters(SCOPE)) for _ in range(2)] == [True, False]
    letter = Letter.objects.get()
    for said, longest in ((letter.subject, 200), (letter.why, 200), (letter.about, 160)):
        assert len(said) <= longest and said.split()[-1] in ("Læg…", "mærke…", "til…", "det…")


def test_an_entry_and_its_mail_too(mette, kommune):
    an_owner.has_day(mette, kommune=kommune.pk, summary=LONG, location=LONG, why=LONG, about=LONG)
    assert [bool(actions.reconcile_entries(SCOPE)) for _ in range(2)] == [True, False]
    entry = CalendarEntry.objects.get()
    assert len(entry.summary) <= 200 and len(entry.location) <= 350
    assert Letter.objects.get().subject.startswith("Til din kalender: Læg mærke til det")

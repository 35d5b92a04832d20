"""A mail as a phone shows it."""

import pytest

from rodfaest.correspondence.actions.sending import LetterMail
from rodfaest.correspondence.rules.markup import parse
from rodfaest.ui.pages import drawn

pytestmark = pytest.mark.browser

BODY = """Du har fået plads på holdet.

# Det praktiske

Samkørsel :: Bente, Jette og Sonja skal også af sted fra Dagplejegruppe Fuglevang
Mail :: karen.vestergaard.med.et.langt.efternavn@dagtilbud.horsens.example

- Dag 1: mandag den 16. august kl. 9.00-15.50, se https://kort.example/campus-horsens/chr-m-ostergaards-vej/indgang
"""


@pytest.mark.parametrize("width", [320, 390])
def test_a_mail_is_read_without_scrolling_sideways(page, width):
    mail = LetterMail("Du er med", parse(BODY), "Rodfæst sender dette for Horsens Kommune.")
    page.set_viewport_size({"width": width, "height": 844})
    page.set_content(drawn(mail))
    assert page.evaluate("document.documentElement.scrollWidth") == width

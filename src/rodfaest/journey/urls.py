"""
The addresses of the journey. A step's page and its buttons have the same below a personal link, `/l/<token>/…`
(config.wiring.LINK_PAGES).
"""

from collections.abc import Mapping

from django.urls import path

from rodfaest.journey.views import steps, texts, ways
from rodfaest.kernel.views import View, signed_in, with_link

BUTTONS: Mapping[str, View] = {
    "faerdig": steps.step_do,
    "noget-andet": steps.step_try_something_else,
    "ikke-i-dag": steps.step_put_off,
    "en-anden-dag": steps.step_choose_when,
    "op-igen": steps.step_reopen,
}
step_by_link: Mapping[str, View] = {at: with_link(view) for at, view in {"": steps.step_show, **BUTTONS}.items()}

app_name = "journey"
urlpatterns = [
    path("skridt/<int:step_id>/", signed_in(steps.step_show), name="step_show"),
    path("skridt/<int:step_id>/kladde/", signed_in(steps.step_draft), name="step_draft"),
    *(path(f"skridt/<int:step_id>/{at}/", signed_in(view), name=view.__name__) for at, view in BUTTONS.items()),
    path("vej/<int:seat_id>/", ways.way_show, name="way_show"),
    path("vej/<int:seat_id>/hvem-spoerger/", ways.asker_choose, name="asker_choose"),
    path("mit/skrevet/", texts.text_list, name="text_list"),
    path("mit/skrevet/<int:text_id>/", texts.text_share, name="text_share"),
    path("mit/skrevet/<int:text_id>/slet/", texts.text_delete, name="text_delete"),
    path("mit/skrevet/luk-ind/<int:person_id>/", texts.newcomer_let_in, name="newcomer_let_in"),
    path("hold/<int:cohort_id>/delt/", texts.cohort_texts, name="cohort_texts"),
    path("hus/<int:unit_id>/delt/", texts.house_texts, name="house_texts"),
]

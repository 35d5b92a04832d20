"""
The addresses of the journey. A step's page and its buttons have the same below a personal link, `/l/<token>/…`
(config.wiring.LINK_PAGES).
"""

from collections.abc import Mapping

from django.urls import path

from rodfaest.journey import views
from rodfaest.kernel.views import View, signed_in, with_link

BUTTONS: Mapping[str, View] = {
    "faerdig": views.step_keep,
    "noget-andet": views.step_try_something_else,
    "ikke-i-dag": views.step_put_off,
    "en-anden-dag": views.step_choose_when,
    "op-igen": views.step_reopen,
    "kladde": views.step_draft,
}
step_by_link: Mapping[str, View] = {at: with_link(view) for at, view in {"": views.step_show, **BUTTONS}.items()}

app_name = "journey"
urlpatterns = [
    path("skridt/<int:step_id>/", signed_in(views.step_show), name="step_show"),
    *(path(f"skridt/<int:step_id>/{at}/", signed_in(view), name=view.__name__) for at, view in BUTTONS.items()),
    path("vej/<int:seat_id>/", views.way_show, name="way_show"),
    path("vej/<int:seat_id>/hvem-spoerger/", views.asker_choose, name="asker_choose"),
    path("mit/skrevet/", views.text_list, name="text_list"),
    path("mit/skrevet/<int:text_id>/", views.text_share, name="text_share"),
    path("mit/skrevet/<int:text_id>/slet/", views.text_delete, name="text_delete"),
    path("hold/<int:cohort_id>/delt/", views.cohort_texts, name="cohort_texts"),
    path("hus/<int:unit_id>/delt/", views.house_texts, name="house_texts"),
]

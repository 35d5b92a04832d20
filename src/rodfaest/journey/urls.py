"""The addresses of the journey. A step's page by link is served under /l/<token>/ (config.wiring.LINK_PAGES)."""

from django.urls import path

from rodfaest.journey import views

app_name = "journey"
urlpatterns = [
    path("skridt/<int:step_id>/", views.step_show, name="step_show"),
    path("vej/<int:seat_id>/", views.way_show, name="way_show"),
    path("vej/<int:seat_id>/hvem-spoerger/", views.asker_choose, name="asker_choose"),
    path("mit/skrevet/", views.text_list, name="text_list"),
    path("mit/skrevet/<int:text_id>/", views.text_share, name="text_share"),
    path("mit/skrevet/<int:text_id>/slet/", views.text_delete, name="text_delete"),
    path("hold/<int:cohort_id>/delt/", views.cohort_texts, name="cohort_texts"),
    path("hus/<int:unit_id>/delt/", views.house_texts, name="house_texts"),
]

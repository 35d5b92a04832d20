"""The addresses of the portal."""

from django.urls import path

from rodfaest.portal.views import about, boards, catalogue, cohorts, days, front, houses

app_name = "portal"
urlpatterns = [
    path("", front.front, name="front"),
    path("forloeb/", catalogue.catalogue, name="catalogue"),
    path("forloeb/<slug:key>/", catalogue.programme_show, name="programme_show"),
    path("hold/", boards.cohort_list, name="cohort_list"),
    path("hold/<int:cohort_id>/", cohorts.cohort_show, name="cohort_show"),
    path("hus/<int:unit_id>/", houses.house_show, name="house_show"),
    path("dag/<int:day_id>/", days.day_show, name="day_show"),
    path("hvem-ser-hvad/", about.who_sees_what, name="who_sees_what"),
    path("tilgaengelighed/", about.accessibility, name="accessibility"),
    path(".well-known/security.txt", about.security_txt, name="security_txt"),
    path("was", about.accessibility_short, name="accessibility_short"),
]

"""The addresses of the portal."""

from django.urls import path

from rodfaest.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.front, name="front"),
    path("forloeb/", views.catalogue, name="catalogue"),
    path("forloeb/<slug:key>/", views.course_show, name="course_show"),
    path("hold/", views.cohort_list, name="cohort_list"),
    path("hold/<int:cohort_id>/", views.cohort_show, name="cohort_show"),
    path("hus/<int:unit_id>/", views.house_show, name="house_show"),
    path("dag/<int:day_id>/", views.day_show, name="day_show"),
    path("hvem-ser-hvad/", views.who_sees_what, name="who_sees_what"),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("was", views.accessibility_short, name="accessibility_short"),
]

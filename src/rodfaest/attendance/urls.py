"""The addresses of attendance; each of them also behind the day's personal link."""

from django.urls import path

from rodfaest.attendance import views

app_name = "attendance"
urlpatterns = [
    path("dag/<int:day_id>/kryds/", views.day_mark, name="day_mark"),
    path("dag/<int:day_id>/liste/", views.day_list, name="day_list"),
    path("l/<str:token>/dag/<int:day_id>/kryds/", views.day_mark_by_link, name="day_mark_by_link"),
    path("l/<str:token>/dag/<int:day_id>/liste/", views.day_list_by_link, name="day_list_by_link"),
]

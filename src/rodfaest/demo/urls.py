"""Paths of the demo; 404 unless the demo is there."""

from django.urls import path

from rodfaest.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.part_list, name="part_list"),
    path("demo/ind/<int:person_id>/", views.part_take, name="part_take"),
    path("demo/underviser/<int:day_id>/", views.day_open, name="day_open"),
    path("demo/naeste-dag/", views.day_pass, name="day_pass"),
    path("dev/mail/", views.mail_list, name="mail_list"),
    path("dev/mail/<int:mail_id>/", views.mail_show, name="mail_show"),
    path("dev/mail/<int:mail_id>/html/", views.mail_html, name="mail_html"),
]

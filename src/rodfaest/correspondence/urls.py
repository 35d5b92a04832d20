"""The outbox, and a person's calendar."""

from django.urls import path

from rodfaest.correspondence import views

app_name = "correspondence"
urlpatterns = [
    path("udbakke/", views.letter_list, name="letter_list"),
    path("udbakke/sendt/", views.letter_sent_list, name="letter_sent_list"),
    path("udbakke/<int:letter_id>/", views.letter_page, name="letter_page"),
    path("udbakke/<int:letter_id>/ret/", views.letter_edit, name="letter_edit"),
    path("udbakke/<int:letter_id>/ny-tekst/", views.letter_rewrite, name="letter_rewrite"),
    path("udbakke/<int:letter_id>/send-som-det-er/", views.letter_release, name="letter_release"),
    path("udbakke/<int:letter_id>/stop/", views.letter_stop, name="letter_stop"),
    path("udbakke/<int:letter_id>/fortryd-stop/", views.letter_resume, name="letter_resume"),
    path("udbakke/<int:letter_id>/send-igen/", views.letter_send_again, name="letter_send_again"),
    path("udbakke/samlet/<int:letter_id>/", views.round_page, name="round_page"),
    path("udbakke/samlet/<int:letter_id>/stop/", views.round_stop, name="round_stop"),
    path("udbakke/samlet/<int:letter_id>/fortryd-stop/", views.round_resume, name="round_resume"),
    path("udbakke/send-igen/", views.rounds_send_again, name="rounds_send_again"),
    path("mit/kalender/", views.calendar_page, name="calendar_page"),
    path("mit/kalender/ny-adresse/", views.calendar_renew, name="calendar_renew"),
    path("kalender/<str:secret>.ics", views.calendar_feed, name="calendar_feed"),
]

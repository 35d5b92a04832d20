"""The addresses of enrolment."""

from django.urls import path

from rodfaest.enrolment import views

app_name = "enrolment"
urlpatterns = [
    path("hold/<int:cohort_id>/oensk/", views.wish_new, name="wish_new"),
    path("hold/<int:cohort_id>/indstil/", views.wish_put_forward, name="wish_put_forward"),
    path("hold/<int:cohort_id>/koe/", views.queue_show, name="queue_show"),
    path("hold/<int:cohort_id>/aftale/<int:unit_id>/", views.agreement_change, name="agreement_change"),
    path("oensker/", views.wish_mine, name="wish_mine"),
    path("oensker/svar/", views.wish_list, name="wish_list"),
    path("oensker/<int:wish_id>/svar/", views.wish_answer, name="wish_answer"),
    path("oensker/<int:wish_id>/ord/", views.intention_write, name="intention_write"),
    path("oensker/ord/<int:text_id>/slet/", views.intention_erase, name="intention_erase"),
    path("oensker/<int:wish_id>/plads/", views.place_give, name="place_give"),
    path("oensker/<int:wish_id>/traek/", views.wish_withdraw, name="wish_withdraw"),
    path("plads/<int:seat_id>/", views.seat_show, name="seat_show"),
    path("plads/<int:seat_id>/giv-videre/", views.seat_leave, name="seat_leave"),
    path("plads/<int:seat_id>/stoppet/", views.seat_end, name="seat_end"),
]

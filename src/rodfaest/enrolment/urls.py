"""The addresses of enrolment."""

from django.urls import path

from rodfaest.enrolment.views import agreements, answers, intentions, seats, wishes

app_name = "enrolment"
urlpatterns = [
    path("hold/<int:cohort_id>/oensk/", wishes.wish_new, name="wish_new"),
    path("hold/<int:cohort_id>/indstil/", wishes.wish_put_forward, name="wish_put_forward"),
    path("hold/<int:cohort_id>/koe/", seats.queue_show, name="queue_show"),
    path("hold/<int:cohort_id>/aftale/<int:unit_id>/", agreements.agreement_change, name="agreement_change"),
    path("oensker/", wishes.wish_mine, name="wish_mine"),
    path("oensker/svar/", answers.wish_list, name="wish_list"),
    path("oensker/<int:wish_id>/svar/", answers.wish_answer, name="wish_answer"),
    path("oensker/<int:wish_id>/ord/", intentions.intention_write, name="intention_write"),
    path("oensker/ord/<int:text_id>/slet/", intentions.intention_erase, name="intention_erase"),
    path("oensker/<int:wish_id>/plads/", seats.place_give, name="place_give"),
    path("oensker/<int:wish_id>/traek/", wishes.wish_withdraw, name="wish_withdraw"),
    path("plads/<int:seat_id>/", seats.seat_show, name="seat_show"),
    path("plads/<int:seat_id>/giv-videre/", seats.seat_leave, name="seat_leave"),
    path("plads/<int:seat_id>/stoppet/", seats.seat_end, name="seat_end"),
]

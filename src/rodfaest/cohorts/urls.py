"""A cohort's days and practical facts. Its own page, with people on it, belongs to `portal`."""

from django.urls import path

from rodfaest.cohorts import views

app_name = "cohorts"
urlpatterns = [
    path("hold/<int:cohort_id>/dage/", views.day_list, name="day_list"),
    path("hold/<int:cohort_id>/praktisk/", views.practical_change, name="practical_change"),
    path("hold/<int:cohort_id>/pladser/", views.places_change, name="places_change"),
    path("hold/<int:cohort_id>/vis/", views.cohort_publish, name="cohort_publish"),
    path("hold/<int:cohort_id>/undervisere/ny/", views.teacher_add, name="teacher_add"),
    path("hold/<int:cohort_id>/undervisere/<int:teacher_id>/ret/", views.teacher_change, name="teacher_change"),
    path("hold/<int:cohort_id>/undervisere/<int:teacher_id>/fjern/", views.teacher_remove, name="teacher_remove"),
    path("hold/dag/<int:day_id>/flyt/", views.day_move, name="day_move"),
    path("hold/dag/<int:day_id>/aflys/", views.day_cancel, name="day_cancel"),
    path("hold/dag/<int:day_id>/genopret/", views.day_restore, name="day_restore"),
    path("hold/dag/<int:day_id>/afholdt/", views.day_hold, name="day_hold"),
]

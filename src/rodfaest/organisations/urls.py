"""People, units and weeks of a kommune; and a leader's two pages."""

from django.urls import path

from rodfaest.organisations.views import dated, kommune, leaders, people

app_name = "organisations"
urlpatterns = [
    path("kommune/", kommune.organisation_list, name="organisation_list"),
    path("kommune/<int:organisation_id>/", kommune.organisation_show, name="organisation_show"),
    path("kommune/<int:organisation_id>/ny-enhed/", kommune.unit_add, name="unit_add"),
    path("kommune/<int:organisation_id>/ferieuger/", kommune.holiday_week_list, name="holiday_week_list"),
    path("kommune/<int:organisation_id>/ferieuger/ny/", kommune.holiday_week_set, name="holiday_week_set"),
    path(
        "kommune/<int:organisation_id>/ferieuger/<int:week_id>/fjern/",
        kommune.holiday_week_remove,
        name="holiday_week_remove",
    ),
    path("enhed/<int:unit_id>/", kommune.unit_show, name="unit_show"),
    path("enhed/<int:unit_id>/ny-kollega/", people.person_take_on, name="person_take_on"),
    path("enhed/<int:unit_id>/ret/", kommune.unit_change, name="unit_change"),
    path("enhed/<int:unit_id>/luk/", kommune.unit_close, name="unit_close"),
    path("enhed/<int:unit_id>/aabn/", kommune.unit_reopen, name="unit_reopen"),
    path("person/<int:person_id>/", people.person_show, name="person_show"),
    path("person/<int:person_id>/ret/", people.person_change, name="person_change"),
    path("person/<int:person_id>/luk/", people.login_close, name="login_close"),
    path("person/<int:person_id>/aabn/", people.login_reopen, name="login_reopen"),
    path("person/<int:person_id>/ansaettelse/ny/", dated.employment_add, name="employment_add"),
    path("person/<int:person_id>/ansaettelse/<int:row_id>/slut/", dated.employment_end, name="employment_end"),
    path(
        "person/<int:person_id>/ansaettelse/<int:row_id>/traek-tilbage/",
        dated.employment_call_off,
        name="employment_call_off",
    ),
    path("person/<int:person_id>/ledelse/ny/", dated.leadership_add, name="leadership_add"),
    path("person/<int:person_id>/ledelse/<int:row_id>/slut/", dated.leadership_end, name="leadership_end"),
    path(
        "person/<int:person_id>/ledelse/<int:row_id>/traek-tilbage/",
        dated.leadership_call_off,
        name="leadership_call_off",
    ),
    path("person/<int:person_id>/funktion/ny/", dated.function_add, name="function_add"),
    path("person/<int:person_id>/funktion/<int:row_id>/slut/", dated.function_end, name="function_end"),
    path(
        "person/<int:person_id>/funktion/<int:row_id>/traek-tilbage/", dated.function_call_off, name="function_call_off"
    ),
    path("person/<int:person_id>/rolle/ny/", dated.role_add, name="role_add"),
    path("person/<int:person_id>/rolle/<int:row_id>/slut/", dated.role_end, name="role_end"),
    path("person/<int:person_id>/rolle/<int:row_id>/traek-tilbage/", dated.role_call_off, name="role_call_off"),
    path("person/<int:person_id>/ansaettelse/<int:row_id>/flyt/", people.employment_move, name="employment_move"),
    path("person/<int:person_id>/ansaettelse/<int:row_id>/sidste-dag/", people.last_day_change, name="last_day_change"),
    path("undvaere/", leaders.spare_list, name="spare_list"),
    path("undvaere/<int:unit_id>/", leaders.spare_set, name="spare_set"),
    path("undvaere/<int:unit_id>/dato/", leaders.spare_set_on, name="spare_set_on"),
    path("undvaere/<int:unit_id>/<int:spare_id>/fjern/", leaders.spare_clear, name="spare_clear"),
    path("stedfortraeder/", leaders.deputy_list, name="deputy_list"),
    path("stedfortraeder/<int:deputyship_id>/slut/", leaders.deputy_end, name="deputy_end"),
    path("stedfortraeder/<int:deputyship_id>/traek-tilbage/", leaders.deputy_call_off, name="deputy_call_off"),
]

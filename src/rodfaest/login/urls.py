"""
The ways in and out, one's own page, and personal links.

Of allauth's pages only these are mounted, under the names it asks for; every other is 404.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path

from rodfaest.kernel.views import public, signed_in
from rodfaest.login import views

own = [
    path("l/<str:token>/", views.link_open, name="link_open"),
    path("l/<str:token>/nyt/", views.link_renew, name="link_renew"),
    path("l/<str:token>/<slug:button>/", views.link_open, name="link_press"),
    path("mit/", views.profile_show, name="profile_show"),
    path("mit/bliv/", views.session_stay, name="session_stay"),
    path("det-var-ikke-mig/<str:token>/", views.change_undo, name="change_undo"),
    path("vi-har-ikke-moedtes/<str:token>/", views.meeting_stop, name="meeting_stop"),
    path("mit/har-moedt/", views.meeting_list, name="meeting_list"),
    path("mit/har-moedt/<int:person_id>/", views.meeting_add, name="meeting_add"),
    path("mit/mail-og-mobil/", views.login_change, name="login_change"),
    path("mit/vis-det-er-dig/", views.login_prove, name="login_prove"),
    path("mit/vis-det-er-dig/send/", views.login_prove_send, name="login_prove_send"),
    path("mit/log-ud-alle-steder/", views.profile_log_out_everywhere, name="profile_log_out_everywhere"),
]
mine = [
    path("", signed_in(mfa.index), name="mfa_index"),
    path("bekraeft/", signed_in(views.Reauthenticate.as_view()), name="mfa_reauthenticate"),
    path("app/", signed_in(views.ActivateTOTP.as_view()), name="mfa_activate_totp"),
    path("app/fjern/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("noegler/", signed_in(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("noegler/ny/", signed_in(views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("noegler/bekraeft/", signed_in(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("noegler/<int:pk>/fjern/", signed_in(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("noedkoder/", signed_in(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("noedkoder/nye/", signed_in(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
urlpatterns = [
    path("", include((own, "login"))),
    path("log-ind/", public(views.AskForCode.as_view()), name="account_request_login_code"),
    path("log-ind/start/", views.login_show, name="account_login"),
    path("log-ind/kode/", public(views.ConfirmCode.as_view()), name="account_confirm_login_code"),
    path("log-ind/andet-trin/", public(views.Authenticate.as_view()), name="mfa_authenticate"),
    path("log-ind/noegle/", public(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("log-ud/", public(account.logout), name="account_logout"),
    path("mit/to-trin/", include(mine)),
]

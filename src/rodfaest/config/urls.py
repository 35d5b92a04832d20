"""Every path of the house."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"{feature}.urls"))
    for feature in settings.FEATURES
    if feature != "rodfaest.config" and find_spec(f"{feature}.urls")
]

handler400 = "rodfaest.ui.errors.bad_request"
handler403 = "rodfaest.ui.errors.forbidden"
handler404 = "rodfaest.ui.errors.not_found"
handler500 = "rodfaest.ui.errors.server_error"

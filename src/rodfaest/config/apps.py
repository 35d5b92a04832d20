"""Start-up: the one place where rules, letters and the day's source are made known."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import import_string

from rodfaest.kernel.time import install_today


class ConfigConfig(AppConfig):
    name = "rodfaest.config"

    def ready(self) -> None:
        # Rules and letters register themselves as they are imported.
        for feature in settings.FEATURES:
            for room in ("permissions", "notices"):
                if find_spec(f"{feature}.{room}"):
                    import_module(f"{feature}.{room}")
        import_module("rodfaest.config.checks")
        if settings.DEMO:
            install_today(import_string("rodfaest.demo.stage.todays_date"))

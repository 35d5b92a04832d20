"""Programmes as rows. Their text is a shipped one, since a programme worth testing with has days, steps and tasks."""

from datetime import date
from importlib.resources import files

import factory

from rodfaest.programmes.models import Programme, ProgrammeVersion

SHIPPED = files("rodfaest.programmes") / "shipped"


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programme
        django_get_or_create = ["key"]

    key = "horsens-dagpleje"


class ProgrammeVersionFactory(factory.django.DjangoModelFactory):
    """The dagpleje programme of the Horsens frame: five days."""

    class Meta:
        model = ProgrammeVersion
        django_get_or_create = ["programme", "number"]

    programme = factory.SubFactory(ProgrammeFactory)
    number = 1
    text = factory.LazyAttribute(lambda version: (SHIPPED / f"{version.programme.key}.toml").read_text())
    digest = "0" * 64
    file_name = factory.LazyAttribute(lambda version: f"{version.programme.key}.toml")
    loaded_on = date(2021, 1, 20)

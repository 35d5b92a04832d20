"""Programmes are about nobody."""

from rodfaest.kernel.personal_data import PersonalData
from rodfaest.programmes.models import Programme, ProgrammeVersion

PERSONAL_DATA = PersonalData("Forløb", about_nobody={Programme: "", ProgrammeVersion: ""})

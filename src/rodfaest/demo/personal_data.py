"""Which day it is in the demo."""

from rodfaest.demo.models import Stage
from rodfaest.kernel.personal_data import PersonalData

PERSONAL_DATA = PersonalData("Demo", about_nobody={Stage: "kun i demoen"})

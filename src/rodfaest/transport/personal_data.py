"""Letters of the demo, whose people are made up."""

from rodfaest.kernel.personal_data import PersonalData
from rodfaest.transport.models import DevMail

PERSONAL_DATA = PersonalData(
    "Demo",
    about_nobody={
        DevMail: "kun i demoen, hvor alle er opdigtede: breve, der ellers var sendt, med de ord, der stod i dem"
    },
)

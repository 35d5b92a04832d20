"""The queue of jobs."""

from django_tasks_db.models import DBTaskResult

from rodfaest.kernel.personal_data import PersonalData

PERSONAL_DATA = PersonalData(
    "Jobs", about_nobody={DBTaskResult: "jobs navne og tider, og koder til at logge ind, låst; to uger"}
)

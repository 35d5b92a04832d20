"""
What an administrator wrote of having met somebody with a new mail or mobile.

Why: who has nothing old left shows who they are in person (docs/decisions/0012).
Rows: none yet. Order: after the changes of logins. Back: drops the table; what opened by it closes again.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rodfaest.kernel.time


class Migration(migrations.Migration):
    dependencies = [
        ("login", "0003_tries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("how", models.CharField(max_length=120, verbose_name="Hvordan viste personen, hvem det er?")),
                ("at", models.DateTimeField(default=rodfaest.kernel.time.now)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="login_meetings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "møde om login",
                "indexes": [models.Index(fields=["person", "at"], name="login_meeting_of_person")],
            },
        ),
    ]

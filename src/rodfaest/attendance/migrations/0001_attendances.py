"""
Who was there, one mark per seat and day.

Why: present on a day is a fact of its own. Rows: none yet. Order: after enrolment, whose seats are marked.
Back: drops the table, and with it the marks.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cohorts", "0001_cohorts_and_days"),
        ("enrolment", "0001_wishes_answers_and_seats"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mark",
                    models.CharField(
                        choices=[("present", "til stede"), ("partly", "delvist"), ("absent", "ikke")],
                        max_length=8,
                        verbose_name="kryds",
                    ),
                ),
                ("on", models.DateField(verbose_name="krydset af")),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="cohorts.teachingday",
                        verbose_name="dag",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="enrolment.seat",
                        verbose_name="plads",
                    ),
                ),
            ],
            options={
                "verbose_name": "fremmøde",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("seat", "day"),
                        name="attendance_once_a_day",
                        violation_error_message="Der er allerede et kryds for den dag.",
                    )
                ],
            },
        ),
    ]

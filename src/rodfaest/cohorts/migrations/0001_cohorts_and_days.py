"""
Cohorts, their teaching days and moves, venues and teachers.

Why: a cohort is a programme's version at dates and a place. Rows: none yet.
Order: after organisations and programmes, before enrolment.
Back: drops the tables; their timetable files can be loaded again, moves and cancellations are lost.
"""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rodfaest.kernel.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_organisations_people_and_roles"),
        ("programmes", "0001_programmes_and_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Venue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="sted")),
                ("address", models.CharField(max_length=200, verbose_name="adresse")),
                ("directions", models.TextField(blank=True, verbose_name="find vej")),
            ],
            options={
                "verbose_name": "undervisningssted",
            },
        ),
        migrations.CreateModel(
            name="Cohort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, unique=True, verbose_name="nøgle")),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                ("sort_key", rodfaest.kernel.models.SortKeyField(blank=True, editable=False, of=("name",))),
                ("catering", models.CharField(max_length=200, verbose_name="forplejning")),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="pladser",
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="kan ses fra")),
                (
                    "answer_by",
                    models.DateField(help_text="the last day to wish and to answer a wish", verbose_name="svarfrist"),
                ),
                (
                    "timetable_digest",
                    models.CharField(
                        help_text="of the file it was loaded from, SHA-256, hexadecimal",
                        max_length=64,
                        verbose_name="fingeraftryk",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_of",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="kontaktperson",
                    ),
                ),
                (
                    "kommune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="organisations.organisation",
                        verbose_name="kommune",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="provided",
                        to="organisations.organisation",
                        verbose_name="udbyder",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="programmes.programmeversion",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="cohorts.venue",
                        verbose_name="sted",
                    ),
                ),
            ],
            options={
                "verbose_name": "hold",
            },
        ),
        migrations.CreateModel(
            name="TeachingDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("on", models.DateField(verbose_name="dato")),
                ("starts", models.TimeField(verbose_name="begynder")),
                ("ends", models.TimeField(verbose_name="slutter")),
                (
                    "counted_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="timer, der tæller"
                    ),
                ),
                ("cancelled_on", models.DateField(blank=True, null=True, verbose_name="aflyst den")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="markeret som afholdt den")),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="days", to="cohorts.cohort"
                    ),
                ),
            ],
            options={
                "verbose_name": "undervisningsdag",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="DayMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was", models.DateField(verbose_name="fra")),
                ("became", models.DateField(verbose_name="til")),
                ("on", models.DateField(verbose_name="flyttet den")),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="cohorts.teachingday"
                    ),
                ),
            ],
            options={
                "verbose_name": "flytning",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Teacher",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="teachers", to="cohorts.cohort"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teaches",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="underviser",
                    ),
                ),
            ],
            options={
                "verbose_name": "underviser",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "person"),
                        name="cohorts_teacher_once",
                        violation_error_message="Personen underviser allerede på holdet.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="teachingday",
            constraint=models.UniqueConstraint(
                fields=("cohort", "number"),
                name="cohorts_teaching_day_number_once",
                violation_error_message="Holdet har allerede en dag med det nummer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="teachingday",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_on__isnull", True)),
                fields=("cohort", "on"),
                name="cohorts_teaching_day_date_once",
                violation_error_message="Holdet har allerede en dag på den dato.",
            ),
        ),
        migrations.AddConstraint(
            model_name="teachingday",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("starts"))),
                name="cohorts_teaching_day_ends_after_it_starts",
                violation_error_message="Dagen slutter, før den begynder.",
            ),
        ),
        migrations.AddConstraint(
            model_name="teachingday",
            constraint=models.CheckConstraint(
                condition=models.Q(("cancelled_on__isnull", True), ("held_on__isnull", True), _connector="OR"),
                name="cohorts_teaching_day_not_cancelled_and_held",
                violation_error_message="En dag kan ikke være både aflyst og afholdt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="daymove",
            constraint=models.CheckConstraint(
                condition=models.Q(("was", models.F("became")), _negated=True),
                name="cohorts_day_move_goes_somewhere",
                violation_error_message="Dagen ligger der allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.CheckConstraint(
                condition=models.Q(("places__gte", 1)),
                name="cohorts_cohort_has_places",
                violation_error_message="Et hold har mindst én plads.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_on__isnull", True), ("published_on__lte", models.F("answer_by")), _connector="OR"
                ),
                name="cohorts_cohort_published_before_answers",
                violation_error_message="Holdet kan først ses efter svarfristen.",
            ),
        ),
    ]

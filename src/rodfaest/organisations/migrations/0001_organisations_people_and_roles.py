"""
Organisations, their units, people, and what people are in them from a day to a day.

Why: the house stands on who works where. Rows: none yet. Order: first, since Person is the user model.
Back: drops the tables, and with them every user.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rodfaest.kernel.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("first_name", models.CharField(max_length=60, verbose_name="fornavn")),
                ("last_name", models.CharField(max_length=60, verbose_name="efternavn")),
                (
                    "sort_key",
                    rodfaest.kernel.models.SortKeyField(blank=True, editable=False, of=("first_name", "last_name")),
                ),
                ("email", models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name="mail")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="mobil")),
                ("is_active", models.BooleanField(default=True, verbose_name="kan logge ind")),
            ],
            options={
                "verbose_name": "person",
                "indexes": [models.Index(fields=["sort_key"], name="organisations_person_by_name")],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="navn")),
                ("sort_key", rodfaest.kernel.models.SortKeyField(blank=True, editable=False, of=("name",))),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kommune", "kommune"),
                            ("provider", "udbyder"),
                            ("ministry", "ministerium"),
                            ("owner", "ejer"),
                        ],
                        max_length=20,
                        verbose_name="slags",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("area", "område"),
                            ("institution", "institution"),
                            ("house", "hus"),
                            ("childminder_group", "dagplejegruppe"),
                            ("playgroup", "legestuegruppe"),
                        ],
                        max_length=20,
                        verbose_name="slags",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                ("sort_key", rodfaest.kernel.models.SortKeyField(blank=True, editable=False, of=("name",))),
                (
                    "ownership",
                    models.CharField(
                        choices=[("municipal", "kommunal"), ("self_governing", "selvejende"), ("private", "privat")],
                        default="municipal",
                        max_length=20,
                        verbose_name="ejerform",
                    ),
                ),
                ("can_spare", models.PositiveSmallIntegerField(default=1, verbose_name="kan undvære samme dag")),
                ("closed_from", models.DateField(blank=True, null=True, verbose_name="lukket fra")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="organisations.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "enhed",
                "indexes": [
                    models.Index(fields=["organisation", "sort_key"], name="organisations_unit_by_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Spare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="dato")),
                ("can_spare", models.PositiveSmallIntegerField(verbose_name="kan undvære")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="spares", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "kan undvære på en dato",
            },
        ),
        migrations.CreateModel(
            name="Leadership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="fra")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="til")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaderships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaderships",
                        to="organisations.unit",
                        verbose_name="enhed",
                    ),
                ),
            ],
            options={
                "verbose_name": "ledelse",
                "ordering": ["from_on", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Function",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="fra")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="til")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("beacon", "fagligt fyrtårn"),
                            ("souschef", "souschef"),
                            ("support", "faglig støtte"),
                            ("supervision", "tilsyn"),
                            ("union_rep", "tillidsrepræsentant"),
                        ],
                        max_length=20,
                        verbose_name="funktion",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="functions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="functions",
                        to="organisations.unit",
                        verbose_name="enhed",
                    ),
                ),
            ],
            options={
                "verbose_name": "funktion",
                "ordering": ["from_on", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Employment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="fra")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="til")),
                (
                    "job_category",
                    models.CharField(
                        choices=[
                            ("childminder", "dagplejer"),
                            ("assistant", "pædagogisk assistent"),
                            ("pedagogue", "pædagog"),
                            ("helper", "pædagogmedhjælper"),
                            ("leader", "leder"),
                            ("other", "andet"),
                        ],
                        max_length=20,
                        verbose_name="stilling",
                    ),
                ),
                (
                    "education",
                    models.CharField(
                        choices=[
                            ("none", "ingen pædagogisk uddannelse"),
                            ("assistant", "pædagogisk assistent (PAU)"),
                            ("pedagogue", "pædagog"),
                            ("other", "anden uddannelse"),
                        ],
                        max_length=20,
                        verbose_name="uddannelse",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "moved_from",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_to",
                        to="organisations.employment",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employments",
                        to="organisations.unit",
                        verbose_name="enhed",
                    ),
                ),
            ],
            options={
                "verbose_name": "ansættelse",
                "ordering": ["from_on", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Deputyship",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="fra")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="til")),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputyships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stedfortræder",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "stedfortræder",
                "ordering": ["from_on", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="organisations_deputyship_not_ended_before_begun",
                        violation_error_message="Slutdatoen ligger før startdatoen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("leader", models.F("deputy")), _negated=True),
                        name="organisations_deputyship_not_of_oneself",
                        violation_error_message="Ingen er sin egen stedfortræder.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HolidayWeek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("week", models.PositiveSmallIntegerField(verbose_name="uge")),
                ("name", models.CharField(max_length=60, verbose_name="navn")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holiday_weeks",
                        to="organisations.organisation",
                        verbose_name="kommune",
                    ),
                ),
            ],
            options={
                "verbose_name": "ferieuge",
                "ordering": ["year", "week"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "year", "week"),
                        name="organisations_holiday_week_once",
                        violation_error_message="Ugen står der allerede.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("week__range", (1, 53))),
                        name="organisations_holiday_week_exists",
                        violation_error_message="En uge har et nummer fra 1 til 53.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SystemRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="fra")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="til")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("consultant", "konsulent"),
                            ("planner", "udbyderens planlægger"),
                            ("head", "dagtilbudschef"),
                            ("finance", "økonomi"),
                            ("administrator", "administrator"),
                        ],
                        max_length=20,
                        verbose_name="rolle",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="system_roles",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="system_roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "rolle",
                "ordering": ["from_on", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="organisations_systemrole_not_ended_before_begun",
                        violation_error_message="Slutdatoen ligger før startdatoen.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                fields=("organisation", "parent", "name"),
                name="organisations_unit_name_once",
                nulls_distinct=False,
                violation_error_message="Der er allerede en enhed med det navn samme sted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="spare",
            constraint=models.UniqueConstraint(
                fields=("unit", "on"),
                name="organisations_spare_once_a_date",
                violation_error_message="Der står allerede et tal for den dato.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leadership",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"),
                name="organisations_leadership_not_ended_before_begun",
                violation_error_message="Slutdatoen ligger før startdatoen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="function",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"),
                name="organisations_function_not_ended_before_begun",
                violation_error_message="Slutdatoen ligger før startdatoen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"),
                name="organisations_employment_not_ended_before_begun",
                violation_error_message="Slutdatoen ligger før startdatoen.",
            ),
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="fra")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="til")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("learning_group", "læringsgruppe"),
                            ("community", "læringsfællesskab (PLF)"),
                            ("playroom", "legestue"),
                            ("network", "netværk"),
                        ],
                        max_length=20,
                        verbose_name="slags",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                ("sort_key", rodfaest.kernel.models.SortKeyField(blank=True, editable=False, of=("name",))),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="organisations.unit",
                        verbose_name="enhed",
                    ),
                ),
            ],
            options={
                "verbose_name": "gruppe",
                "ordering": ["from_on", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="organisations_group_not_ended_before_begun",
                        violation_error_message="Slutdatoen ligger før startdatoen.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="fra")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="til")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="organisations.group",
                        verbose_name="gruppe",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "medlem af gruppe",
                "ordering": ["from_on", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="organisations_groupmember_not_ended_before_begun",
                        violation_error_message="Slutdatoen ligger før startdatoen.",
                    )
                ],
            },
        ),
    ]

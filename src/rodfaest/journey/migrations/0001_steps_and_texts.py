"""
Steps, the texts written in them, and whom a participant has chosen to ask.

Why: everybody's dated steps of a programme, and one's own sealed words. Rows: none yet.
Order: after enrolment, whose seats they belong to. Back: drops the tables, and with them every text.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cohorts", "0001_cohorts_and_days"),
        ("enrolment", "0001_wishes_answers_and_seats"),
        ("organisations", "0001_organisations_people_and_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Asker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chosen_on", models.DateField(verbose_name="valgt")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem spørger ind",
                    ),
                ),
                (
                    "seat",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asker", to="enrolment.seat"
                    ),
                ),
            ],
            options={
                "verbose_name": "den, der spørger ind",
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.CharField(max_length=40)),
                ("scope_kind", models.CharField(max_length=40)),
                ("scope_id", models.BigIntegerField()),
                ("key", models.CharField(max_length=60, verbose_name="nøgle")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("deltager", "deltager"),
                            ("leder", "leder"),
                            ("souschef", "souschef"),
                            ("fagligt_fyrtaarn", "fagligt fyrtårn"),
                            ("gruppe", "gruppe"),
                            ("hus", "hus"),
                            ("konsulent", "konsulent"),
                            ("chef", "chef"),
                            ("underviser", "underviser"),
                        ],
                        max_length=20,
                        verbose_name="rolle",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[("foer", "FØR"), ("under", "UNDER"), ("efter", "EFTER")],
                        max_length=10,
                        verbose_name="fase",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("laes", "læs"),
                            ("tal", "tal"),
                            ("svar", "svar"),
                            ("moed", "mød op"),
                            ("proev", "prøv"),
                            ("iagttag", "læg mærke til"),
                            ("del", "del"),
                            ("foelg_op", "følg op"),
                        ],
                        max_length=10,
                        verbose_name="slags",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="dato")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="faldet væk")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="gjort")),
                ("tried_else", models.BooleanField(default=False, verbose_name="prøvede noget andet")),
                ("answer", models.CharField(blank=True, max_length=120, verbose_name="svar")),
                (
                    "situation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("aflevering", "aflevering"),
                            ("puslebord", "puslebord"),
                            ("maaltid", "måltid"),
                            ("garderobe", "garderobe"),
                            ("sovetid", "sovetid"),
                            ("legestue", "legestue"),
                            ("afhentning", "afhentning"),
                        ],
                        max_length=20,
                        verbose_name="situation",
                    ),
                ),
                ("chosen_on", models.DateField(blank=True, null=True, verbose_name="valgt dag")),
                ("waits_until", models.DateField(blank=True, null=True, verbose_name="venter til")),
                (
                    "cohort",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="cohorts.cohort",
                        verbose_name="hold",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="enrolment.seat",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "skridt",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StepText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cipher", models.TextField(editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("me", "Kun dig"),
                            ("leader", "Dig og din leder"),
                            ("members", "Dem, der er med i gruppen, når de læser"),
                            ("colleagues", "Kollegerne i dit hus eller din gruppe"),
                            ("cohort", "Hele holdet og underviseren"),
                            (
                                "house",
                                "Kollegerne i dit hus eller din gruppe, alle jeres ledere, "
                                "fyrtårnet og anden faglig støtte",
                            ),
                        ],
                        max_length=10,
                        verbose_name="hvem læser med",
                    ),
                ),
                ("saved_at", models.DateTimeField(editable=False)),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="færdig")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="step_texts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="journey.Step"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "tekst",
            },
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["owner", "scope_kind", "scope_id"], name="step_scope"),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["cohort", "role", "due_on"], name="journey_step_by_role"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seat__isnull", False)),
                fields=("owner", "scope_kind", "scope_id", "key", "seat"),
                name="journey_step_once_a_seat",
                violation_error_message="Skridtet er der allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unit__isnull", False)),
                fields=("owner", "scope_kind", "scope_id", "key", "unit"),
                name="journey_step_once_a_unit",
                violation_error_message="Skridtet er der allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("owner", "scope_kind", "scope_id", "key", "person"),
                name="journey_step_once_a_person",
                violation_error_message="Skridtet er der allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", True), ("seat__isnull", True), ("unit__isnull", True)),
                fields=("owner", "scope_kind", "scope_id", "key"),
                name="journey_step_once_a_scope",
                violation_error_message="Skridtet er der allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", True), ("unit__isnull", True)),
                    models.Q(("person__isnull", True), ("seat__isnull", True)),
                    models.Q(("seat__isnull", True), ("unit__isnull", True)),
                    _connector="OR",
                ),
                name="journey_step_for_one",
                violation_error_message="Et skridt er for en plads, et hus eller en person, ikke flere.",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cohort__isnull", False),
                    ("seat__isnull", False),
                    ("unit__isnull", False),
                    ("person__isnull", False),
                    _connector="OR",
                ),
                name="journey_step_for_somebody",
                violation_error_message="Et skridt uden for et hold er for en plads, et hus eller en person.",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scope_kind", "cohort"), ("cohort", models.F("scope_id")), ("cohort__isnull", False)),
                    models.Q(models.Q(("scope_kind", "cohort"), _negated=True), ("cohort__isnull", True)),
                    _connector="OR",
                ),
                name="journey_step_cohort_is_its_scope",
                violation_error_message="Et skridt på et hold hører til det hold, og ellers til intet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on__isnull", False),
                    models.Q(("answer", ""), ("done_by__isnull", True), ("tried_else", False)),
                    _connector="OR",
                ),
                name="journey_step_answered_when_kept",
                violation_error_message="Et skridt, der ikke er gjort, har intet svar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="steptext",
            constraint=models.UniqueConstraint(
                fields=("step", "author"),
                name="journey_one_text_a_writer",
                violation_error_message="Der står allerede en tekst af dig.",
            ),
        ),
    ]

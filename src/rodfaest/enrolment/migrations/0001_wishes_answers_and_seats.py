"""
Wishes, answers, seats and local agreements.

Why: three facts with each its day, from which everything about a place is read. Rows: none yet.
Order: after cohorts, whose queue it is. Back: drops the tables, and with them who has a place.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cohorts", "0001_cohorts_and_days"),
        ("organisations", "0001_organisations_people_and_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="ønsket")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="trukket tilbage")),
                (
                    "closed_for",
                    models.CharField(
                        blank=True,
                        choices=[("work", "ansættelsen er slut"), ("cohort", "holdet er slut")],
                        max_length=10,
                        verbose_name="lukket, fordi",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to="cohorts.cohort",
                        verbose_name="hold",
                    ),
                ),
                (
                    "employment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to="organisations.employment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "put_forward_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="put_forward",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "ønske",
            },
        ),
        migrations.CreateModel(
            name="TalkFirst",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="sagt")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="leder",
                    ),
                ),
                (
                    "wish",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="talk_first", to="enrolment.Wish"
                    ),
                ),
            ],
            options={
                "verbose_name": "tale først",
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_on", models.DateField(verbose_name="givet")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="forladt")),
                (
                    "left_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wish",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seat", to="enrolment.Wish"
                    ),
                ),
            ],
            options={
                "verbose_name": "plads",
            },
        ),
        migrations.CreateModel(
            name="LeaderAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "ja"), ("not_now", "ikke denne gang")], max_length=8, verbose_name="svar"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staffing", "bemanding"),
                            ("money", "økonomi"),
                            ("timing", "tidspunkt"),
                            ("other", "andet, vi taler om"),
                        ],
                        max_length=10,
                        verbose_name="årsag",
                    ),
                ),
                ("on", models.DateField(verbose_name="svaret")),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="nummer")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="backings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="leder",
                    ),
                ),
                (
                    "wish",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leader_answer", to="enrolment.Wish"
                    ),
                ),
            ],
            options={
                "verbose_name": "svar på ønske",
            },
        ),
        migrations.CreateModel(
            name="WishText",
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
                (
                    "side",
                    models.CharField(
                        choices=[("participant", "deltageren"), ("leader", "lederen")],
                        max_length=12,
                        verbose_name="skrevet af",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "wish",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="enrolment.Wish"
                    ),
                ),
            ],
            options={
                "verbose_name": "intention",
            },
        ),
        migrations.CreateModel(
            name="LocalAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Ingen timer"),
                            (4, "4 timer"),
                            (8, "8 timer"),
                            (12, "12 timer"),
                            (16, "16 timer"),
                            (20, "20 timer"),
                            (24, "24 timer"),
                            (30, "30 timer"),
                            (37, "37 timer"),
                        ],
                        verbose_name="timer",
                    ),
                ),
                (
                    "transport",
                    models.CharField(
                        choices=[
                            ("together", "I kører sammen."),
                            ("own_car", "Du kører i egen bil og får kørepenge."),
                            ("public", "Du tager bus eller tog, og huset betaler billetten."),
                            ("workplace", "Huset sørger for transport."),
                            ("own_care", "Du sørger selv for transport."),
                        ],
                        max_length=10,
                        verbose_name="transport",
                    ),
                ),
                (
                    "company",
                    models.CharField(
                        choices=[
                            ("same_house", "Du følges med en kollega herfra."),
                            ("other_house", "Du følges med en fra et andet hus."),
                            ("alone", "Du tager af sted alene."),
                        ],
                        max_length=12,
                        verbose_name="følges med",
                    ),
                ),
                ("on", models.DateField(verbose_name="aftalt")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aftalt med",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="local_agreements",
                        to="cohorts.cohort",
                        verbose_name="hold",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="local_agreements",
                        to="organisations.unit",
                        verbose_name="enhed",
                    ),
                ),
            ],
            options={
                "verbose_name": "lokalaftale",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "unit"),
                        name="enrolment_one_agreement_a_unit",
                        violation_error_message="Der er allerede en aftale for huset på det hold.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True)),
                fields=("person", "cohort"),
                name="enrolment_one_standing_wish",
                violation_error_message="Ønsket står her allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_for", ""), ("withdrawn_on__isnull", False), _connector="OR"),
                name="enrolment_wish_not_closed_while_it_stands",
                violation_error_message="Et ønske, der står, er ikke lukket.",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_on__isnull", True), ("withdrawn_on__gte", models.F("on")), _connector="OR"
                ),
                name="enrolment_wish_not_withdrawn_before_made",
                violation_error_message="Et ønske kan ikke være trukket tilbage, før det er gjort.",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_on__isnull", True), ("left_on__gte", models.F("given_on")), _connector="OR"),
                name="enrolment_seat_not_left_before_given",
                violation_error_message="En plads kan ikke være forladt, før den er givet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaderanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "yes"), ("reason", "")),
                    models.Q(
                        ("answer", "not_now"),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="enrolment_no_has_a_reason",
                violation_error_message="Vælg en årsag, når svaret er »ikke denne gang«.",
            ),
        ),
        migrations.AddConstraint(
            model_name="wishtext",
            constraint=models.UniqueConstraint(
                fields=("wish", "side"),
                name="enrolment_one_intention_a_side",
                violation_error_message="Der står allerede en tekst.",
            ),
        ),
    ]

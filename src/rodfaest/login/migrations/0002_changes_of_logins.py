"""
Changes of what somebody logs in by, and from when on a link opens words.

Why: a login by a new address opens nothing from before it (docs/decisions/0012).
Rows: none yet; a null in each link, no lock worth a pause. Order: after the links.
Back: drops the table; »Det var ikke mig« meets 404, and what was closed opens.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rodfaest.kernel.time


class Migration(migrations.Migration):
    dependencies = [
        ("login", "0001_personal_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="personallink",
            name="reads_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="LoginChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was_email", models.EmailField(blank=True, max_length=254)),
                ("was_phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("at", models.DateTimeField(default=rodfaest.kernel.time.now)),
                ("by_number", models.BigIntegerField(blank=True, help_text="the person who changed it", null=True)),
                (
                    "closes",
                    models.BooleanField(help_text="somebody may have come in before: not where nobody ever did"),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "proof",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("old_address", "en kode til den gamle mail eller mobil"),
                            ("second_factor", "en adgangsnøgle eller app fra før"),
                        ],
                        max_length=20,
                    ),
                ),
                ("proven_at", models.DateTimeField(blank=True, null=True)),
                ("proven_since", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="login_changes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "skift af login",
                "indexes": [models.Index(fields=["person", "at"], name="login_change_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("proof", ""), ("proven_at__isnull", True)),
                            models.Q(models.Q(("proof", ""), _negated=True), ("proven_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="login_change_proven_on_a_day",
                        violation_error_message="Det skal stå, hvordan og hvornår det er vist.",
                    )
                ],
            },
        ),
    ]

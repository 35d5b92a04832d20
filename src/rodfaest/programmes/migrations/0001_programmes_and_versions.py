"""
Programmes and their versions.

Why: cohorts hang on a version of a programme. Rows: none yet; `rodfaest programme load` adds them. Order: first.
Back: drops both tables.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, unique=True, verbose_name="nøgle")),
            ],
        ),
        migrations.CreateModel(
            name="ProgrammeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                (
                    "text",
                    models.TextField(
                        help_text="normalised TOML, as `rodfaest programme export` prints it", verbose_name="definition"
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the text, hexadecimal", max_length=64, verbose_name="fingeraftryk"
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="fil")),
                ("loaded_on", models.DateField(verbose_name="indlæst")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "number"),
                        name="programmes_version_number_once",
                        violation_error_message="Programmet har allerede en version med det nummer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="programmes_version_counts_from_one",
                        violation_error_message="Versioner tælles fra 1.",
                    ),
                ],
            },
        ),
    ]

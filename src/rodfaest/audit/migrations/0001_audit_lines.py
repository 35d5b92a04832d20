"""
The append-only table of what happened.

Why: every write leaves a line per fact. Rows: none yet. Order: first. Back: drops the table.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(help_text="happening as app.fact: enrolment.seat_given", max_length=80)),
                ("actor_kind", models.CharField(max_length=10)),
                ("actor_number", models.BigIntegerField(null=True)),
                ("actor_label", models.CharField(max_length=160)),
                ("object_kind", models.CharField(max_length=80)),
                ("object_number", models.BigIntegerField(null=True)),
                ("object_label", models.CharField(max_length=200)),
                (
                    "detail",
                    models.CharField(
                        blank=True, help_text="from what to what; never anybody's own words", max_length=200
                    ),
                ),
                ("on", models.DateField(help_text="the Danish date it was reckoned on, which a demo may have moved")),
                ("at", models.DateTimeField(help_text="the instant by the real clock, UTC")),
            ],
            options={
                "indexes": [models.Index(fields=["object_kind", "object_number"], name="audit_line_object")],
            },
        ),
    ]

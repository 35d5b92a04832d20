"""
The log of who has read whose texts.

Why: a person may see who read theirs. Rows: none yet. Order: first. Back: drops the table.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ReadingLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reader_kind", models.CharField(max_length=10)),
                (
                    "reader_number",
                    models.BigIntegerField(default=0, help_text="0 where the reader is no person we know"),
                ),
                ("reader_label", models.CharField(max_length=160)),
                ("owner_number", models.BigIntegerField(db_index=True)),
                ("page", models.CharField(help_text="the page as the owner knows it, in Danish", max_length=80)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "læsning",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner_number", "reader_kind", "reader_number", "reader_label", "page", "on"),
                        name="texts_reading_once_a_day",
                        violation_error_message="Læsningen er skrevet ned.",
                    )
                ],
            },
        ),
    ]

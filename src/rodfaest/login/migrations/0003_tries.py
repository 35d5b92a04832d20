"""
How often a code was asked for or typed, so that every worker counts the same, also after a restart.

Why: each worker counted by itself and forgot with it. Rows: none yet. Order: after 0002, for no reason but its number.
Back: drops the table; what is counted begins anew.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("login", "0002_changes_of_logins"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tries",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "forsøg på at logge ind",
            },
        ),
    ]

"""
Personal links, of which only a digest is stored.

Why: a letter's button opens one thing without a login. Rows: none yet. Order: after organisations' people.
Back: drops the table; links already sent meet 404.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rodfaest.kernel.time


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonalLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verb", models.CharField(help_text="the permission it carries, as app.verb", max_length=80)),
                ("noun", models.CharField(help_text="the model its object is of, as app.Model", max_length=80)),
                ("object_id", models.BigIntegerField()),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=rodfaest.kernel.time.now)),
                ("valid_until", models.DateField()),
                ("letters_until", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="personal_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "personligt link",
                "indexes": [models.Index(fields=["person", "verb", "object_id"], name="login_link_errand")],
            },
        ),
    ]

"""
The demo's letter box.

Why: the demo sends nothing. Rows: none yet. Order: first. Back: drops the table.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DevMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(default="mail", help_text="mail or sms", max_length=4)),
                ("to", models.CharField(max_length=254)),
                ("subject", models.CharField(blank=True, max_length=250)),
                ("text", models.TextField()),
                ("html", models.TextField(blank=True)),
                ("message_id", models.CharField(blank=True, max_length=250)),
                ("calendar_method", models.CharField(blank=True, max_length=20)),
                ("calendar", models.TextField(blank=True, help_text="the iCalendar part, as it would have been sent")),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "brev i demoen",
            },
        ),
    ]

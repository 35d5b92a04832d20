"""
A text remembers whom it was shared with.

Why: a new power does not open the past. Rows: every text, with nobody, so what was shared before is closed to others
until its writer lets them in. Order: any. Back: drops the column, and whoever is in the circle today reads again.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journey", "0001_steps_and_texts")]

    operations = [
        migrations.AddField(
            model_name="steptext",
            name="readers",
            field=models.TextField(blank=True, default="", editable=False, verbose_name="hvem det blev delt med"),
        ),
    ]

"""
Every employment knows on which day it was written.

Why: a job written in with a first day long ago must not make somebody employed there longest (docs/decisions/0012).
Rows: each employment, written today; one ALTER, a second. Order: any. Back: the column goes.
"""

from django.db import migrations, models

import rodfaest.kernel.time


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_organisations_people_and_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name="employment",
            name="written_on",
            field=models.DateField(default=rodfaest.kernel.time.today, editable=False),
        ),
    ]

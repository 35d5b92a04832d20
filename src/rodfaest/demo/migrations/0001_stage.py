"""
The demo's day.

Why: a copied demo keeps its day. Rows: none, later one. Order: first. Back: drops the table.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=10)),
                ("day", models.DateField()),
            ],
        ),
    ]

"""
Letters, calendar entries and the secret addresses of calendars.

Why: what goes out to whom is read, edited and stopped before it goes. Rows: none yet. Order: after the organisations.
Back: drops the tables; what was sent stays in the audit lines.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rodfaest.correspondence.rules.channels
import rodfaest.kernel.models
import rodfaest.kernel.time


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_organisations_people_and_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=rodfaest.kernel.time.now)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_address",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kalenderadresse",
            },
        ),
        migrations.CreateModel(
            name="CalendarEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.CharField(max_length=40)),
                ("scope_kind", models.CharField(max_length=40)),
                ("scope_id", models.BigIntegerField()),
                ("key", models.CharField(max_length=120)),
                ("about", models.CharField(blank=True, max_length=160)),
                ("why", models.CharField(blank=True, max_length=200)),
                ("uid", models.CharField(max_length=255, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0, help_text="rises at each change, sent or not")),
                ("summary", models.CharField(max_length=200)),
                ("description", models.TextField(blank=True)),
                ("location", models.CharField(blank=True, max_length=350)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("cancelled", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField()),
                ("announced_sequence", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "announced_digest",
                    models.CharField(
                        blank=True,
                        help_text="what is in the person's calendar; empty while that is not known",
                        max_length=32,
                    ),
                ),
                ("announced_starts_at", models.DateTimeField(blank=True, null=True)),
                (
                    "kommune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kalenderaftale",
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.CharField(max_length=40)),
                ("scope_kind", models.CharField(max_length=40)),
                ("scope_id", models.BigIntegerField()),
                ("key", models.CharField(max_length=160)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            (rodfaest.correspondence.rules.channels.Channel["MAIL"], "mail"),
                            (rodfaest.correspondence.rules.channels.Channel["SMS"], "sms"),
                        ],
                        max_length=4,
                    ),
                ),
                ("entry_sequence", models.PositiveIntegerField(blank=True, null=True)),
                ("entry_digest", models.CharField(blank=True, help_text="what its calendar file says", max_length=32)),
                ("about", models.CharField(blank=True, max_length=160)),
                ("sort_key", rodfaest.kernel.models.SortKeyField(blank=True, editable=False, of=("about",))),
                ("subject", models.CharField(max_length=200, verbose_name="emne")),
                ("body", models.TextField(verbose_name="tekst")),
                (
                    "discreet",
                    models.CharField(
                        blank=True, help_text="what it is called where nobody sees to whom", max_length=200
                    ),
                ),
                (
                    "round",
                    models.CharField(blank=True, help_text="the row of a discreet letter, if any", max_length=60),
                ),
                (
                    "needless",
                    models.BooleanField(
                        default=False, help_text="what it asks for is done: it stands, and does not go"
                    ),
                ),
                (
                    "sample",
                    models.TextField(blank=True, help_text="the words of a discreet letter without anybody's name"),
                ),
                ("why", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("basis", models.CharField(help_text="digest of the facts the words were written on", max_length=32)),
                ("facts", models.CharField(help_text="digest of the facts as they are now", max_length=32)),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withheld_because",
                    models.CharField(blank=True, help_text="what went wrong when it was sent", max_length=250),
                ),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("handing_over_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "sent_on",
                    models.DateField(blank=True, help_text="the Danish date, which a demo may have moved", null=True),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(blank=True, null=True)),
                ("message_id", models.CharField(max_length=255, unique=True)),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="correspondence.calendarentry",
                    ),
                ),
                (
                    "kommune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "brev",
            },
        ),
        migrations.AddIndex(
            model_name="calendarentry",
            index=models.Index(fields=["owner", "scope_kind", "scope_id"], name="calendarentry_scope"),
        ),
        migrations.AddConstraint(
            model_name="calendarentry",
            constraint=models.UniqueConstraint(
                fields=("owner", "key"),
                name="correspondence_calendar_entry_once",
                violation_error_message="Aftalen står der allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="correspondence_calendar_entry_not_ended_before_begun",
                violation_error_message="Aftalen slutter, før den begynder.",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("announced_sequence__isnull", True),
                    ("announced_sequence__lte", models.F("sequence")),
                    _connector="OR",
                ),
                name="correspondence_calendar_entry_not_announced_ahead",
                violation_error_message="En ændring kan ikke være meldt ud, før den er sket.",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["owner", "scope_kind", "scope_id"], name="letter_scope"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(
                    ("needless", False),
                    ("sent_at__isnull", True),
                    ("stopped_at__isnull", True),
                    ("withdrawn_at__isnull", True),
                ),
                fields=["due_on"],
                name="correspondence_letter_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("owner", "key"),
                name="correspondence_letter_once",
                violation_error_message="Brevet findes allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True),
                    models.Q(("handing_over_at__isnull", False), ("sent_on__isnull", False)),
                    _connector="OR",
                ),
                name="correspondence_letter_not_sent_unless_handed_over",
                violation_error_message="Et brev kan ikke være sendt, før det er afleveret.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True),
                    models.Q(("stopped_at__isnull", True), ("withdrawn_at__isnull", True)),
                    _connector="OR",
                ),
                name="correspondence_letter_sent_stays_sent",
                violation_error_message="Et sendt brev kan ikke stoppes eller trækkes tilbage.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("edited_at__isnull", True), ("edited_by__isnull", True)),
                    models.Q(("edited_at__isnull", False), ("edited_by__isnull", False)),
                    _connector="OR",
                ),
                name="correspondence_letter_edited_by_somebody",
                violation_error_message="Det skal stå, hvem der har rettet brevet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry__isnull", True), ("entry_sequence__isnull", True)),
                    models.Q(("entry__isnull", False), ("entry_sequence__isnull", False)),
                    _connector="OR",
                ),
                name="correspondence_letter_announces_one_sequence",
                violation_error_message="Et kalenderbrev hører til én ændring af én aftale.",
            ),
        ),
    ]

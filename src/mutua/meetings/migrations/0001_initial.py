import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mutua.vault.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tandems", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("confirmed", "confirmed"),
                            ("held", "took place"),
                            ("not_held", "did not take place"),
                            ("cancelled", "cancelled"),
                        ],
                        default="proposed",
                        max_length=9,
                    ),
                ),
                ("format", models.CharField(max_length=40)),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("proposed_start", models.DateTimeField(blank=True, null=True)),
                ("proposed_end", models.DateTimeField(blank=True, null=True)),
                ("proposal", models.PositiveIntegerField(default=1)),
                (
                    "place",
                    mutua.vault.fields.SealedTextField(
                        author=None,
                        blank=True,
                        null=True,
                        scope="tandem",
                        scope_id="tandem_id",
                        version="row_version",
                    ),
                ),
                ("row_version", models.PositiveIntegerField(default=1)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                (
                    "facilitator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tandem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="tandems.tandem",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="MeetingYes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("proposal", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="yeses",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed", "held", "not_held", "cancelled"])),
                name="meeting_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="meeting_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proposed_start__isnull", True),
                    ("proposed_end__gt", models.F("proposed_start")),
                    _connector="OR",
                ),
                name="meeting_proposal_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed"])),
                fields=("tandem",),
                name="meeting_one_next",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingyes",
            constraint=models.UniqueConstraint(
                fields=("meeting", "person", "proposal"), name="meeting_yes_once"
            ),
        ),
    ]

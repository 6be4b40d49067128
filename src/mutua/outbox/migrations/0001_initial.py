import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True)),
                ("cron", models.CharField(max_length=100)),
                ("zone", models.CharField(max_length=64)),
                ("next_run", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("mail", "mail"), ("calendar", "calendar invitation"), ("job", "job")],
                        max_length=8,
                    ),
                ),
                ("recipient", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(blank=True, max_length=2)),
                ("payload", models.JSONField(default=dict)),
                ("ref", models.CharField(blank=True, max_length=200)),
                ("message_id", models.CharField(blank=True, max_length=320)),
                ("created_at", models.DateTimeField()),
                ("run_at", models.DateTimeField()),
                ("valid_until", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("leased", "Leased"),
                            ("sent", "Sent"),
                            ("dead", "Dead"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_token", models.UUIDField(null=True)),
                ("leased_until", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "run_at"], name="outbox_delivery_due")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ref", ""), _negated=True),
                        fields=("ref",),
                        name="outbox_delivery_ref_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["mail", "calendar", "job"])),
                        name="outbox_delivery_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lease_token__isnull", False),
                                ("leased_until__isnull", False),
                                ("state", "leased"),
                            ),
                            models.Q(
                                ("lease_token__isnull", True),
                                ("leased_until__isnull", True),
                                ("state__in", ["waiting", "sent", "dead"]),
                            ),
                            _connector="OR",
                        ),
                        name="outbox_delivery_lease_matches_state",
                    ),
                ],
            },
        ),
    ]

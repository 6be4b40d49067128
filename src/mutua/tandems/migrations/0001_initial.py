import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mutua.vault.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("proposed", "ready to sign"),
                            ("signed", "signed"),
                            ("superseded", "replaced"),
                            ("ended", "ended"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField()),
                ("proposed_at", models.DateTimeField(blank=True, null=True)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Tandem",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("forming", "forming"),
                            ("active", "active"),
                            ("paused", "paused"),
                            ("closing", "closing"),
                            ("closed", "closed"),
                            ("held", "on hold"),
                            ("purged", "purged"),
                        ],
                        default="forming",
                        max_length=8,
                    ),
                ),
                ("language", models.CharField(choices=[("de", "Deutsch"), ("en", "English")], max_length=2)),
                ("began_at", models.DateTimeField()),
                ("active_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["forming", "active", "paused", "closing", "closed", "held", "purged"],
                            )
                        ),
                        name="tandem_state_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("proposed", "waiting for your partner's contribution"),
                            ("supported", "supported"),
                            ("active", "active"),
                            ("rated", "rated"),
                            ("closed", "closed"),
                            ("rerouted", "help comes from elsewhere"),
                            ("dropped", "let go"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "body",
                    mutua.vault.fields.SealedJSONField(
                        author="owner_id", scope="tandem", scope_id="tandem_id", version="row_version"
                    ),
                ),
                ("row_version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tandem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="tandems.tandem"
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="FrozenPart",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "content",
                    mutua.vault.fields.SealedJSONField(
                        author="author_id", scope="tandem", scope_id="tandem_id", version="row_version"
                    ),
                ),
                ("row_version", models.PositiveIntegerField(default=1)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="frozen",
                        to="tandems.agreementversion",
                    ),
                ),
                (
                    "tandem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tandems.tandem"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Boundaries",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "choices",
                    mutua.vault.fields.SealedJSONField(
                        author="person_id", scope="tandem", scope_id="tandem_id", version="row_version"
                    ),
                ),
                ("row_version", models.PositiveIntegerField(default=1)),
                (
                    "person",
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
                        related_name="boundaries",
                        to="tandems.tandem",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="agreementversion",
            name="tandem",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="tandems.tandem"
            ),
        ),
        migrations.CreateModel(
            name="AgreementPart",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("section", models.CharField(max_length=40)),
                (
                    "value",
                    mutua.vault.fields.SealedJSONField(
                        author="author_id", scope="tandem", scope_id="tandem_id", version="row_version"
                    ),
                ),
                ("row_version", models.PositiveIntegerField(default=1)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tandem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="tandems.tandem"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content_hash", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="tandems.agreementversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at__isnull", True)),
                        fields=("version", "person"),
                        name="signature_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "body",
                    mutua.vault.fields.SealedJSONField(
                        author="author_id", scope="tandem", scope_id="tandem_id", version="row_version"
                    ),
                ),
                ("row_version", models.PositiveIntegerField(default=1)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promises",
                        to="tandems.goal",
                    ),
                ),
                (
                    "tandem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promises",
                        to="tandems.tandem",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("goal", "author"), name="promise_once")],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("accepted_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
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
                        related_name="members",
                        to="tandems.tandem",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("tandem", "person"), name="member_once"),
                    models.UniqueConstraint(fields=("tandem", "position"), name="member_position_once"),
                    models.CheckConstraint(
                        condition=models.Q(("position__lte", 2)), name="member_at_most_three"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "proposed",
                            "supported",
                            "active",
                            "rated",
                            "closed",
                            "rerouted",
                            "dropped",
                        ],
                    )
                ),
                name="goal_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="frozenpart",
            constraint=models.UniqueConstraint(fields=("version", "author"), name="frozen_once"),
        ),
        migrations.AddConstraint(
            model_name="frozenpart",
            constraint=models.UniqueConstraint(
                condition=models.Q(("author__isnull", True)), fields=("version",), name="frozen_shared_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="boundaries",
            constraint=models.UniqueConstraint(fields=("tandem", "person"), name="boundaries_once"),
        ),
        migrations.AddConstraint(
            model_name="agreementversion",
            constraint=models.UniqueConstraint(fields=("tandem", "number"), name="agreement_number_once"),
        ),
        migrations.AddConstraint(
            model_name="agreementversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "proposed"])),
                fields=("tandem",),
                name="agreement_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "signed")), fields=("tandem",), name="agreement_one_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "proposed", "signed", "superseded", "ended"])),
                name="agreement_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"), models.Q(("content_hash", ""), _negated=True), _connector="OR"
                ),
                name="agreement_hash_when_frozen",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementpart",
            constraint=models.UniqueConstraint(fields=("tandem", "section", "author"), name="part_once"),
        ),
        migrations.AddConstraint(
            model_name="agreementpart",
            constraint=models.UniqueConstraint(
                condition=models.Q(("author__isnull", True)),
                fields=("tandem", "section"),
                name="part_shared_once",
            ),
        ),
    ]

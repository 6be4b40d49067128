import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import mutua.people.models
import mutua.vault.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "Deutsch"), ("en", "English")],
                        default="en",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default=mutua.people.models.default_zone, max_length=64, verbose_name="time zone"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "invited"),
                            ("active", "active"),
                            ("paused", "paused"),
                            ("left", "left"),
                            ("erased", "erased"),
                        ],
                        default="invited",
                        max_length=8,
                    ),
                ),
                ("is_operator", models.BooleanField(default=False)),
                ("is_coordinator", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("skill", models.CharField(max_length=80)),
                ("confidence", models.PositiveSmallIntegerField(default=2)),
            ],
        ),
        migrations.CreateModel(
            name="Reflection",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "answers",
                    mutua.vault.fields.SealedJSONField(
                        author="person_id", scope="person", scope_id="person_id", version="row_version"
                    ),
                ),
                ("row_version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="ReportingLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SignInLink",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("skill", models.CharField(max_length=80)),
                ("priority", models.PositiveSmallIntegerField(default=2)),
            ],
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="profile",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("years", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ("languages", models.JSONField(blank=True, default=list)),
                ("directions", models.JSONField(blank=True, default=list)),
                ("challenges", models.JSONField(blank=True, default=list)),
                ("style", models.JSONField(blank=True, default=list)),
                ("facets", models.JSONField(blank=True, default=dict)),
                ("slots", models.JSONField(blank=True, default=list)),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "no preference given"),
                            ("onsite", "on site"),
                            ("remote", "remote"),
                            ("flexible", "either"),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                ("trio", models.BooleanField(default=False)),
                ("capacity", models.PositiveSmallIntegerField(default=1)),
                ("visible", models.BooleanField(default=False)),
                ("shown_at", models.DateTimeField(blank=True, null=True)),
                ("updated_at", models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"), name="person_email_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["invited", "active", "paused", "left", "erased"])),
                name="person_state_known",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reflection",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reflection",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportingline",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reportingline",
            name="reports_to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="signinlink",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="wish",
            name="profile",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="people.profile"
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__isnull", True), ("level__range", (1, 9)), _connector="OR"),
                name="profile_level_1_to_9",
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(("years__isnull", True), ("years__gte", 0), _connector="OR"),
                name="profile_years_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__lte", 2)), name="profile_capacity_0_to_2"
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="profile",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="people.profile"
            ),
        ),
        migrations.AddConstraint(
            model_name="exclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(("owner", models.F("other")), _negated=True), name="exclusion_not_oneself"
            ),
        ),
        migrations.AddConstraint(
            model_name="exclusion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at__isnull", True)),
                fields=("owner", "other"),
                name="exclusion_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingline",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("reports_to")), _negated=True),
                name="line_not_to_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to__isnull", True)),
                fields=("person", "reports_to"),
                name="line_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(fields=("profile", "skill"), name="wish_once"),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority__range", (1, 3))), name="wish_priority_1_to_3"
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(fields=("profile", "skill"), name="offer_once"),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__range", (1, 3))), name="offer_confidence_1_to_3"
            ),
        ),
    ]

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DataKey",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("scope_kind", models.CharField(max_length=20)),
                ("scope_id", models.UUIDField()),
                ("author_id", models.UUIDField(null=True)),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("author_id__isnull", False)),
                        fields=("scope_kind", "scope_id", "author_id"),
                        name="key_author_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("author_id__isnull", True)),
                        fields=("scope_kind", "scope_id"),
                        name="key_shared_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyProbe",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="probe_once")],
            },
        ),
    ]

import uuid

from django.db import models

from mutua.vault.fields import SealedJSONField, SealedTextField


class Letter(models.Model):
    """A text by one author (or by everyone) in a tandem, with all kinds of sealed columns."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tandem_id = models.UUIDField()
    author_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, default="draft")
    text = SealedTextField(scope="letters", scope_id="tandem_id", author="author_id", version="row_version")
    reply = SealedTextField(
        scope="letters", scope_id="tandem_id", author="author_id", version="row_version", null=True
    )
    marks = SealedJSONField(
        scope="letters", scope_id="tandem_id", author=None, version="row_version", default=dict
    )
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        app_label = "vault_tests"

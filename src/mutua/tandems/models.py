"""A tandem, its members and what they agree on. Everything they write is sealed with the tandem's keys."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mutua.people.models import Person
from mutua.vault.fields import SealedJSONField


class Tandem(models.Model):
    """Two, at most three equals. Members have identical rights; nothing here says who teaches whom."""

    class State(models.TextChoices):
        FORMING = "forming", _("forming")
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        CLOSING = "closing", _("closing")
        CLOSED = "closed", _("closed")
        HELD = "held", _("on hold")
        PURGED = "purged", _("purged")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.FORMING)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    began_at = models.DateTimeField()
    active_at = models.DateTimeField(null=True, blank=True)
    line_noted_at = models.DateTimeField(null=True, blank=True)  # one reports to another since about then

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["forming", "active", "paused", "closing", "closed", "held", "purged"]
                ),
                name="tandem_state_known",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Member(models.Model):
    """A person in a tandem. `position` (0–2) only orders turns; it carries no role."""

    tandem = models.ForeignKey(Tandem, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    accepted_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["tandem", "person"], name="member_once"),
            models.UniqueConstraint(fields=["tandem", "position"], name="member_position_once"),
            models.CheckConstraint(condition=models.Q(position__lte=2), name="member_at_most_three"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AgreementVersion(models.Model):
    """One version of the agreement. Once signed by everyone it never changes again."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("ready to sign")
        SIGNED = "signed", _("signed")
        SUPERSEDED = "superseded", _("replaced")
        ENDED = "ended", _("ended")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tandem = models.ForeignKey(Tandem, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(
        default=1
    )  # grows with every edit; a proposal freezes one revision
    content_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["tandem", "number"], name="agreement_number_once"),
            models.UniqueConstraint(
                fields=["tandem"],
                condition=models.Q(state__in=["draft", "proposed"]),
                name="agreement_one_open",
            ),
            models.UniqueConstraint(
                fields=["tandem"], condition=models.Q(state="signed"), name="agreement_one_in_force"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "proposed", "signed", "superseded", "ended"]),
                name="agreement_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | ~models.Q(content_hash=""),
                name="agreement_hash_when_frozen",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class AgreementPart(models.Model):
    """One section as it is being written: by one member (`author`) or, without author, by everyone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tandem = models.ForeignKey(Tandem, models.CASCADE, related_name="parts")
    section = models.CharField(max_length=40)
    author = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    value = SealedJSONField(scope="tandem", scope_id="tandem_id", author="author_id", version="row_version")
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tandem", "section", "author"], name="part_once"),
            models.UniqueConstraint(
                fields=["tandem", "section"], condition=models.Q(author__isnull=True), name="part_shared_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class FrozenPart(models.Model):
    """What a proposed version says, word for word: one row for the shared sections, one per author.

    An author's own words hang on the author's own key, so that an erasure can take them alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tandem = models.ForeignKey(Tandem, models.CASCADE, related_name="+")
    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="frozen")
    author = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    content = SealedJSONField(scope="tandem", scope_id="tandem_id", author="author_id", version="row_version")
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "author"], name="frozen_once"),
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(author__isnull=True), name="frozen_shared_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Signature(models.Model):
    """A member signed exactly this hash. An edit voids it; the row stays."""

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="signatures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person"],
                condition=models.Q(voided_at__isnull=True),
                name="signature_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Boundaries(models.Model):
    """One member's choices for all topics. Only the strictest of everyone's choices is ever shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tandem = models.ForeignKey(Tandem, models.CASCADE, related_name="boundaries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    choices = SealedJSONField(scope="tandem", scope_id="tandem_id", author="person_id", version="row_version")
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tandem", "person"], name="boundaries_once")]

    def __str__(self) -> str:
        return str(self.id)


class Goal(models.Model):
    """What one member wants to reach with the help of the others. Only the owner changes it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("waiting for your partner's contribution")
        SUPPORTED = "supported", _("supported")
        ACTIVE = "active", _("active")
        RATED = "rated", _("rated")
        CLOSED = "closed", _("closed")
        REROUTED = "rerouted", _("help comes from elsewhere")
        DROPPED = "dropped", _("let go")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tandem = models.ForeignKey(Tandem, models.CASCADE, related_name="goals")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    body = SealedJSONField(scope="tandem", scope_id="tandem_id", author="owner_id", version="row_version")
    row_version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "draft", "proposed", "supported", "active", "rated", "closed", "rerouted", "dropped",
                    ]
                ),
                name="goal_state_known",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Promise(models.Model):
    """What another member can contribute to a goal, in their own words (S72)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tandem = models.ForeignKey(Tandem, models.CASCADE, related_name="promises")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="promises")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = SealedJSONField(scope="tandem", scope_id="tandem_id", author="author_id", version="row_version")
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "author"], name="promise_once")]

    def __str__(self) -> str:
        return str(self.id)

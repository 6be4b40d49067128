"""How people find each other, and who is paired with whom: all that lies outside a tandem's own walls."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutua.people.models import Person
from mutua.vault.fields import SealedTextField


class Pairing(models.Model):
    """Two people are or were in a tandem together. The only thing coordinators may ever see of it.

    A trio is three pairings of one `tandem`. `first` has the smaller id, so a pair has one row.
    """

    tandem = models.UUIDField()
    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="pairing_in_order"),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=models.Q(ended_at__isnull=True),
                name="pairing_open_once",
            ),
        ]
        indexes = [models.Index(fields=["tandem"])]

    def __str__(self) -> str:
        return str(self.tandem)


class Invitation(models.Model):
    """One person asks another to form a tandem. The text belongs to the two of them and is sealed."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", _("sent")
        CHAT_FIRST = "chat_first", _("a first chat")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")

    OPEN = (State.SENT, State.CHAT_FIRST)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sender = models.ForeignKey(Person, models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    template = models.CharField(max_length=40)
    text = SealedTextField(scope="invitation", scope_id="id", author=None, version="row_version")
    row_version = models.PositiveIntegerField(default=1)
    # An exclusion wins silently: the sender sees an ordinary open invitation, the receiver never sees it.
    held_back = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(sender=models.F("receiver")), name="invitation_not_oneself"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["draft", "sent", "chat_first", "accepted", "declined", "withdrawn", "expired"]
                ),
                name="invitation_state_known",
            ),
            models.UniqueConstraint(
                fields=["sender", "receiver"],
                condition=models.Q(state__in=["draft", "sent", "chat_first"]),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

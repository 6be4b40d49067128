"""Meetings of a tandem: when, and who said yes to it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutua.people.models import Person
from mutua.tandems.models import Tandem
from mutua.vault.fields import SealedTextField


class Meeting(models.Model):
    """One appointment. A new time only replaces the old one when everybody said yes to it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("confirmed")
        HELD = "held", _("took place")
        NOT_HELD = "not_held", _("did not take place")
        CANCELLED = "cancelled", _("cancelled")

    OPEN = (State.PROPOSED, State.CONFIRMED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tandem = models.ForeignKey(Tandem, models.CASCADE, related_name="meetings")
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    format = models.CharField(max_length=40)
    facilitator = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # The confirmed time (UTC); empty until everybody agreed once.
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    # The time on the table; empty when nothing is open.
    proposed_start = models.DateTimeField(null=True, blank=True)
    proposed_end = models.DateTimeField(null=True, blank=True)
    proposal = models.PositiveIntegerField(default=1)  # which proposal a yes belongs to
    place = SealedTextField(
        scope="tandem", scope_id="tandem_id", author=None, version="row_version", null=True, blank=True
    )
    row_version = models.PositiveIntegerField(default=1)
    sequence = models.PositiveIntegerField(default=0)  # RFC 5546: grows with every update sent
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["proposed", "confirmed", "held", "not_held", "cancelled"]),
                name="meeting_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True) | models.Q(ends_at__gt=models.F("starts_at")),
                name="meeting_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(proposed_start__isnull=True)
                | models.Q(proposed_end__gt=models.F("proposed_start")),
                name="meeting_proposal_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["tandem"],
                condition=models.Q(state__in=["proposed", "confirmed"]),
                name="meeting_one_next",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class MeetingYes(models.Model):
    """One member's yes to one proposed time."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="yeses")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposal = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person", "proposal"], name="meeting_yes_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)

"""What is to leave the house or to be done later, and when the repeated work runs next."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Delivery(models.Model):
    """One mail, calendar invitation or job. Written in the transaction that decided it, done by a worker.

    `payload` never holds what people wrote to each other, and is emptied once the delivery is done.
    `ref` is the sender's own name for it: not empty, it exists once; it serves to cancel.
    """

    class Kind(models.TextChoices):
        MAIL = "mail", _("mail")
        CALENDAR = "calendar", _("calendar invitation")
        JOB = "job", _("job")
        WORK = "work", _("long work")

    class State(models.TextChoices):
        WAITING = "waiting"
        LEASED = "leased"
        SENT = "sent"
        DEAD = "dead"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    recipient = models.EmailField(blank=True)
    language = models.CharField(max_length=2, blank=True)
    payload = models.JSONField(default=dict)
    ref = models.CharField(max_length=200, blank=True)
    message_id = models.CharField(max_length=320, blank=True)
    created_at = models.DateTimeField()
    run_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ref"], condition=~models.Q(ref=""), name="outbox_delivery_ref_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["mail", "calendar", "job", "work"]),
                name="outbox_delivery_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="leased", lease_token__isnull=False, leased_until__isnull=False)
                | models.Q(
                    state__in=["waiting", "sent", "dead"], lease_token__isnull=True, leased_until__isnull=True
                ),
                name="outbox_delivery_lease_matches_state",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "run_at"], name="outbox_delivery_due"),
        ]


class Schedule(models.Model):
    """When a repeated job runs next. The time is moved on by one worker only (compare and set)."""

    name = models.CharField(max_length=100, unique=True)
    cron = models.CharField(max_length=100)
    zone = models.CharField(max_length=64)
    next_run = models.DateTimeField()

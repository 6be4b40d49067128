"""What a coordinator changed in a review: pairs kept apart, and the steps that can be taken back."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutua.people.models import Person
from mutua.rounds.models.round import Round
from mutua.rounds.models.run import Scenario


class Split(models.Model):
    """A coordinator keeps these two apart in this round, for a reason they typed."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="splits")
    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="split_in_order"),
            models.UniqueConstraint(fields=["round", "first", "second"], name="split_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ReviewStep(models.Model):
    """One change of a review, with what stood there before; it can be taken back for ten minutes.

    before: {"proposals": [...], "waiting": [...]}, the rows it touched; made: ids of the proposals it made.
    """

    class Kind(models.TextChoices):
        LOCK = "lock", _("locked")
        UNLOCK = "unlock", _("unlocked")
        SPLIT = "split", _("split")
        TRIO = "trio", _("made a trio")
        SWAP = "swap", _("swapped")
        PAIR = "pair", _("paired by hand")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=6, choices=Kind)
    before = models.JSONField()
    made = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.id)


class Nudge(models.Model):
    """A hint that was sent to the tandems of a stage; to which, nobody keeps."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="nudges")
    stage = models.CharField(max_length=20)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)

"""A proposed tandem of two or three, and the seat of each in it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutua.people.models import Person
from mutua.rounds.models.round import Round
from mutua.rounds.models.run import Scenario


class Proposal(models.Model):
    """Two or three people the matching, or a coordinator by hand, would bring together.

    fit: 0 to 1, for order alone; values: criterion to 0…1 or null; first_pass: whether the strict pass
    allowed it; same_unit: all in one team; by_hand: a coordinator made it; tandem: what it became.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("in review")
        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")
        EXPIRED = "expired", _("expired")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="proposals")
    scenario = models.ForeignKey(Scenario, models.CASCADE, null=True, related_name="proposals")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    size = models.PositiveSmallIntegerField(default=2)
    fit = models.FloatField()
    values = models.JSONField(default=dict)
    first_pass = models.BooleanField(default=True)
    same_unit = models.BooleanField(default=False)
    locked = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    proposed_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    tandem = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "proposed", "confirmed", "declined", "expired"]),
                name="proposal_state_known",
            ),
            models.CheckConstraint(condition=models.Q(size__range=(2, 3)), name="proposal_two_or_three"),
            models.CheckConstraint(
                condition=models.Q(state="confirmed", tandem__isnull=False)
                | (~models.Q(state="confirmed") & models.Q(tandem__isnull=True)),
                name="proposal_confirmed_is_a_tandem",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state", "fit"], name="proposal_by_fit"),
            models.Index(fields=["scenario", "fit"], name="proposal_of_scenario"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Seat(models.Model):
    """One person's place in a proposal.

    reasons: language to {"why": [sentences], "difference", "starter"}, said to this person. Their answer
    is for nobody else's eyes: of a proposal that is over, nobody learns whose no it was.
    """

    class Answer(models.TextChoices):
        OPEN = "", _("not answered")
        YES = "yes", _("yes")
        NO = "no", _("no")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="seats")
    position = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=dict)
    answer = models.CharField(max_length=3, choices=Answer, default=Answer.OPEN, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="seat_once"),
            models.UniqueConstraint(fields=["proposal", "position"], name="seat_place_once"),
            models.CheckConstraint(
                condition=models.Q(answer__in=["", "yes", "no"]), name="seat_answer_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

"""A matching run of a round with up to three scenarios, and who waits in each."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutua.people.models import Person
from mutua.rounds.models.round import Round

MOST_SCENARIOS = 3


class Run(models.Model):
    """One run of the matching in the background. Of a round, at most one is under way.

    `token` is the worker's that does it now: whoever has another one writes nothing.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waits for its turn")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    UNDER_WAY = (State.QUEUED, State.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=9, choices=State, default=State.QUEUED)
    seed = models.PositiveIntegerField()
    again = models.BooleanField(default=False)  # the automatic second run for those left over
    token = models.UUIDField(null=True)
    phase = models.CharField(max_length=20, blank=True)
    share = models.FloatField(default=0.0)
    people = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=models.Q(state__in=["queued", "running"]),
                name="run_under_way_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "running", "done", "failed", "cancelled"]),
                name="run_state_known",
            ),
            models.CheckConstraint(condition=models.Q(share__range=(0, 1)), name="run_share_0_to_1"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Scenario(models.Model):
    """One set of weights of a run and what it led to.

    weights: criterion to points, 100 together; figures: paired, pairs, trios, waiting, fits (a histogram of
    ten steps), exact, gap.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="scenarios")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)
    weights = models.JSONField()
    figures = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "place"], name="scenario_place_once"),
            models.CheckConstraint(
                condition=models.Q(place__range=(1, MOST_SCENARIOS)), name="scenario_three_at_most"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Waiting(models.Model):
    """Somebody for whom a scenario found no tandem, and the nearest reason; never one between two."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="waiting")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scenario", "person"], name="waiting_once")]

    def __str__(self) -> str:
        return str(self.pk)

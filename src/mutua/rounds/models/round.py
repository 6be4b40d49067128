"""A round of a programme, who is enrolled in it, and the cards everybody sees in the wish phase."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutua.people.models import Person
from mutua.programmes.models import Programme
from mutua.programmes.models.programme import usual_weights

CONFIRM_DAYS = 7


class Round(models.Model):
    """One run through registration, wishes, matching and confirmation. Dates may move it on by themselves.

    programme: none for a circle, which has no coordinator and skips wishes and review.
    register_until, wish_until: last days; holidays: [[first day, last day], …] on which no meetings are
    proposed; reruns_left: how often those left over are matched once more by themselves.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        REGISTRATION = "registration", _("registration")
        WISHES = "wishes", _("wishes")
        MATCHING = "matching", _("matching")
        REVIEW = "review", _("review")
        CONFIRMATION = "confirmation", _("confirmation")
        RUNNING = "running", _("running")
        CLOSING = "closing", _("closing")
        CLOSED = "closed", _("closed")
        PURGED = "purged", _("purged")
        CANCELLED = "cancelled", _("cancelled")

    class Trios(models.TextChoices):
        CONSENTING = "consenting", _("of people who agreed to it")
        NONE = "none", _("none")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, related_name="rounds")
    title_de = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    register_until = models.DateField()
    wish_until = models.DateField(null=True, blank=True)
    ends_on = models.DateField()
    by_dates = models.BooleanField(default=True)
    confirm_days = models.PositiveSmallIntegerField(default=CONFIRM_DAYS)
    holidays = models.JSONField(default=list, blank=True)
    trios = models.CharField(max_length=10, choices=Trios, default=Trios.CONSENTING)
    seed = models.PositiveIntegerField(default=1)
    reruns_left = models.PositiveSmallIntegerField(default=1)
    scenario = models.ForeignKey("rounds.Scenario", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "draft", "registration", "wishes", "matching", "review", "confirmation", "running",
                        "closing", "closed", "purged", "cancelled",
                    ]
                ),
                name="round_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(wish_until__isnull=True)
                | models.Q(wish_until__gt=models.F("register_until")),
                name="round_wishes_after_registration",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("register_until")), name="round_ends_last"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)

    def title(self, language: str) -> str:
        return self.title_de if language == "de" else self.title_en

    @property
    def level_tolerance(self) -> int:
        return self.programme.level_tolerance if self.programme else 1

    @property
    def points(self) -> dict[str, int]:
        """The weight points of the criteria."""
        return self.programme.weights if self.programme else usual_weights()


class Circle(models.Model):
    """A team's own round: started by one of them, without leader or coordinator (S36)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.OneToOneField(Round, models.CASCADE, related_name="circle")
    name = models.CharField(max_length=80)
    key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class Enrolment(models.Model):
    """A person takes part in a round."""

    class State(models.TextChoices):
        APPLIED = "applied", _("profile not complete yet")
        ELIGIBLE = "eligible", _("looking")
        MATCHED = "matched", _("has a proposal")
        WAITING = "waiting", _("on the waiting list")
        IN_TANDEM = "in_tandem", _("in a tandem")
        COMPLETED = "completed", _("completed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    round = models.ForeignKey(Round, models.CASCADE, related_name="enrolments")
    person = models.ForeignKey(Person, models.CASCADE, related_name="enrolments")
    state = models.CharField(max_length=9, choices=State, default=State.APPLIED)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="enrolment_once"),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "applied", "eligible", "matched", "waiting", "in_tandem", "completed", "withdrawn",
                    ]
                ),
                name="enrolment_state_known",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["round", "state"], name="enrolment_by_state")]

    def __str__(self) -> str:
        return str(self.pk)


class Candidate(models.Model):
    """A card that `person` sees in the wish phase, and their mark. Nobody else ever sees either.

    Cards are dealt once, when the phase begins: what others mark later changes nobody's cards.
    """

    class Mark(models.TextChoices):
        NONE = "", _("no mark")
        GLADLY = "gladly", _("gladly")
        POSSIBLE = "possible", _("possible")
        RATHER_NOT = "rather_not", _("rather not")

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=10, choices=Mark, default=Mark.NONE, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person", "other"], name="candidate_once"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("other")), name="candidate_not_oneself"
            ),
            models.CheckConstraint(
                condition=models.Q(mark__in=["", "gladly", "possible", "rather_not"]),
                name="candidate_mark_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Named(models.Model):
    """Somebody `person` knows and would like to be in a tandem with, by address.

    The address is kept as it was typed, whether anybody here has it or not: the list tells nothing.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    email = models.EmailField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person", "email"], name="named_once")]

    def __str__(self) -> str:
        return str(self.pk)

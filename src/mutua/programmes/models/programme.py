"""A programme: the frame in which rounds take place, and the people who coordinate it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutua.content import loader
from mutua.people.models import Person

LEAST_K = 7
USUAL_K = 10
MOST_DAYS_OF_CONTENT = 90
MOST_DAYS_OF_ENROLMENT = 30


def usual_weights() -> dict[str, int]:
    """The weight points of the seven criteria (CONTRACT §3.2), 100 together."""
    items = loader.document("matching_explanations", loader.DEFAULT_LANGUAGE)["items"]
    return {item["id"]: item["default_weight"] for item in items}


class Programme(models.Model):
    """What holds for all its rounds. Retention may be shorter than usual, never longer (CONTRACT §6.2).

    weights: criterion to points, 100 together; k: the fewest people behind any number that is shown.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CHECK = "check", _("privacy check")
        OPEN = "open", _("open")
        ARCHIVED = "archived", _("archived")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    title_de = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80)
    about_de = models.TextField(max_length=2000, blank=True)
    about_en = models.TextField(max_length=2000, blank=True)
    privacy_de = models.TextField(max_length=6000, blank=True)
    privacy_en = models.TextField(max_length=6000, blank=True)
    time_frame_de = models.CharField(max_length=200, blank=True)
    time_frame_en = models.CharField(max_length=200, blank=True)
    safety_contacts = models.TextField(max_length=2000, blank=True)
    weights = models.JSONField(default=usual_weights)
    level_tolerance = models.PositiveSmallIntegerField(default=1)
    k = models.PositiveSmallIntegerField(default=USUAL_K)
    content_days = models.PositiveSmallIntegerField(null=True, blank=True)
    enrolment_days = models.PositiveSmallIntegerField(null=True, blank=True)
    escalations_open = models.PositiveSmallIntegerField(default=1)
    escalations_quarter = models.PositiveSmallIntegerField(default=3)
    join_key = models.CharField(max_length=64, unique=True, null=True)
    join_domains = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "check", "open", "archived"]),
                name="programme_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(level_tolerance__range=(0, 2)), name="programme_tolerance_0_to_2"
            ),
            models.CheckConstraint(condition=models.Q(k__gte=LEAST_K), name="programme_k_at_least_7"),
            models.CheckConstraint(
                condition=models.Q(content_days__isnull=True)
                | models.Q(content_days__lte=MOST_DAYS_OF_CONTENT),
                name="programme_content_days",
            ),
            models.CheckConstraint(
                condition=models.Q(enrolment_days__isnull=True)
                | models.Q(enrolment_days__lte=MOST_DAYS_OF_ENROLMENT),
                name="programme_enrolment_days",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def title(self, language: str) -> str:
        return self.title_de if language == "de" else self.title_en

    def about(self, language: str) -> str:
        return self.about_de if language == "de" else self.about_en

    def time_frame(self, language: str) -> str:
        return self.time_frame_de if language == "de" else self.time_frame_en

    def privacy(self, language: str) -> str:
        return self.privacy_de if language == "de" else self.privacy_en


class Coordination(models.Model):
    """A person coordinates a programme: granted by another coordinator or an operator, never by oneself."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="coordinations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    granted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=models.Q(ended_at__isnull=True),
                name="coordination_once",
            ),
            models.CheckConstraint(
                condition=models.Q(granted_by__isnull=True) | ~models.Q(granted_by=models.F("person")),
                name="coordination_not_by_oneself",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

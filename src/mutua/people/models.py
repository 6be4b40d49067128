"""People, what they offer and wish, who reports to whom, and whom they do not want to be paired with."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from mutua.people.imports.models import ImportedFacts, PeopleImport
from mutua.vault.fields import SealedJSONField

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "Exclusion", "ImportedFacts", "Offer", "PeopleImport", "Person", "PersonManager", "Profile", "Reflection",
    "ReportingLine", "SignInLink", "Wish", "default_zone",
]  # fmt: skip


def default_zone() -> str:
    """Where people are until they say otherwise; a function keeps the setting out of the schema."""
    zone: str = settings.DEFAULT_PERSON_ZONE
    return zone


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """One human being with an account. There is no password and no stored part in a tandem."""

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        LEFT = "left", _("left")
        ERASED = "erased", _("erased")
        OUTSIDE = "outside", _("not here")  # only an address that somebody wrote an invitation to

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default=default_zone)
    state = models.CharField(max_length=8, choices=State, default=State.INVITED)
    is_operator = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["invited", "active", "paused", "left", "erased", "outside"]),
                name="person_state_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django's class attribute, here derived from the state
        return self.state in {self.State.INVITED, self.State.ACTIVE, self.State.PAUSED}

    def get_full_name(self) -> str:
        """What the frame of every page greets with."""
        return self.name or self.email

    @property
    def first_name(self) -> str:
        """What a card shows of a name."""
        return self.name.split(" ")[0] if self.name else self.email.split("@")[0]


class Profile(models.Model):
    """What matching may know of a person. Empty means unknown, never zero (CONTRACT §3.2)."""

    class Mode(models.TextChoices):
        UNKNOWN = "", _("no preference given")
        ONSITE = "onsite", _("on site")
        REMOTE = "remote", _("remote")
        FLEXIBLE = "flexible", _("either")

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="profile")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    years = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)
    directions = models.JSONField(default=list, blank=True)
    challenges = models.JSONField(default=list, blank=True)
    style = models.JSONField(default=list, blank=True)
    facets = models.JSONField(default=dict, blank=True)
    slots = models.JSONField(
        default=list, blank=True
    )  # [[weekday 0–6, start minute, end minute], …] local time
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.UNKNOWN, blank=True)
    trio = models.BooleanField(default=False)
    capacity = models.PositiveSmallIntegerField(default=1)
    visible = models.BooleanField(default=False)
    shown_at = models.DateTimeField(null=True, blank=True)
    listed = models.BooleanField(default=False)  # in the directory; matching does not ask for it
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__isnull=True) | models.Q(level__range=(1, 9)),
                name="profile_level_1_to_9",
            ),
            models.CheckConstraint(
                condition=models.Q(years__isnull=True) | models.Q(years__gte=0),
                name="profile_years_not_negative",
            ),
            models.CheckConstraint(condition=models.Q(capacity__lte=2), name="profile_capacity_0_to_2"),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class Offer(models.Model):
    """Something a person can teach; confidence 1 (a little) to 3 (very sure)."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="offers")
    skill = models.CharField(max_length=80)
    confidence = models.PositiveSmallIntegerField(default=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "skill"], name="offer_once"),
            models.CheckConstraint(
                condition=models.Q(confidence__range=(1, 3)), name="offer_confidence_1_to_3"
            ),
        ]

    def __str__(self) -> str:
        return self.skill


class Wish(models.Model):
    """Something a person wants to learn; priority 3 (first) to 1."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="wishes")
    skill = models.CharField(max_length=80)
    priority = models.PositiveSmallIntegerField(default=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "skill"], name="wish_once"),
            models.CheckConstraint(condition=models.Q(priority__range=(1, 3)), name="wish_priority_1_to_3"),
        ]

    def __str__(self) -> str:
        return self.skill


class Reflection(models.Model):
    """Why someone looks for a peer (S62). For their own eyes only, sealed with their own key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, models.CASCADE, related_name="reflection")
    answers = SealedJSONField(scope="person", scope_id="person_id", author="person_id", version="row_version")
    row_version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.id)


class ReportingLine(models.Model):
    """An imported edge: `person` reports to `reports_to` from one day to another (open end: still)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reports_to = models.ForeignKey(Person, models.CASCADE, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(person=models.F("reports_to")), name="line_not_to_oneself"
            ),
            models.UniqueConstraint(
                fields=["person", "reports_to"],
                condition=models.Q(valid_to__isnull=True),
                name="line_open_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Exclusion(models.Model):
    """`owner` does not want to be paired with `other`. No reason, both ways, silent (invariant 5)."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(owner=models.F("other")), name="exclusion_not_oneself"
            ),
            models.UniqueConstraint(
                fields=["owner", "other"],
                condition=models.Q(lifted_at__isnull=True),
                name="exclusion_open_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SignInLink(models.Model):
    """The hash of a one-time link; the link itself is only in the mail. Reading it uses nothing up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.id)

    def is_open(self, at: datetime) -> bool:
        return self.used_at is None and at < self.expires_at

"""A list of people on its way in, and what the last one told about each person."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

NO_GROUP = models.Q(group__isnull=True)


class PeopleImport(models.Model):
    """One uploaded list: read and checked by a worker, applied whole or not at all, undone for ten minutes.

    `group`: which list it replaces, by the id of a programme; None for the operator's own. `in_force`: it is
    the last one applied of its group; `basis` was in force when it was compared with what is here. It holds
    personal data in content, problems, rows, plan and before, which are emptied soon.
    """

    class State(models.TextChoices):
        READING = "reading", _("being read")
        CHECKED = "checked", _("checked")
        REFUSED = "refused", _("to be mended")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")
        CANCELLED = "cancelled", _("cancelled")

    class Phase(models.TextChoices):
        WAITING = "waiting", _("Waiting for its turn")
        READING = "reading", _("Reading the file")
        CHECKING = "checking", _("Checking every cell")
        COMPARING = "comparing", _("Comparing with what is here")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    group = models.UUIDField(null=True)
    state = models.CharField(max_length=9, choices=State, default=State.READING)
    phase = models.CharField(max_length=9, choices=Phase, default=Phase.WAITING)
    share = models.FloatField(default=0)  # of reading, checking and comparing together; 0 to 1
    name = models.CharField(max_length=120)  # of the file
    language = models.CharField(max_length=2)  # of new people of whom the list does not tell
    content = models.BinaryField(null=True)
    problems = models.JSONField(default=list)  # imports.words.stored, notices among them
    rows = models.JSONField(default=list)  # imports.listed.Listed.stored
    plan = models.JSONField(default=dict)  # imports.plan.Entry.stored, by kind
    counts = models.JSONField(default=dict)  # how many of each kind; of nobody in particular
    before = models.JSONField(default=dict)  # imports.before.Before.stored
    basis = models.UUIDField(null=True)
    in_force = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["reading", "checked", "refused", "applied", "undone", "cancelled"]
                ),
                name="import_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(in_force=False) | models.Q(state="applied"), name="import_in_force_applied"
            ),
            models.UniqueConstraint(
                fields=["group"], condition=models.Q(in_force=True), name="import_in_force_once"
            ),
            models.UniqueConstraint(
                fields=["in_force"],
                condition=models.Q(in_force=True) & NO_GROUP,
                name="import_in_force_once_operator",
            ),
        ]
        indexes = [models.Index(fields=["group", "created_at"], name="import_of_group")]

    def __str__(self) -> str:
        return str(self.id)


class ImportedFacts(models.Model):
    """What the lists of one group have told about a person. `confirmed`: those the person called correct."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    group = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)  # by the names of imports.columns.FACTS
    imported_at = models.DateTimeField()
    confirmed = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)  # no longer on the list of this group

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"], condition=~NO_GROUP, name="facts_once_a_group"
            ),
            models.UniqueConstraint(fields=["person"], condition=NO_GROUP, name="facts_once_operator"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

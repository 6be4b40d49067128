"""What somebody says about the facts that a list told of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from mutua.people.models import ImportedFacts, Person
from mutua.people.rules import require_own


def confirm_imported(*, person: Person, seen: datetime, by: Person, at: datetime) -> None:
    """Everything that lists told up to `seen` is correct: it is the person's own from now on."""
    require_own(person, by)
    mine = ImportedFacts.objects.filter(person=person, imported_at__lte=seen)
    mine.update(confirmed=F("facts"), confirmed_at=at)

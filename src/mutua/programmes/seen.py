"""What coordinators see of people who are here is written down, for these people to look up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mutua.audit.actions import record
from mutua.people.imports.known import ids_of
from mutua.people.imports.pages import ShownEntry
from mutua.people.imports.plan import Kind
from mutua.people.models import Person
from mutua.programmes.models import Programme

COMPARED = "import_compared"


def note_compared(
    entries: Iterable[ShownEntry], kind: Kind, *, programme: Programme, by: Person, at: datetime
) -> None:
    """That a page showed what this list and the last one tell of people. New ones are not here yet."""
    people = [] if kind == Kind.NEW else list(ids_of([entry.email.lower() for entry in entries]).values())
    if people:
        record(by=by.pk, what=COMPARED, people=people, place=programme.pk, at=at)

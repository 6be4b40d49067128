"""The life of an import as one table. A row that is not here does not happen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from mutua.people.imports.models import PeopleImport

S = PeopleImport.State


class Event(StrEnum):
    """The worker: pass, refuse. Who uploaded it: apply, undo, recheck, cancel. Time: expire."""

    PASS = "pass"  # noqa: S105 - not a password
    REFUSE = "refuse"
    RECHECK = "recheck"  # another list of the group came first
    APPLY = "apply"
    UNDO = "undo"
    CANCEL = "cancel"
    EXPIRE = "expire"


IMPORT: Mapping[tuple[PeopleImport.State, Event], PeopleImport.State] = {
    (S.READING, Event.PASS): S.CHECKED,
    (S.READING, Event.REFUSE): S.REFUSED,
    (S.READING, Event.CANCEL): S.CANCELLED,
    (S.READING, Event.EXPIRE): S.CANCELLED,
    (S.CHECKED, Event.RECHECK): S.READING,
    (S.CHECKED, Event.APPLY): S.APPLIED,
    (S.CHECKED, Event.CANCEL): S.CANCELLED,
    (S.CHECKED, Event.EXPIRE): S.CANCELLED,
    (S.REFUSED, Event.CANCEL): S.CANCELLED,
    (S.REFUSED, Event.EXPIRE): S.CANCELLED,
    (S.APPLIED, Event.UNDO): S.UNDONE,
}


def before(event: Event) -> list[PeopleImport.State]:
    """The states in which `event` may happen."""
    return [state for state, known in IMPORT if known == event]


def after(event: Event) -> PeopleImport.State:
    """The one state that `event` leads to, wherever it starts."""
    return next(target for (_, known), target in IMPORT.items() if known == event)

"""What the pages of an import show: problems and changes, some fifty at a time, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from mutua.matching.problems import Problem
from mutua.people.imports.columns import FACTS
from mutua.people.imports.display import fact_in_words, field_name
from mutua.people.imports.limits import UNDO_FOR
from mutua.people.imports.models import PeopleImport
from mutua.people.imports.plan import Change, Entry, Kind, restored
from mutua.people.imports.words import is_notice, mend
from mutua.people.imports.words import restored as problems_restored

ON_A_PAGE = 50
NEWEST = 5
HEAVY = ("content", "problems", "rows", "plan", "before")


@dataclass(frozen=True)
class ShownProblem:
    """Row 0 is the file as a whole."""

    row: int
    column: str
    value: str
    mend: str
    is_notice: bool


@dataclass(frozen=True)
class ShownChange:
    """One fact in words, before and after; `kept`: what the person has there stays."""

    name: str
    old: str
    new: str
    kept: bool


@dataclass(frozen=True)
class ShownEntry:
    """One person of the list."""

    row: int
    name: str
    email: str
    changes: Sequence[ShownChange]
    back: bool


@dataclass(frozen=True)
class Tab:
    """The way to the people of one kind, with how many they are."""

    kind: Kind
    words: str


def tabs_of(one: PeopleImport) -> list[Tab]:
    """All kinds, in the active language."""
    words = {
        Kind.NEW: _("New"),
        Kind.CHANGED: _("Changed"),
        Kind.GONE: _("Gone"),
        Kind.UNCHANGED: _("Unchanged"),
    }
    return [Tab(kind, f"{words[kind]} ({one.counts.get(kind, 0)})") for kind in Kind]


def import_of(group: UUID | None, import_id: UUID) -> PeopleImport:
    """An import of this group, without its people. 404 if there is none."""
    found = _light().filter(group=group, pk=import_id).first()
    if found is None:
        raise Http404
    return found


def newest_imports(group: UUID | None) -> list[PeopleImport]:
    """The last few, with who uploaded them."""
    return list(_light().filter(group=group).select_related("by").order_by("-created_at", "pk")[:NEWEST])


def undo_minutes(one: PeopleImport, at: datetime) -> int:
    """How many minutes are left to undo it, rounded up; 0 when that is over."""
    if not one.in_force or one.emptied_at or one.applied_at is None:
        return 0
    return max(0, -int((at - one.applied_at - UNDO_FOR).total_seconds() // 60))


def problems_of(one: PeopleImport, language: str) -> list[ShownProblem]:
    """Everything to mend, then the notices, each by row."""
    return [_shown_problem(problem, language) for problem in problems_restored(_heavy(one, "problems") or [])]


def problems_page(one: PeopleImport, number: str, language: str) -> Page[ShownProblem]:
    return Paginator(problems_of(one, language), ON_A_PAGE).get_page(number)


def entries_page(one: PeopleImport, kind: Kind, number: str, language: str) -> Page[ShownEntry]:
    """The people of one kind, by the order of the list."""
    entries = _heavy(one, f"plan__{kind.value}") or []
    page: Page[Any] = Paginator(entries, ON_A_PAGE).get_page(number)
    told = {} if kind != Kind.NEW else {email: facts for _row, email, facts in _heavy(one, "rows")}
    page.object_list = [_shown_entry(restored(entry), told, language) for entry in page.object_list]
    return page


def _light() -> QuerySet[PeopleImport]:
    return PeopleImport.objects.defer(*HEAVY)


def _heavy(one: PeopleImport, path: str) -> Any:
    return PeopleImport.objects.filter(pk=one.pk).values_list(path, flat=True).first()


def _shown_problem(problem: Problem, language: str) -> ShownProblem:
    return ShownProblem(
        problem.row, problem.column, problem.value, mend(problem, language), is_notice(problem)
    )


def _shown_entry(entry: Entry, told: dict[str, dict[str, Any]], language: str) -> ShownEntry:
    facts = told.get(entry.email, {})
    new = [Change(name, None, facts[name], kept=False) for name in FACTS if facts.get(name) is not None]
    changes = [
        ShownChange(
            field_name(change.field, language),
            fact_in_words(change.field, change.old, language),
            fact_in_words(change.field, change.new, language),
            change.kept,
        )
        for change in entry.changes or new
    ]
    return ShownEntry(entry.row, entry.name, entry.email, changes, entry.back)

"""What was there before a list was applied: enough to bring exactly that back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from mutua.people.imports.columns import Fact
from mutua.people.models import ImportedFacts, ReportingLine

OF_FACTS = ("facts", "imported_at", "confirmed", "confirmed_at", "gone_at")


@dataclass
class Before:
    """All of it JSON; people by id.

    created: who was made; invited: who was outside. values: by field, what was there and what was written,
    for people who were here. profiles: when they were last changed, None for those that were made. facts: as
    they were, None for those that were made. begun: ids of lines; changed: id, dates before and after;
    dropped: id, person, boss, dates.
    """

    created: list[str] = field(default_factory=list)
    invited: list[str] = field(default_factory=list)
    values: dict[str, dict[str, list[Fact]]] = field(default_factory=dict)
    profiles: dict[str, str | None] = field(default_factory=dict)
    facts: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    begun: list[int] = field(default_factory=list)
    changed: list[list[Any]] = field(default_factory=list)
    dropped: list[list[Any]] = field(default_factory=list)

    def stored(self) -> dict[str, Any]:
        """As JSON; Before(**…) reads it again."""
        return asdict(self)


def facts_now(facts: ImportedFacts) -> dict[str, Any]:
    """The row as JSON."""
    return {name: _text(getattr(facts, name)) for name in OF_FACTS}


def facts_then(facts: ImportedFacts, values: Mapping[str, Any]) -> None:
    """Set the row to what it was."""
    for name, value in values.items():
        setattr(facts, name, _time(value) if name.endswith("_at") else value)


def dates_of(line: ReportingLine) -> list[str | None]:
    """The dates of a line as JSON."""
    return [_text(line.valid_from), _text(line.valid_to)]


def dates(since: date, until: date | None) -> list[str | None]:
    return [_text(since), _text(until)]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None

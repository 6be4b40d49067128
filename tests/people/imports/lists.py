"""Lists of people for tests: as CSV or Excel, uploaded, checked and applied."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import xlsxwriter

from mutua.people.actions.imports import apply_import, check_import, keep_list, undo_import
from mutua.people.imports.models import PeopleImport
from mutua.people.models import Exclusion, ImportedFacts, Offer, Person, Profile, ReportingLine, Wish
from tests.factories import AT

Row = Mapping[str, Any]
PROGRAMME = UUID("11111111-2222-3333-4444-555555555555")
FULL: Row = {
    "email": "greta@example.org", "id": "g1", "name": "Greta Lind", "level": "3", "years": "5.5",
    "languages": "de;en", "offers": "sk_presenting:3;Excel", "wishes": "sk_negotiating:3",
    "directions": "cd_people_lead", "challenges": "ch_unwritten_rules", "style": "4;4;2;4;2;5",
    "function": "engineering", "unit": "Platform", "path": "degree", "industry": "energy", "site": "Leipzig",
    "perspective": "remote", "timezone": "Europe/Vienna", "slots": "Mon 09:00-11:00;Thu 14:00-16:00",
    "mode": "remote", "trio": "yes", "capacity": "2", "reports_to": "f1", "reports_from": "2026-01-01",
    "reports_until": "",
}  # fmt: skip
BOSS: Row = {"email": "frida@example.org", "id": "f1", "name": "Frida Boss", "level": "6"}


def row(email: str, **cells: Any) -> Row:
    """One person; the address gets its domain."""
    return {"email": f"{email}@example.org", **cells}


def header_of(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(name for one in rows for name in one))


def as_csv(*rows: Row, separator: str = ",") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header_of(rows), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_xlsx(*rows: Row) -> bytes:
    """The same list from Excel; values that are not text stay numbers, truth values and dates."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        header = header_of(rows)
        sheet.write_row(0, 0, header)
        for number, one in enumerate(rows, start=1):
            for place, name in enumerate(header):
                value = one.get(name, "")
                extra = [day] if hasattr(value, "year") else []
                (sheet.write_string if isinstance(value, str) else sheet.write)(number, place, value, *extra)
    return file.getvalue()


def checked(
    *rows: Row, group: UUID | None = None, by: Person | None = None, at: datetime = AT, content: bytes = b""
) -> PeopleImport:
    """A list that has been read."""
    one = keep_list(
        content=content or as_csv(*rows), name="people.csv", group=group, language="en", by=by, at=at
    )
    check_import(import_id=one.pk, at=at)
    one.refresh_from_db()
    return one


def applied(*rows: Row, group: UUID | None = None, at: datetime = AT) -> PeopleImport:
    """A list that has been applied."""
    one = checked(*rows, group=group, at=at)
    assert one.state == "checked", one.problems
    return apply_import(import_id=one.pk, by=None, at=at)


def undone(one: PeopleImport, at: datetime = AT + timedelta(minutes=9)) -> PeopleImport:
    return undo_import(import_id=one.pk, by=None, at=at)


def numbers(one: PeopleImport) -> tuple[int, int, int, int]:
    """(new, changed, unchanged, gone)"""
    return tuple(one.counts[kind] for kind in ("new", "changed", "unchanged", "gone"))  # type: ignore[return-value]


def person(name: str) -> Person:
    return Person.objects.get(email=f"{name}@example.org")


def lines() -> list[tuple[str, str, str, str]]:
    """All reporting lines: who, to whom, from, until."""
    return sorted(
        (
            line.person.email.partition("@")[0],
            line.reports_to.email.partition("@")[0],
            line.valid_from.isoformat(),
            line.valid_to.isoformat() if line.valid_to else "",
        )
        for line in ReportingLine.objects.select_related("person", "reports_to")
    )


def everything() -> dict[str, list[dict[str, Any]]]:
    """All that is stored about people, but for the imports themselves and the numbers of rows."""
    return {
        model.__name__: sorted(
            (
                {k: v for k, v in entry.items() if k != "id" or model is Person}
                for entry in model._default_manager.values()
            ),
            key=str,
        )
        for model in (Person, Profile, Offer, Wish, ReportingLine, Exclusion, ImportedFacts)
    }

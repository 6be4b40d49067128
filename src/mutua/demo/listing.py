"""The invented people as a list for `mutua match`. Pure, so that the command needs no Django."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mutua.demo.invention import Invented, Slot

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
COLUMNS = (
    "id", "name", "email", "level", "years", "languages", "offers", "wishes", "directions", "challenges",
    "style", "function", "unit", "path", "industry", "site", "perspective", "timezone", "slots", "mode",
    "reports_to", "trio", "capacity", "gladly", "rather_not", "former", "locked_with",
)  # fmt: skip
LINKS = ("reports_to", "gladly", "rather_not", "former", "locked_with")
"""The columns that name other people of the list."""


def row(person: Invented) -> dict[str, str]:
    """One line of the list. Who does not take part in the demo has no room for a tandem here."""
    takes_part = person.stage in {"visible", "invited"}
    told = {facet: _joined(words) for facet, words in person.facets.items()}
    known = {
        "id": _id(person.email),
        "name": person.name,
        "email": person.email,
        "level": str(person.level),
        "years": str(person.years),
        "languages": _joined(person.languages),
        "offers": _weighted(person.offers),
        "wishes": _weighted(person.wishes),
        "directions": _joined(person.directions),
        "challenges": _joined(person.challenges),
        "style": _joined(map(str, person.style)),
        "function": person.function,
        "unit": person.unit,
        "site": person.site,
        "timezone": person.time_zone,
        "slots": _joined(map(_slot, person.slots)),
        "mode": person.mode,
        "reports_to": _id(person.reports_to or ""),
        "trio": "yes" if person.trio else "no",
        "capacity": str(person.capacity if takes_part else 0),
        "rather_not": _joined(map(_id, person.rather_not)),
    }
    return {column: (known | told).get(column, "") for column in COLUMNS}


def _id(email: str) -> str:
    return email.partition("@")[0]


def _joined(words: Iterable[str]) -> str:
    return ";".join(words)


def _weighted(skills: Mapping[str, int]) -> str:
    return _joined(f"{skill}:{number}" for skill, number in skills.items())


def _slot(slot: Slot) -> str:
    day, start, end = slot
    return f"{DAYS[day]} {start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"

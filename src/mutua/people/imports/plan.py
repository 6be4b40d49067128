"""What a list would change, person by person: a merge of three, what was told, what is told, what is here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from mutua.people.imports.columns import FACTS, Fact
from mutua.people.imports.holding import Held, first_value
from mutua.people.imports.listed import Listed

Writes = Mapping[str, tuple[Fact, Fact]]


class Kind(StrEnum):
    """What happens to a person. The order is that of the pages."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    UNCHANGED = "unchanged"


class Change(NamedTuple):
    """What a list tells anew of one fact. `kept`: the person has something of their own there, which stays.

    What that is, is nowhere in a plan.
    """

    field: str
    old: Fact
    new: Fact
    kept: bool


class Entry(NamedTuple):
    """One person of a plan; row 0 for who is gone. `back`: on the list again after having been gone."""

    kind: str
    row: int
    email: str
    name: str
    changes: Sequence[Change] = ()
    back: bool = False

    def stored(self) -> list[Any]:
        """As JSON. What is new about new people stands in the rows already."""
        changes = [] if self.kind == Kind.NEW else [list(change) for change in self.changes]
        return [self.kind, self.row, self.email, self.name, changes, self.back]


class Decision(NamedTuple):
    """What is to be done about one person of the list. writes: by field, (what is stored now, what comes)."""

    entry: Entry
    facts: Mapping[str, Fact]
    writes: Writes


def restored(entry: Sequence[Any]) -> Entry:
    """From JSON."""
    kind, row, email, name, changes, back = entry
    return Entry(kind, row, email, name, tuple(Change(*change) for change in changes), back)


def is_unchanged(listed: Listed, held: Held) -> bool:
    """Whether a row says of somebody what the last list said."""
    return not held.is_new and held.on_the_list and merged(held.told_before, listed.told) == held.told_before


def decide(listed: Listed, held: Held | None) -> Decision:
    """About one row; held: who has that address, filled unless the row is unchanged."""
    old = held.told_before if held else {}
    facts = merged(old, listed.told)
    fields = [name for name in FACTS if old.get(name) != facts.get(name)]
    writes, kept = _writes(fields, held, facts) if held else ({}, set())
    changes = tuple(Change(name, old.get(name), facts.get(name), name in kept) for name in fields)
    entry = Entry(
        _kind(held, fields),
        listed.row,
        listed.email,
        facts.get("name") or "",
        changes,
        back=bool(held and held.facts and held.facts.gone_at),
    )
    return Decision(entry, facts, writes)


def _writes(fields: Sequence[str], held: Held, facts: Mapping[str, Fact]) -> tuple[Writes, set[str]]:
    """What is written, and what stays because people have something of their own there."""
    writes: dict[str, tuple[Fact, Fact]] = {}
    kept = set()
    for name in fields:
        if name == "reports_to" or held.is_away:
            continue
        now, told = held.value(name), facts.get(name)
        told = first_value(name) if told is None else told
        if now == told:
            continue
        if held.is_free(name, now):
            writes[name] = (now, told)
        else:
            kept.add(name)
    return writes, kept


def merged(old: Mapping[str, Fact], told: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts after a list: what it has no column for stays, an empty cell takes back what was told."""
    both = {**old, **told}
    return {name: both[name] for name in FACTS if both.get(name) is not None}


def gone(held: Held) -> Entry:
    """Somebody of the last list who is not on this one."""
    return Entry(Kind.GONE, 0, held.person.email, held.told_before.get("name") or "")


def counts(entries: Iterable[Entry]) -> dict[str, int]:
    """How many of each kind, and how many facts are kept because people changed them."""
    found = list(entries)
    kinds = Counter(entry.kind for entry in found)
    kept = sum(change.kept for entry in found for change in entry.changes)
    return {**{kind.value: kinds[kind] for kind in Kind}, "kept": kept}


def _kind(held: Held | None, fields: Sequence[str]) -> Kind:
    if held is None or held.is_new:
        return Kind.NEW
    return Kind.UNCHANGED if held.on_the_list and not fields else Kind.CHANGED

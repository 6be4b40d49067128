"""What a proof says, as a file that can be read without the solver."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FORMAT = "mutua proof 1"
TRIOS = ("consenting", "all", "none")
Numbers = NDArray[np.int64]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Group:
    """An odd set of nodes and its price.

    members: by name, those that no smaller group holds; inside: the group around it, by its place in the list
    counted from 1, which must come before it; None if there is none.
    """

    price: int
    members: tuple[str, ...]
    inside: int | None = None


@dataclass(frozen=True)
class Duals:
    """Prices in 1/scale of a unit of weight, each ≥ 0; `bonus` is added to the weight of every pair.

    A node is named as its person; the second place of someone with room for two is `id;2`. Two people with
    room for two could be paired twice: a gate between them (see naming.py) allows it once. total: what all
    prices add up to, a group's once for every two of its nodes; None where nobody has added them up.
    """

    scale: int
    bonus: int
    prices: Mapping[str, int]
    groups: tuple[Group, ...]
    gates: tuple[Pair, ...]
    total: int | None = None


@dataclass(frozen=True)
class Claim:
    """How many pairs there are, what they weigh, and what no set of at least as many can weigh more than.

    most_pairs: no set has more; None where only weight was to count.
    """

    pairs: int
    weight: int
    upper_bound: int
    most_pairs: int | None


@dataclass(frozen=True)
class Circumstances:
    """How a list of people was matched.

    considered: how many candidates per person, None for all pairs; lenient: rows with problems were left out;
    locked: pairs settled before; pairs_alone: the pairs that the prices are about where others are
    proposed, so that fewer wait, else None; proposed: how many pairs and trios the list has in the end;
    floor: pairs of a smaller fit (0 to 1) were not to be chosen, None where all that are allowed could be.
    """

    week: str
    seed: int
    considered: int | None
    level_tolerance: int
    trios: str
    lenient: bool
    locked: tuple[Pair, ...]
    pairs_alone: tuple[Pair, ...] | None
    proposed: tuple[int, int]
    floor: float | None = None


@dataclass(frozen=True)
class Statement:
    """A proof: the claim, the prices that prove it, and for people how they were matched.

    pairs_duals: prices where each pair weighs nothing, which prove how many there can be, if that needs them.
    """

    claim: Claim
    duals: Duals
    pairs_duals: Duals | None = None
    circumstances: Circumstances | None = None


class UnreadableProof(ValueError):  # noqa: N818 - it is told to people
    """The file is no proof; the message names the entry."""


def _as_entries(duals: Duals) -> dict[str, Any]:
    """As `asdict`, which copies every price one by one."""
    return {**vars(duals), "groups": [vars(group) for group in duals.groups]}


def proof_text(statement: Statement) -> str:
    """The statement as JSON, one line per entry; equal statements give equal bytes."""
    entries: dict[str, Any] = {"format": FORMAT, **asdict(statement.claim)}
    if statement.circumstances:
        entries |= asdict(statement.circumstances)
    entries |= _as_entries(statement.duals)
    entries["pairs_duals"] = _as_entries(statement.pairs_duals) if statement.pairs_duals else None
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in entries.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_proof(path: Path) -> Statement:
    """The statement of a file. Raises UnreadableProof, OSError."""
    try:
        entries = json.loads(path.read_bytes(), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise UnreadableProof(f"JSON: {error}"[:120]) from error
    if not isinstance(entries, dict) or entries.get("format") != FORMAT:
        raise UnreadableProof(f'"format": "{FORMAT}"')
    read = _Entries(entries)
    return Statement(
        claim=Claim(
            pairs=read.whole("pairs"),
            weight=read.whole("weight"),
            upper_bound=read.whole("upper_bound"),
            most_pairs=read.whole_or_none("most_pairs"),
        ),
        duals=read.duals(),
        pairs_duals=read.pairs_duals(),
        circumstances=read.circumstances() if "week" in entries else None,
    )


def _once(entries: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(entries)
    if len(found) < len(entries):
        raise ValueError("an entry stands twice")
    return found


class _Entries:
    """The entries of a file, each read as one kind of value."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self._entries = entries

    def _checked(self, key: str, holds: bool) -> Any:
        if not holds:
            raise UnreadableProof(f'"{key}"')
        return self._entries[key]

    def whole(self, key: str) -> int:
        return int(self._checked(key, _whole(self._entries.get(key))))

    def whole_or_none(self, key: str) -> int | None:
        return None if self._entries.get(key, ()) is None else self.whole(key)

    def text(self, key: str) -> str:
        return str(self._checked(key, isinstance(self._entries.get(key), str)))

    def pairs(self, key: str) -> tuple[Pair, ...]:
        value = self._entries.get(key)
        rows = value if isinstance(value, list) else [None]
        holds = all(isinstance(row, list) and len(row) == 2 and _texts(row) for row in rows)
        return tuple((one, other) for one, other in self._checked(key, holds))

    def duals(self) -> Duals:
        prices = self._entries.get("prices")
        self._checked("prices", isinstance(prices, dict) and all(map(_whole, prices.values())))
        groups = self._entries.get("groups")
        self._checked("groups", isinstance(groups, list) and all(map(_group, groups)))
        return Duals(
            scale=self.whole("scale"),
            bonus=self.whole("bonus"),
            prices=self._entries["prices"],
            groups=tuple(
                Group(group["price"], tuple(group["members"]), group["inside"])
                for group in self._entries["groups"]
            ),
            gates=self.pairs("gates"),
            total=self.whole_or_none("total"),
        )

    def pairs_duals(self) -> Duals | None:
        entries = self._entries.get("pairs_duals", ())
        self._checked("pairs_duals", entries is None or isinstance(entries, dict))
        return None if entries is None else _Entries(self._entries["pairs_duals"]).duals()

    def circumstances(self) -> Circumstances:
        proposed = self._entries.get("proposed")
        two = isinstance(proposed, list) and len(proposed) == 2 and all(map(_whole, proposed))
        alone, floor = self._entries.get("pairs_alone"), self._entries.get("floor", ())
        return Circumstances(
            week=self.text("week"),
            seed=self.whole("seed"),
            considered=self.whole_or_none("considered"),
            level_tolerance=self.whole("level_tolerance"),
            trios=str(self._checked("trios", self._entries.get("trios") in TRIOS)),
            lenient=bool(self._checked("lenient", isinstance(self._entries.get("lenient"), bool))),
            locked=self.pairs("locked"),
            pairs_alone=None if alone is None else self.pairs("pairs_alone"),
            proposed=tuple(self._checked("proposed", two)),
            floor=self._checked("floor", floor is None or isinstance(floor, float)),
        )


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _group(value: object) -> bool:
    return (
        isinstance(value, dict)
        and _whole(value.get("price"))
        and _texts(value.get("members"))
        and (value.get("inside", ()) is None or _whole(value.get("inside")))
    )

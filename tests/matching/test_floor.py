"""Leaving no one behind: no tandem fits less than the floor, with trios or without, and the proof says so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.matching import Aims, Matching, match
from mutua.matching.claims import statement_of
from mutua.matching.proof.checker import Refused
from mutua.matching.proof.verdict import Conclusion, verified_list
from mutua.matching.proof.words import proven, told
from tests.matching.people import AMIRA, BEN, RICH_PERSON, WEEK, Record, lists_of_people, pool_of, ring
from tests.matching.proof.lists import said_by

KINDEST = Aims(leave_no_one_behind=True)
# Dora teaches Ben, whom the ring needs as well; Emil fits only Dora, and less.
DORA: Record = {**AMIRA, "id": "dora", "offers": "x:3", "wishes": "sk_c:3;y:1", "rather_not": "amira;clara"}
EMIL: Record = {
    **BEN,
    "id": "emil",
    "offers": "y:1",
    "wishes": "x:3;z:1",
    "style": "1;1;5;1;5;1",
    "rather_not": "amira;ben;clara",
}


def ring_that_leaves_a_weak_pair() -> list[Record]:
    amira, ben, clara = ring()
    return [amira, {**ben, "wishes": "sk_e:3;x:3"}, clara, DORA, EMIL]


def ring_weaker_than_the_pair() -> list[Record]:
    """Dora and Emil fit well; the ring of the other three does, too, but less."""
    styles = ("1;1;1;1;1;1", "5;5;5;5;5;5", "1;5;1;5;1;5")
    apart = [{**person, "style": style, "slots": ""} for person, style in zip(ring(), styles, strict=True)]
    names = "amira;ben;clara"
    pair = [{**AMIRA, "id": "dora", "rather_not": names}, {**BEN, "id": "emil", "rather_not": names}]
    return [*apart, *pair]


def smallest_fit(found: Matching) -> float:
    """Of all tandems that are not settled beforehand."""
    settled = {frozenset(lock) for lock in found.pool.relations.locks.tolist()}
    pairs = zip(found.pairs.first.tolist(), found.pairs.second.tolist(), found.pairs.fit, strict=True)
    free = [float(fit) for one, other, fit in pairs if frozenset((one, other)) not in settled]
    return min([*free, *found.trios.fit.tolist()], default=1.0)


def verified(found: Matching, floor: float | None) -> Conclusion:
    """What the proof says of these tandems, as if it named this floor."""
    ids, statement = found.pool.ids, statement_of(found, WEEK, lenient=False)
    rows = [*zip(found.pairs.first, found.pairs.second, strict=True), *found.trios.members.tolist()]
    tandems = [said_by(found.pool, tuple(ids[person] for person in row)) for row in rows]
    assert statement.circumstances is not None
    return verified_list(found.pool, tandems, statement, replace(statement.circumstances, floor=floor))


@pytest.mark.parametrize("people", [ring_that_leaves_a_weak_pair(), ring_weaker_than_the_pair()])
def test_trios_and_pairs_beside_them_keep_the_floor(people: list[Record]) -> None:
    usual, found = match(pool_of(*people)), match(pool_of(*people), KINDEST)
    floor = found.alone.floor
    assert len(usual.trios.fit) == 1
    assert smallest_fit(usual) < floor <= smallest_fit(found)
    assert len(found.waiting) == found.least_waiting
    assert verified(found, floor).floor == floor


@pytest.mark.parametrize("people", [ring_that_leaves_a_weak_pair(), ring_weaker_than_the_pair()])
def test_proof_refuses_a_tandem_below_its_floor(people: list[Record]) -> None:
    found = match(pool_of(*people))
    with pytest.raises(Refused) as refusal:
        verified(found, smallest_fit(found) + 0.01)
    below = [wrong for wrong in refusal.value.wrongs if wrong.code == "below_floor"]
    assert len(below) == 1
    assert "none is to fit less than" in told(below[0], "en")
    assert "laut Beweis soll keine unter" in told(below[0], "de")


def test_settled_pair_may_fit_less_than_the_floor() -> None:
    weak = [
        {**AMIRA, "id": "frida", "style": "1;1;1;1;1;1", "locked_with": "gerd", "rather_not": "amira;ben"},
        {**BEN, "id": "gerd", "style": "5;5;5;5;5;5", "slots": "", "rather_not": "amira;ben"},
    ]
    found = match(pool_of(AMIRA, BEN, *weak), KINDEST)
    assert found.alone.floor == smallest_fit(found) > float(np.min(found.pairs.fit))
    assert verified(found, found.alone.floor).pairs == 2


def test_proof_holds_where_other_pairs_leave_fewer_waiting() -> None:
    """The best two pairs leave Amira out; two weaker ones place everybody, without any trio."""
    same = {"level": 3, "offers": "sk_a:2", "wishes": "sk_a:1", "function": "care", "unit": "north"}
    dora = {**same, "directions": "cd_strategy", "unit": "south"}
    emil = {
        **dora,
        "offers": "sk_b:2",
        "wishes": "sk_a:1;sk_b:1",
        "function": "sales",
        "unit": "north",
        "capacity": 2,
    }
    named = {"amira": same, "ben": {**same, "reports_to": "amira"}, "dora": dora, "emil": emil}
    people = [{"id": name, "years": 0, "directions": "cd_expert", **one} for name, one in named.items()]
    found = match(pool_of(*people), Aims(trios="all"))
    assert found.alone.waiting == 1
    assert not found.waiting
    assert not len(found.trios.fit)
    assert found.tandem_weight < found.alone.weight
    conclusion = verified(found, None)
    assert conclusion.reopened
    assert "these are the best pairs alone" in proven(conclusion, "en")


@settings(max_examples=60, deadline=None)
@given(lists_of_people(RICH_PERSON), st.sampled_from(["consenting", "all"]))
def test_no_tandem_of_any_list_fits_less_than_the_floor(people: list[Record], trios: str) -> None:
    found = match(pool_of(*people), replace(KINDEST, trios=trios))
    assert smallest_fit(found) >= found.alone.floor - 1e-9
    assert found.least_waiting <= len(found.waiting)
    verified(found, found.alone.floor if len(found.alone.edges) else None)

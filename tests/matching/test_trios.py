"""Trios: found, packed beside pairs, and improved by chains, each against trying everything."""

from __future__ import annotations

import time
from itertools import combinations
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.matching import Aims, Pool, match
from mutua.matching.chains import improved
from mutua.matching.filters import bars
from mutua.matching.fit import fits
from mutua.matching.flows import around, flows
from mutua.matching.packing import Packing, pack
from mutua.matching.partners import partners
from mutua.matching.related import related
from mutua.matching.rings import net_of, rings
from mutua.matching.trios import candidate_trios, trio_fits
from tests.matching.people import RICH_PERSON, Record, lists_of_people, pool_of, ring

NOBODY = np.array([], dtype=np.intp)


def every_trio(pool: Pool) -> dict[tuple[int, ...], int]:
    """Allowed trios and their weights, by looking at each three people alone."""
    threes = list(combinations(range(len(pool)), 3))
    found = trio_fits(pool, np.array(threes, dtype=np.intp).reshape(-1, 3))
    allowed = found.allowed() & (found.values["complementarity"] > 0)
    for one, other in ((0, 1), (0, 2), (1, 2)):
        first, second = found.members[:, one], found.members[:, other]
        alike = fits(pool, first, second).distance < 0.15 - 1e-9
        allowed &= (bars(pool, first, second) == 0) & ~alike
    return dict(
        zip(map(tuple, found.members[allowed].tolist()), found.weights()[allowed].tolist(), strict=True)
    )


@settings(max_examples=100, deadline=None)
@given(lists_of_people(RICH_PERSON))
def test_trios_are_all_that_are_allowed_with_their_weights(people: list[Record]) -> None:
    pool = pool_of(*people)
    members, weight = candidate_trios(pool, np.arange(len(pool)))
    assert dict(zip(map(tuple, members.tolist()), weight.tolist(), strict=True)) == every_trio(pool)


@settings(max_examples=60, deadline=None)
@given(lists_of_people(RICH_PERSON), st.data())
def test_trios_around_some_are_those_that_hold_one_of_them(people: list[Record], data: st.DataObject) -> None:
    pool = pool_of(*people)
    roots = np.array(data.draw(st.lists(st.booleans(), min_size=len(pool), max_size=len(pool))))
    found = related(pool, *np.triu_indices(len(pool), 1))
    members, _ = rings(net_of(pool, found), roots)
    expected = [trio for trio in every_trio(pool) if roots[list(trio)].any()]
    assert sorted(map(tuple, members.tolist())) == sorted(expected)


@settings(max_examples=60, deadline=None)
@given(lists_of_people(RICH_PERSON))
def test_few_people_are_all_tried_as_partners_if_something_flows(people: list[Record]) -> None:
    pool = pool_of(*people)
    everyone = np.arange(len(pool))
    tried = set(
        zip(*(side.tolist() for side in partners(pool, everyone, everyone, (NOBODY, NOBODY))), strict=True)
    )
    close = {
        (one, other)
        for one, other in combinations(range(len(pool)), 2)
        if flows(pool, (one, other)) and abs(pool.level[one] - pool.level[other]) <= 1
    }
    assert tried == close


def test_partner_of_a_partner_is_tried_too() -> None:
    pool = pool_of(*ring(), {"id": "dora", "level": 3})
    pairs = np.array([1]), np.array([3])
    first, second = partners(pool, np.array([0]), np.arange(4), pairs)
    assert set(zip(first.tolist(), second.tolist(), strict=True)) == {(0, 1), (0, 2), (0, 3), (1, 3)}


@st.composite
def packings(draw: st.DrawFn) -> Packing:
    people = draw(st.integers(3, 9))
    sets = [*combinations(range(people), 2), *combinations(range(people), 3)]
    chosen = sorted(
        draw(st.lists(st.sampled_from(sets), unique=True, max_size=14)), key=lambda own: (len(own), own)
    )
    members = np.array([(*own, -1)[:3] for own in chosen], dtype=np.intp).reshape(-1, 3)
    weight = draw(st.lists(st.integers(600, 1250), min_size=len(chosen), max_size=len(chosen)))
    room = draw(st.lists(st.sampled_from([1, 1, 1, 2]), min_size=people, max_size=people))
    no = np.zeros(people, dtype=np.bool_)
    return Packing(members, np.array(weight, dtype=np.int64), np.array(room), no, no)


def most_placed(packing: Packing) -> int:
    """By trying every set of columns that can be taken together."""
    columns = range(len(packing.weight))
    sizes = range(len(columns) + 1)
    every = (np.array(own, dtype=np.intp) for size in sizes for own in combinations(columns, size))
    return max(packing.people_placed(own) for own in every if fits_in(packing, own))


def fits_in(packing: Packing, columns: np.ndarray) -> bool:
    members = packing.members[columns]
    trios = members[members[:, 2] >= 0]
    counts = np.bincount(members[members >= 0], minlength=len(packing.room))
    in_trios = np.bincount(trios.ravel(), minlength=len(packing.room))
    return bool((counts <= packing.room).all() and (in_trios <= 1).all())


@settings(max_examples=60, deadline=None)
@given(packings().filter(lambda packing: len(packing.weight) <= 9))
def test_packing_places_as_many_as_any_choice_and_its_bound_holds(packing: Packing) -> None:
    columns, bound = pack(packing, NOBODY)
    assert fits_in(packing, columns)
    assert packing.people_placed(columns) == most_placed(packing) <= bound


def test_packing_places_all_where_every_rounding_ends_too_early() -> None:
    """All but one share is one half: 0 with 1 or in a trio stands in the way of 1 with 3 and 5."""
    columns = np.array([[0, 1, -1], [0, 2, -1], [0, 3, 4], [1, 3, 5]])
    room, nobody = np.array([2, 1, 1, 1, 1, 1]), np.zeros(6, dtype=np.bool_)
    packing = Packing(columns, np.full(4, 600), room, nobody, nobody)
    assert pack(packing, NOBODY)[0].tolist() == [1, 3]


@settings(max_examples=150, deadline=None)
@given(packings())
def test_chains_can_be_taken_together_and_never_place_fewer(packing: Packing) -> None:
    start = np.arange(len(packing.weight))[:1]
    columns = improved(packing.members, packing.weight, packing.room, packing.placed, start)
    assert fits_in(packing, columns)
    assert packing.people_placed(columns) >= packing.people_placed(start)
    met = [set(own) - {-1} for own in packing.members[columns].tolist()]
    assert all(len(one & other) < 2 for one, other in combinations(met, 2))


@settings(max_examples=80, deadline=None)
@given(lists_of_people(RICH_PERSON), st.randoms(use_true_random=False))
def test_order_of_the_list_changes_no_tandem(people: list[Record], random: Random) -> None:
    """Reporting lines run to earlier people, so each one's relations stay their own."""
    answers = []
    for records in (people, random.sample(people, len(people))):
        found = match(pool_of(*records), Aims(trios="all"))
        ids = found.pool.ids
        rows = [*zip(found.pairs.first, found.pairs.second, strict=True), *found.trios.members.tolist()]
        tandems = {frozenset(ids[person] for person in row) for row in rows}
        answers.append((tandems, {ids[one.person] for one in found.waiting}, found.tandem_weight))
    assert answers[0] == answers[1]


def test_chain_lets_someone_in_by_moving_two_pairs() -> None:
    # 0–1 and 2–3 are pairs. 4 fits nobody but 1; 0 can go to 2, and 3 makes a trio with 5 and 6.
    columns = [(0, 1, -1), (2, 3, -1), (1, 4, -1), (0, 2, -1), (3, 5, 6)]
    members, one = np.array(columns), np.ones(7, dtype=np.int64)
    found = improved(members, np.full(5, 900), one, one == 0, np.array([0, 1]))
    assert found.tolist() == [2, 3, 4]


def test_packing_after_its_deadline_is_its_start() -> None:
    one = np.ones(3, dtype=np.int64)
    packing = Packing(np.array([[0, 1, -1], [0, 1, 2]]), np.array([900, 900]), one, one == 0, one == 0)
    columns, bound = pack(packing, np.array([0]), deadline=time.monotonic() - 1)
    assert (columns.tolist(), bound) == ([0], 3)


def test_flows_run_from_giver_to_taker_and_around_the_ring() -> None:
    pool = pool_of(*ring())
    flowing = flows(pool, (1, 0, 2))
    assert [(flow.giver, flow.taker, flow.skills) for flow in flowing] == [
        (1, 0, ("sk_c",)),
        (0, 2, ("sk_a",)),
        (2, 1, ("sk_e",)),
    ]
    assert (around((1, 0, 2), flowing), around((0, 1, 2), flowing)) == ((1, 0, 2), (0, 2, 1))

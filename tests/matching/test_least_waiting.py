"""`least_waiting` never promises more than is true: no set of pairs leaves fewer waiting."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.matching import Aims, Pool, match
from mutua.matching.candidates import candidate_graph
from tests.matching.people import AMIRA, BEN, RICH_PERSON, Record, lists_of_people, pool_of


def fewest_waiting(pool: Pool) -> int:
    """By trying every set of pairs."""
    graph = candidate_graph(pool)
    pairs = list(zip(graph.first.tolist(), graph.second.tolist(), strict=True))
    placed = 0
    for size in range(len(pairs) + 1):
        for chosen in combinations(pairs, size):
            people = [person for pair in chosen for person in pair]
            if all(people.count(person) <= pool.capacity[person] for person in people):
                placed = max(placed, len(set(people)))
    return int((pool.capacity > 0).sum()) - placed


def two_pairs_that_place_three() -> list[Record]:
    """Amira with Ben and with Clara outweighs Amira with Ben and Clara with Dora, who is left over."""
    clara = {**BEN, "id": "clara", "function": "care", "unit": "north"}
    weak = {"directions": "cd_found", "style": "1;1;5;1;5;1", "rather_not": "ben"}
    people: list[Record] = [
        {**AMIRA, "capacity": 2},
        BEN,
        clara,
        {**AMIRA, "id": "dora", "unit": "hq", **weak},
    ]
    return [{**person, "trio": "no"} for person in people]


@pytest.mark.parametrize("trios", ["none", "consenting"])
def test_more_pairs_are_not_taken_for_fewer_people_waiting(trios: str) -> None:
    found = match(pool_of(*two_pairs_that_place_three()), Aims(trios=trios))
    assert (len(found.pairs.fit), len(found.waiting)) == (2, 1)
    assert found.least_waiting == fewest_waiting(found.pool) == 0


@settings(max_examples=80, deadline=None)
@given(lists_of_people(RICH_PERSON, most=6), st.booleans())
def test_no_set_of_pairs_leaves_fewer_waiting(people: list[Record], one_each: bool) -> None:
    if one_each:
        people = [{**person, "capacity": 1} for person in people]
    found = match(pool_of(*people), Aims(trios="none"))
    fewest = fewest_waiting(found.pool)
    assert found.least_waiting <= fewest <= len(found.waiting)
    if one_each:
        assert found.least_waiting == len(found.waiting)

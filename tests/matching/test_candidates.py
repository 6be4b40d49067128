"""Whom to consider for whom: nobody who fits best is missed, and nobody is left without a candidate."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from benchmarks.people import write_people
from mutua.matching import Pool, fits
from mutua.matching.candidates import Cancelled, CandidateGraph, candidate_graph
from mutua.matching.reader import read_people
from tests.matching import oracle
from tests.matching.people import (
    AMIRA,
    BEN,
    NEAR,
    PERSON,
    RICH_PERSON,
    WEEK,
    Record,
    lists_of_people,
    pool_of,
)

ANYONE = st.one_of(RICH_PERSON, PERSON)
MANY = 4_000


def pairs(graph: CandidateGraph) -> set[tuple[int, int]]:
    return set(zip(graph.first.tolist(), graph.second.tolist(), strict=True))


def partners(graph: CandidateGraph) -> NDArray[np.int64]:
    return np.bincount(np.append(graph.first, graph.second), minlength=graph.people)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Pool:
    path: Path = tmp_path_factory.mktemp("people") / "people.csv"
    write_people(path, MANY, seed=3)
    return read_people(path, near=NEAR, week=WEEK)


def best_of(pool: Pool, count: int) -> Iterator[tuple[int, NDArray[np.float64], float]]:
    """By comparing some people with all: (person, whom they may meet, the fit of the count-th best)."""
    for person in range(0, len(pool), 40):
        others = np.delete(np.arange(len(pool)), person)
        found = fits(pool, np.full(len(others), person), others)
        allowed = found.allowed()
        if allowed.any():
            yield person, others[allowed], np.sort(found.fit[allowed])[::-1][:count][-1]


@settings(max_examples=80, deadline=None)
@given(lists_of_people(ANYONE))
def test_all_pairs_are_those_the_second_reading_allows(people: list[Record]) -> None:
    padded: list[oracle.Person] = [
        {"mode": "", "slots": "", "languages": [], "challenges": [], "style": [], "years": None, **person}
        for person in people
    ]
    near = [
        (i, j)
        for i, j in combinations(range(len(people)), 2)
        if abs(int(str(people[i]["level"])) - int(str(people[j]["level"]))) <= 1
    ]
    found = candidate_graph(pool_of(*people))
    assert pairs(found) == {(i, j) for i, j in near if oracle.allowed(padded, i, j)}
    assert found.considered is None
    again = found.fits_of(np.arange(len(found.first)))
    assert np.array_equal(found.weight, again.weights())
    assert np.array_equal(found.fit, again.fit)


@settings(max_examples=80, deadline=None)
@given(lists_of_people(ANYONE), st.integers(1, 3), st.sampled_from([1, 25_000]))
def test_few_candidates_each_are_enough_for_everyone(
    people: list[Record], per_person: int, effort: int
) -> None:
    pool = pool_of(*people)
    every = candidate_graph(pool)
    few = candidate_graph(pool, per_person=per_person, all_pairs_up_to=0, effort=effort)
    assert pairs(few) <= pairs(every)
    assert few.considered == per_person
    assert ((partners(few) > 0) == (partners(every) > 0)).all()
    assert (partners(few) >= np.minimum(partners(every), per_person if effort > 1 else 1)).all()


def test_the_best_ten_of_many_people_are_all_found(crowd: Pool) -> None:
    graph = candidate_graph(crowd)
    found = pairs(graph)
    wanted = met = 0
    for person, others, least in best_of(crowd, 10):
        kept = [other for other in others if (min(person, other), max(person, other)) in found]
        best = fits(crowd, np.full(len(kept), person), np.array(kept, dtype=np.intp)).fit
        wanted += min(10, len(others))
        met += min(10, int((best >= least).sum()))
    assert graph.considered == 50
    assert met / wanted > 0.98


def test_little_effort_leaves_nobody_alone(crowd: Pool) -> None:
    graph = candidate_graph(crowd, per_person=3, effort=1)
    assert all(partners(graph)[person] for person, _, _ in best_of(crowd, 1))


def test_who_is_missed_at_first_is_found_by_reading_on() -> None:
    # A room is full of people who know what Amira wants and want what she knows, but speak another language.
    strangers = [{**BEN, "id": f"stranger{n}", "languages": "fr"} for n in range(30)]
    amira, ben = {**AMIRA, "languages": "de"}, {**BEN, "level": 4, "languages": "de"}
    pool = pool_of(*strangers, amira, ben)
    found = candidate_graph(pool, per_person=1, all_pairs_up_to=0, effort=1)
    assert pairs(found) == {(30, 31)}


def test_equal_candidates_are_shared_out() -> None:
    twins = [{**person, "id": f"{person['id']}{n}"} for n in range(150) for person in (AMIRA, BEN)]
    pool = pool_of(*twins)
    each = partners(candidate_graph(pool, per_person=10, all_pairs_up_to=0))
    assert partners(candidate_graph(pool)).min() == 150
    assert (each.min() >= 10, each.max() <= 40) == (True, True)


def test_named_gladly_and_locked_are_always_considered() -> None:
    better = [{**BEN, "id": f"ben{n}"} for n in range(4)]
    clara = {**BEN, "id": "clara", "style": "1;1;5;1;5;1", "gladly": "amira"}
    dora = {**BEN, "id": "dora", "wishes": "", "locked_with": "amira"}
    pool = pool_of({**AMIRA, "capacity": 2}, *better, clara, dora)
    found = pairs(candidate_graph(pool, per_person=1, all_pairs_up_to=0))
    amira, liked, locked = (pool.index(person) for person in ("amira", "clara", "dora"))
    assert {(amira, liked), (amira, locked)} <= found


def test_the_same_people_give_the_same_graph(crowd: Pool) -> None:
    one, other = (candidate_graph(crowd, per_person=5, effort=2_000) for _ in range(2))
    assert all(
        np.array_equal(getattr(one, column), getattr(other, column))
        for column in ("first", "second", "weight", "fit")
    )


@pytest.mark.parametrize("processors", [1, 5])
def test_any_number_of_processors_finds_the_same(
    crowd: Pool, processors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = candidate_graph(crowd, per_person=10, all_pairs_up_to=0)
    monkeypatch.setattr("os.cpu_count", lambda: processors)
    again = candidate_graph(crowd, per_person=10, all_pairs_up_to=0)
    assert (found.first == again.first).all()
    assert (found.second == again.second).all()
    assert (found.weight == again.weight).all()


def test_progress_rises_to_the_end_and_work_can_be_stopped(crowd: Pool) -> None:
    told: list[float] = []
    candidate_graph(crowd, per_person=5, progress=lambda _, share: told.append(share))
    assert (told == sorted(told), told[-1]) == (True, 1.0)
    with pytest.raises(Cancelled):
        candidate_graph(crowd, per_person=5, cancelled=lambda: True)


def test_nobody_to_pair_gives_an_empty_graph() -> None:
    found = candidate_graph(pool_of({**AMIRA, "capacity": 0}, {**BEN, "wishes": ""}))
    assert (found.people, len(found.first), len(found.weight)) == (2, 0, 0)

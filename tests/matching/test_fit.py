"""The fit of two people: the vectors of the contract, and a second reading of its formulas."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from mutua.content.nearness import nearness
from mutua.matching import Bar, Fits, Gate, Pool, fits
from tests.matching import oracle
from tests.matching.people import AMIRA, BEN, WEEK, Record, lists_of_people, pool_of

VECTORS = Path(__file__).parent / "data" / "score_examples.csv"
WEIGHTS = [25, 20, 15, 15, 8, 7, 10]


def pair(pool: Pool, i: int = 0, j: int = 1) -> Fits:
    return fits(pool, np.array([i]), np.array([j]))


@pytest.fixture(scope="module")
def vectors() -> Pool:
    records = list(csv.DictReader(VECTORS.open(encoding="utf-8")))
    return Pool.from_records(records, near=nearness(), week=WEEK)


def test_vector_a_b_gives_the_contracts_values(vectors: Pool) -> None:
    found = pair(vectors, vectors.index("A"), vectors.index("B"))
    rounded = [round(float(value[0]), 3) for value in found.values.values()]
    assert rounded == [0.808, 0.5, 0.92, 1.0, 0.667, 0.833, 1.0]
    assert round(100 * float(found.fit[0]), 1) == 80.2
    assert (found.barred[0], found.gate[0], found.known_weight[0]) == (Bar.NONE, Gate.FIRST_PASS, 100)


def test_vector_clone_is_gated_as_too_alike(vectors: Pool) -> None:
    found = pair(vectors, vectors.index("A"), vectors.index("A2"))
    assert round(100 * float(found.fit[0]), 1) == 61.7
    assert (found.distance[0], found.gate[0]) == (0.0, Gate.TOO_ALIKE)


def test_vector_one_sided_is_gated(vectors: Pool) -> None:
    found = pair(vectors, vectors.index("A"), vectors.index("D"))
    assert round(100 * float(found.fit[0]), 1) == 41.7
    assert found.gate[0] == Gate.ONE_SIDED


def test_vector_three_levels_apart_is_barred(vectors: Pool) -> None:
    assert pair(vectors, vectors.index("A"), vectors.index("E")).barred[0] == Bar.LEVEL


@settings(max_examples=150, deadline=None)
@given(lists_of_people())
def test_fit_of_random_people_equals_the_second_reading(people: list[Record]) -> None:
    pool = pool_of(*people)
    first, second = np.triu_indices(len(people), 1)
    found = fits(pool, first, second)
    for k, (i, j) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        assert bool(found.barred[k]) == oracle.barred(people, i, j)
        if abs(int(str(people[i]["level"])) - int(str(people[j]["level"]))) > 2:
            continue
        want, points = oracle.fit(people[i], people[j])
        assert found.known_weight[k] == points
        assert float(found.fit[k]) == pytest.approx(want, abs=1e-12)
        wanted_pass = oracle.allowed(people, i, j)
        assert bool(found.allowed()[k]) == bool(wanted_pass)
        if wanted_pass:
            assert found.gate[k] == wanted_pass - 1


@settings(max_examples=60, deadline=None)
@given(lists_of_people())
def test_fit_is_the_same_from_both_sides(people: list[Record]) -> None:
    pool = pool_of(*people)
    first, second = np.triu_indices(len(people), 1)
    there, back = fits(pool, first, second), fits(pool, second, first)
    assert np.array_equal(there.fit, back.fit)
    assert np.array_equal(there.barred, back.barred)
    assert np.array_equal(there.gate, back.gate)
    assert np.array_equal(there.weights(), back.weights())


def test_weights_count_marks_and_the_second_pass() -> None:
    plain = int(pair(pool_of(AMIRA, BEN)).weights()[0])
    one = {**AMIRA, "gladly": "ben"}
    assert pair(pool_of(one, BEN)).weights()[0] == plain + 80
    assert pair(pool_of(one, {**BEN, "gladly": "amira"})).weights()[0] == plain + 250
    apart = pair(pool_of(AMIRA, {**BEN, "directions": "cd_found"}))
    assert apart.gate[0] == Gate.SECOND_PASS
    assert apart.weights()[0] == round(1000 * float(apart.fit[0]) ** 0.5) - 400
    assert plain == round(1000 * float(pair(pool_of(AMIRA, BEN)).fit[0]) ** 0.5)


def test_words_that_few_name_count_like_all_others() -> None:
    columns = ("directions", "challenges", "languages", "function", "unit")
    crowd = [{**AMIRA, "id": f"p{n}", **dict.fromkeys(columns, f"word{n // 2}")} for n in range(140)]
    mine, theirs = (dict.fromkeys(columns, words) for words in ("rare;seldom", "seldom;odd"))
    pool = pool_of(*crowd, {**AMIRA, **mine}, {**BEN, **theirs})
    found = pair(pool, 140, 141)
    values = {name: float(value[0]) for name, value in found.values.items()}
    assert (values["career_goals"], values["challenges"]) == (1 / 5, 1 / 2)
    # function 30 and unit 20 differ by two words of three, path, industry, site and perspective wholly.
    assert float(found.distance[0]) == pytest.approx((30 * 2 / 3 + 20 * 2 / 3 + 50) / 100, abs=1e-12)
    assert found.barred[0] == Bar.NONE
    stranger = pool_of(*crowd, {**AMIRA, **mine}, {**BEN, **theirs, "languages": "odd"})
    assert pair(stranger, 140, 141).barred[0] == Bar.LANGUAGE


def test_shared_direction_is_not_asked_where_one_names_none() -> None:
    assert pair(pool_of(AMIRA, {**BEN, "directions": ""})).gate[0] == Gate.FIRST_PASS


def test_unknown_wishes_are_too_little_to_know() -> None:
    assert pair(pool_of(AMIRA, {**BEN, "wishes": ""})).gate[0] == Gate.TOO_LITTLE_KNOWN


@pytest.mark.parametrize(
    ("change", "bar"),
    [
        ({}, Bar.NONE),
        ({"reports_to": "amira"}, Bar.REPORTING_LINE),
        ({"rather_not": "amira"}, Bar.EXCLUSION),
        ({"former": "amira"}, Bar.FORMER),
        ({"former": "amira", "gladly": "amira"}, Bar.FORMER),
        ({"capacity": 0}, Bar.CAPACITY),
        ({"languages": "fr"}, Bar.LANGUAGE),
        ({"languages": ""}, Bar.NONE),
        ({"level": 4}, Bar.NONE),
        ({"level": 5}, Bar.LEVEL),
        ({"slots": "Mon 12:00-13:00"}, Bar.NONE),
        ({"slots": "Mon 12:01-13:00"}, Bar.HOURS),
        ({"slots": "Mon 12:01-13:00", "mode": ""}, Bar.HOURS),
        ({"slots": ""}, Bar.NONE),
        ({"timezone": ""}, Bar.NONE),
    ],
)
def test_hard_filter_names_its_bar(change: Record, bar: Bar) -> None:
    assert pair(pool_of(AMIRA, {**BEN, **change})).barred[0] == bar


def test_former_pair_may_meet_again_if_both_wish() -> None:
    again = pool_of({**AMIRA, "gladly": "ben"}, {**BEN, "former": "amira", "gladly": "amira"})
    assert pair(again).barred[0] == Bar.NONE


def test_reporting_line_holds_at_any_depth_and_over_past_lines() -> None:
    middle = {"id": "farid", "level": 3, "reports_to": ["amira"]}
    deep = pool_of(AMIRA, {**BEN, "reports_to": "farid"}, middle)
    assert pair(deep).barred[0] == Bar.REPORTING_LINE
    past = pool_of({**AMIRA, "reported_to": ["ben"]}, {**BEN, "reports_to": "amira"})
    assert pair(past).barred[0] == Bar.REPORTING_LINE


def test_colleagues_of_one_boss_may_be_paired() -> None:
    boss = {"id": "farid", "level": 5}
    pool = pool_of({**AMIRA, "reports_to": "farid"}, {**BEN, "reports_to": "farid"}, boss)
    assert pair(pool).barred[0] == Bar.NONE

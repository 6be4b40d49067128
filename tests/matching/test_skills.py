"""How well an offer meets a wish: the same skill, a close relative, or nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.matching import Pool
from mutua.matching.criteria import coverage
from mutua.matching.skills import Nearness
from tests.matching.people import WEEK, Record

NEAR: Nearness = {"Python": {"Java": 0.55, "SQL": 0.4}, "Java": {"SQL": 0.5}}
WORDS = ["Python", "Java", "SQL", "own words"]


def pool_of(*people: Record, near: Nearness = NEAR) -> Pool:
    numbered = [{"id": str(number), "level": 3, **person} for number, person in enumerate(people)]
    return Pool.from_records(numbered, near=near, week=WEEK)


def covered(offers: str, wishes: str) -> float:
    pool = pool_of({"wishes": wishes}, {"offers": offers})
    return float(coverage(pool.skills, np.array([0]), np.array([1]))[0])


@pytest.mark.parametrize(
    ("offers", "wishes", "value"),
    [
        ("Java:3", "Java", 1.0),
        ("Java:2", "Java", 1.0),
        ("Java:1", "Java", 0.7),
        ("Java:1", "Python", 0.55),
        ("Python:3", "Java", 0.55),
        ("SQL:3", "Python", 0.4),
        ("SQL:3;Java:1", "Python", 0.55),
        ("SQL:1;Java:3", "SQL", 0.7),
        ("own words", "Java", 0.0),
        ("SQL:3", "Java:3;own words:1", 0.375),
    ],
)
def test_offer_meets_a_wish_as_far_as_it_is_close(offers: str, wishes: str, value: float) -> None:
    assert covered(offers, wishes) == pytest.approx(value)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from(WORDS), st.integers(1, 3), max_size=4), min_size=1, max_size=6)
)
def test_reach_is_the_best_of_all_offers_for_each_word(offers: list[dict[str, int]]) -> None:
    everyone = [{"offers": offer} for offer in offers]
    skills = pool_of(*everyone, {"wishes": ";".join(WORDS)}).skills
    number = {word: place for place, word in enumerate(skills.words)}
    for person, own in enumerate(offers):
        want: dict[int, float] = {}
        for word in WORDS:
            values = [
                (1.0 if sure > 1 else 0.7) if word == offer else closeness(word, offer)
                for offer, sure in own.items()
            ]
            if max(values, default=0.0):
                want[number[word]] = max(values)
        assert skills.reach.row(person) == want


def closeness(one: str, other: str) -> float:
    return max(NEAR.get(one, {}).get(other, 0.0), NEAR.get(other, {}).get(one, 0.0))


def test_relatives_are_symmetric_and_never_the_skill_itself() -> None:
    relatives = pool_of(
        {"offers": "Python;Java"}, near={"Python": {"Java": 0.5, "Python": 0.6}}
    ).skills.relatives
    assert [relatives.row(0), relatives.row(1)] == [{1: 0.5}, {0: 0.5}]

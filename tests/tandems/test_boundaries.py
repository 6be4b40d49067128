"""The merge of boundaries: a truth table, and what must hold for every history."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutua.tandems.boundaries import RANK, Choices, Floor, Topic, effective, own_topics, strictest

PAY = Topic("bt_salary", "ask_first", locked=False)
SECRETS = Topic("bt_confidential", "closed", locked=True)


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        ("open", "open", "open"),
        ("open", "ask_first", "ask_first"),
        ("open", "closed", "closed"),
        ("ask_first", "open", "ask_first"),
        ("ask_first", "ask_first", "ask_first"),
        ("ask_first", "closed", "closed"),
        ("closed", "open", "closed"),
        ("closed", "ask_first", "closed"),
        ("closed", "closed", "closed"),
    ],
)
def test_effective_takes_the_stricter_of_two(one: str, other: str, holds: str) -> None:
    choices = [Choices({PAY.id: one}, stamp=1), Choices({PAY.id: other}, stamp=2)]
    assert effective([PAY], choices, {})[PAY.id].state == holds


def test_effective_keeps_a_locked_topic_closed() -> None:
    choices = [Choices({SECRETS.id: "open"}, stamp=1), Choices({SECRETS.id: "open"}, stamp=2)]
    assert effective([SECRETS], choices, {})[SECRETS.id].state == "closed"


def test_effective_takes_the_default_for_a_topic_nobody_rated() -> None:
    assert effective([PAY], [Choices({}, stamp=1)], {})[PAY.id].state == "ask_first"


def test_tightening_holds_at_once() -> None:
    floor = {PAY.id: Floor("open", 2)}
    choices = [Choices({PAY.id: "closed"}, stamp=3), Choices({PAY.id: "open"}, stamp=2)]
    assert effective([PAY], choices, floor)[PAY.id] == Floor("closed", 3)


def test_loosening_waits_until_everyone_has_chosen_anew() -> None:
    floor = {PAY.id: Floor("closed", 3)}
    one = Choices({PAY.id: "open"}, stamp=4)
    assert effective([PAY], [one, Choices({PAY.id: "open"}, stamp=2)], floor)[PAY.id].state == "closed"
    assert effective([PAY], [one, Choices({PAY.id: "open"}, stamp=5)], floor)[PAY.id].state == "open"


def test_order_of_own_topics_does_not_tell_whose_they_are() -> None:
    one, two = {"own_9": "zoo", "own_1": "Art"}, {"own_5": "my boss"}
    for choices in ([Choices({}, one), Choices({}, two)], [Choices({}, two), Choices({}, one)]):
        assert list(own_topics(choices).values()) == ["Art", "my boss", "zoo"]
        assert list(effective([], choices, {})) == ["own_1", "own_5", "own_9"]


def test_own_topic_starts_as_ask_first_for_everyone() -> None:
    choices = [Choices({}, {"own_1": "My last team"}, stamp=1), Choices({}, stamp=2)]
    assert effective([], choices, {})["own_1"].state == "ask_first"


states = st.sampled_from(sorted(RANK))


@given(st.lists(st.tuples(st.integers(0, 2), states), min_size=1, max_size=30))
def test_effective_is_never_looser_than_anyone_wants(history: list[tuple[int, str]]) -> None:
    floor: dict[str, Floor] = {}
    mine: dict[int, Choices] = {}
    for stamp, (person, state) in enumerate(history, start=1):
        mine[person] = Choices({PAY.id: state}, stamp=stamp)
        before = floor.get(PAY.id)
        floor = effective([PAY], list(mine.values()), floor)
        wanted = strictest(*(one.topics[PAY.id] for one in mine.values()))
        assert RANK[floor[PAY.id].state] >= RANK[wanted]
        if before and RANK[floor[PAY.id].state] < RANK[before.state]:
            assert all(one.stamp > before.stamp for one in mine.values())

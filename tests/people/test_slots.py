"""Free times: reading, writing, merging, splitting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutua.errors import DomainError
from mutua.people.slots import merged, read_slots, split_by_blocks, write_slots

times = st.tuples(st.integers(0, 6), st.integers(0, 1380), st.integers(1, 60)).map(
    lambda t: (t[0], t[1], t[1] + t[2])
)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Mon 09:00-11:00", [(0, 540, 660)]),
        ("mo 9.00 – 11.00; Thursday 14:00-16:30", [(0, 540, 660), (3, 840, 990)]),
        ("Di 23:00-24:00, Sonntag 0:00-1:00", [(1, 1380, 1440), (6, 0, 60)]),
        (" ; ", []),
    ],
)
def test_times_are_read(text: str, slots: list[tuple[int, int, int]]) -> None:
    assert read_slots(text) == slots


@pytest.mark.parametrize(
    "text", ["Mon", "Xyz 09:00-11:00", "Mon 11:00-09:00", "Mon 09:00-25:00", "Mon 09:61-10:00", "Mon 9-11"]
)
def test_malformed_time_is_named(text: str) -> None:
    with pytest.raises(DomainError, match="slot_malformed") as error:
        read_slots(f"Tue 10:00-11:00; {text}")
    assert text in str(error.value.message)


def test_touching_times_become_one() -> None:
    assert merged([(0, 600, 660), (0, 540, 600), (1, 540, 600)]) == [(0, 540, 660), (1, 540, 600)]


@given(st.lists(times, max_size=8))
def test_written_times_read_back(slots: list[tuple[int, int, int]]) -> None:
    assert read_slots(write_slots(merged(slots))) == merged(slots)


@given(st.lists(times, max_size=8))
def test_splitting_by_blocks_loses_nothing(slots: list[tuple[int, int, int]]) -> None:
    blocks = [(day, start, start + 120) for day in range(5) for start in range(420, 1140, 120)]
    covered, rest = split_by_blocks(slots, blocks)
    assert merged([*covered, *rest]) == merged(slots)

"""Random small choices of pairs."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from mutua.matching.proof.checker import Choice
from tests.matching.proof.slow import MOST_NODES, net_of


@st.composite
def choices(draw: st.DrawFn, rooms: tuple[int, ...] = (0, 1, 1, 1, 2)) -> Choice:
    """Up to seven people, few enough nodes for the slow proof."""
    people = draw(st.integers(0, 7))
    every = [(i, j) for i in range(people) for j in range(i + 1, people)]
    pairs = sorted(draw(st.lists(st.sampled_from(every), unique=True))) if every else []
    weights = st.lists(st.integers(0, 9) | st.integers(1, 1250), min_size=len(pairs), max_size=len(pairs))
    choice = Choice(
        names=[f"p{number}" for number in range(people)],
        room=np.array(
            draw(st.lists(st.sampled_from(rooms), min_size=people, max_size=people)), dtype=np.int64
        ),
        first=np.array([a for a, _ in pairs], dtype=np.int64),
        second=np.array([b for _, b in pairs], dtype=np.int64),
        weight=np.array(draw(weights), dtype=np.int64),
    )
    while len(net_of(choice, 0).nodes) > MOST_NODES:
        choice.room[np.argmax(choice.room)] -= 1
    return choice

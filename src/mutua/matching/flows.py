"""What flows between people: who shows whom what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from mutua.matching.between import wanted_offers
from mutua.matching.pool import Pool


@dataclass(frozen=True)
class Flow:
    """What one person (row number) shows another: keys of skills, the most useful first."""

    giver: int
    taker: int
    skills: tuple[str, ...]


def flows(pool: Pool, members: Sequence[int]) -> tuple[Flow, ...]:
    """Everything that flows between the members, in their order; who has nothing for another is left out."""
    found = [
        Flow(giver, taker, tuple(wanted_offers(pool, giver, taker)))
        for giver, taker in permutations(members, 2)
    ]
    return tuple(flow for flow in found if flow.skills)


def around(members: Sequence[int], flowing: Sequence[Flow]) -> tuple[int, ...]:
    """Three members in the order in which most flows run from one to the next and back to the first."""
    forward, backward = tuple(members), (members[0], *reversed(members[1:]))
    pairs = {(flow.giver, flow.taker) for flow in flowing}

    def count(order: tuple[int, ...]) -> int:
        return sum(pair in pairs for pair in zip(order, order[1:] + order[:1], strict=True))

    return backward if count(backward) > count(forward) else forward

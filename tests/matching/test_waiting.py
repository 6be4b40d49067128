"""Why someone waits: the nearest miss over all others, against comparing with each of them."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.matching import Bar, Gate, Pool, fits
from mutua.matching.candidates import candidate_graph
from mutua.matching.waiting import Reason, reasons_for_waiting
from tests.matching.people import AMIRA, BEN, PERSON, RICH_PERSON, Record, lists_of_people, pool_of

BARRED = {Bar.HOURS: Reason.HOURS, Bar.LEVEL: Reason.LEVEL, Bar.LANGUAGE: Reason.LANGUAGE}
GATED = {
    Gate.BELOW_FLOOR: Reason.BELOW_FLOOR,
    Gate.TOO_ALIKE: Reason.TOO_ALIKE,
    Gate.ONE_SIDED: Reason.ONE_SIDED,
    Gate.TOO_LITTLE_KNOWN: Reason.TOO_LITTLE_KNOWN,
}


def nearest(open_pool: Pool, person: int) -> Reason:
    """By comparing with everyone, in a pool where nobody is kept apart by what was said of them."""
    others = np.delete(np.arange(len(open_pool)), person)
    found = fits(open_pool, np.full(len(others), person), others)
    return min(
        BARRED.get(Bar(bar), Reason.NOBODY) if bar else GATED.get(Gate(gate), Reason.PARTNERS_TAKEN)
        for bar, gate in zip(found.barred, found.gate, strict=True)
    )


@settings(max_examples=100, deadline=None)
@given(lists_of_people(st.one_of(PERSON, RICH_PERSON)))
def test_reason_is_the_nearest_miss_over_all_others(people: list[Record]) -> None:
    said = dict.fromkeys(("gladly", "rather_not", "former", "reports_to"), "")
    pool, open_pool = pool_of(*people), pool_of(*({**person, **said} for person in people))
    graph = candidate_graph(pool)
    waiting = np.flatnonzero(pool.capacity > 0)
    with_partner = set(graph.first) | set(graph.second)
    for who in reasons_for_waiting(pool, graph, waiting):
        wanted = Reason.PARTNERS_TAKEN if who.person in with_partner else nearest(open_pool, who.person)
        assert who.reason == wanted


def test_reasons_come_in_the_order_of_the_people() -> None:
    clara = {**BEN, "id": "clara", "wishes": "", "level": 6}
    pool = pool_of(AMIRA, BEN, clara)
    found = reasons_for_waiting(pool, candidate_graph(pool), np.array([0, 2]))
    assert [(who.person, who.reason) for who in found] == [(0, Reason.PARTNERS_TAKEN), (2, Reason.LEVEL)]

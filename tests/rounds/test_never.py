"""No chart of an organisation leads to a tandem along a reporting line, by matching or hand (invariant 4)."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mutua.errors import DomainError
from mutua.people.models import ReportingLine
from mutua.programmes.models import Pairing
from mutua.rounds.actions.proposal import send_proposals
from mutua.rounds.models import Proposal
from mutua.tandems.actions.begin import accept_proposal
from tests.factories import AT
from tests.rounds.alike import OUTSIDE, PEOPLE, Crowd, Two, bring_together, match, together, undone

pytestmark = pytest.mark.django_db
EVERYBODY = PEOPLE + OUTSIDE
HOLDS = [None, 0, 300]
"""Days since a line ended, as long as it still counts: twelve months."""
IS_FORGOTTEN = [400, 3000]
few = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
Line = tuple[int, int, int | None]


@st.composite
def charts(draw: st.DrawFn) -> list[Line]:
    """A shuffled forest of any depth over everybody: who reports to whom, and how long ago that ended."""
    order = draw(st.permutations(range(EVERYBODY)))
    ended = st.sampled_from([None, None, *HOLDS, *IS_FORGOTTEN])
    lines = []
    for place in range(1, EVERYBODY):
        above = draw(st.none() | st.integers(0, place - 1))
        if above is not None:
            lines.append((order[place], order[above], draw(ended)))
    return lines


def draw_up(crowd: Crowd, chart: list[Line]) -> None:
    ReportingLine.objects.bulk_create(
        ReportingLine(
            person=crowd.everybody[below],
            reports_to=crowd.everybody[above],
            valid_from=AT.date() - timedelta(days=4000),
            valid_to=None if ended is None else AT.date() - timedelta(days=ended),
        )
        for below, above, ended in chart
    )


def on_line(crowd: Crowd, chart: list[Line]) -> set[Two]:
    """Every two of the round of whom one stands above the other, worked out as simply as can be."""
    above = {(low, high) for low, high, ended in chart if ended in HOLDS}
    for middle in range(EVERYBODY):
        lower = [low for low, high in above if high == middle]
        higher = [high for low, high in above if low == middle]
        above |= {(low, high) for low in lower for high in higher}
    return {
        frozenset([crowd.inside[low].pk, crowd.inside[high].pk])
        for low, high in above
        if low != high and max(low, high) < PEOPLE
    }


def paired() -> set[Two]:
    return {frozenset(two) for two in Pairing.objects.values_list("first_id", "second_id")}


def say_yes(one: Proposal) -> None:
    for seat in one.seats.select_related("person"):
        with suppress(DomainError):
            accept_proposal(proposal_id=one.pk, by=seat.person, at=AT)


@few
@given(chart=charts(), circle=st.booleans())
def test_no_chart_leads_to_a_tandem_along_a_line(crowd: Crowd, chart: list[Line], circle: bool) -> None:
    with undone():
        draw_up(crowd, chart)
        lines, round = on_line(crowd, chart), crowd.rounds[circle]
        match(round, crowd.by)
        assert not together(round) & lines
        if not lines:
            assert len(together(round)) >= PEOPLE // 2  # the control: nobody else is kept apart
        if together(round) and not circle:
            send_proposals(round=round, by=crowd.by, at=AT)
        for one in round.proposals.all():
            say_yes(one)
        assert not paired() & lines
        assert paired() == together(round, "confirmed")


@few
@given(chart=charts(), data=st.data())
def test_no_hand_brings_together_along_a_line(crowd: Crowd, chart: list[Line], data: st.DataObject) -> None:
    with undone():
        draw_up(crowd, chart)
        lines, round = on_line(crowd, chart), crowd.rounds[0]
        match(round, crowd.by)
        pairs = sorted(
            {frozenset(two) for two in combinations([one.pk for one in crowd.inside], 2)}, key=sorted
        )
        wanted = [pair for pair in pairs if pair in lines][:3]
        wanted += data.draw(st.lists(st.sampled_from(pairs), max_size=4))
        for pair in wanted:
            if pair not in together(round):
                one, other = sorted(pair)
                possible = bring_together(round, one, other, crowd.by)
                assert possible is False or pair not in lines
                assert not together(round) & lines

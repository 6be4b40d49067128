"""Rounds that move on by their dates, and what is forgotten after them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mutua.people.models import Person
from mutua.rounds.actions.clock import move_by_dates, purge_old_rounds
from mutua.rounds.models import Candidate, Enrolment, Proposal, Round
from tests.factories import AT
from tests.rounds.sent import full_round, proposal_in, round_in, state_of
from tests.rounds.team import make_people, make_programme

pytestmark = pytest.mark.django_db
R = Round.State
DATED = {
    R.REGISTRATION: (R.WISHES, 0),
    R.WISHES: (R.MATCHING, 7),
    R.RUNNING: (R.CLOSING, 20),
    R.CLOSING: (R.CLOSED, 34),
}
"""Where its dates lead a round that stands here, and the last day before that."""


@pytest.mark.parametrize("state", R)
def test_clock_moves_rounds_on_after_their_last_day_and_never_sends(state: str, dora: Person) -> None:
    dates = {"wish_until": AT.date() + timedelta(days=7), "ends_on": AT.date() + timedelta(days=20)}
    round = full_round(state, dora, **dates)
    target, last = DATED.get(state, (state, 300))
    move_by_dates(at=AT + timedelta(days=last))
    assert state_of(round) == state
    move_by_dates(at=AT + timedelta(days=last + 1))
    assert state_of(round) == target


def test_clock_lets_rounds_be_that_do_not_move_by_dates(dora: Person) -> None:
    round = full_round("registration", dora, by_dates=False)
    assert move_by_dates(at=AT + timedelta(days=99)) == 0
    assert state_of(round) == R.REGISTRATION


def test_round_that_cannot_move_does_not_hold_up_the_others(dora: Person) -> None:
    stuck = round_in("registration", make_programme(dora))
    other = full_round("registration", dora)
    assert move_by_dates(at=AT + timedelta(days=99)) == 1
    assert (state_of(stuck), state_of(other)) == (R.REGISTRATION, R.MATCHING)


@pytest.mark.parametrize("state", [R.CLOSED, R.CANCELLED])
def test_enrolments_and_marks_are_kept_as_long_as_the_programme_says(state: str, dora: Person) -> None:
    programme = make_programme(dora, enrolment_days=5)
    round = round_in(state, programme, closed_at=AT)
    people = make_people(2)
    proposal_in("declined", round, *people)
    Candidate.objects.create(round=round, person=people[0], other=people[1], position=0, mark="rather_not")
    assert purge_old_rounds(at=AT + timedelta(days=5, minutes=-1)) == 0
    assert purge_old_rounds(at=AT + timedelta(days=5)) == 1
    left = [rows.count() for rows in (Enrolment.objects, Candidate.objects, Proposal.objects)]
    assert (state_of(round), left) == (R.PURGED, [0, 0, 0])

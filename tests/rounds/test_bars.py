"""Reporting lines and exclusions always win: over wishes, locks, hands, undo, and proposals that were sent.

During a run see test_run_races; why two are kept apart is told to nobody, see test_not_inferred.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.rounds.actions.proposal import send_proposals
from mutua.rounds.actions.review import lock_proposal, undo
from mutua.rounds.models import Enrolment, Proposal, Round
from mutua.tandems.actions.begin import accept_proposal
from mutua.tandems.models import Tandem
from tests.factories import AT, make_exclusion, make_reporting_line
from tests.rounds.alike import Crowd, bring_together, match, together, wish_each_other

pytestmark = pytest.mark.django_db


def direct_line(one: Person, other: Person, _outside: Person) -> None:
    make_reporting_line(one, other)


def line_through_others(one: Person, other: Person, outside: Person) -> None:
    make_reporting_line(one, outside)
    make_reporting_line(outside, other)


def line_that_ended(one: Person, other: Person, _outside: Person) -> None:
    make_reporting_line(other, one, valid_to=AT.date() - timedelta(days=300))


def exclusion(one: Person, other: Person, _outside: Person) -> None:
    make_exclusion(one, other)


def exclusion_back(one: Person, other: Person, _outside: Person) -> None:
    make_exclusion(other, one)


BARS = [direct_line, line_through_others, line_that_ended, exclusion, exclusion_back]
every_bar = pytest.mark.parametrize("bar", BARS)


def first_two(round: Round) -> tuple[Person, Person]:
    """Two whom the matching would bring together."""
    seats = round.proposals.order_by("-fit", "pk").first().seats.select_related("person")
    return seats[0].person, seats[1].person


@every_bar
def test_wishes_of_both_do_not_win(crowd: Crowd, bar: Any) -> None:
    round, (one, other, *_others) = crowd.rounds[0], crowd.inside
    wish_each_other(round, one, other)
    match(round, crowd.by)
    pair = frozenset([one.pk, other.pk])
    assert pair in together(round)  # the control: wishes alone bring them together
    bar(one, other, crowd.outside[0])
    match(round, crowd.by)
    assert pair not in together(round)


@every_bar
@pytest.mark.parametrize("how", ["matched", "by hand"])
def test_lock_does_not_win_against_a_later_bar(crowd: Crowd, bar: Any, how: str) -> None:
    round = crowd.rounds[0]
    match(round, crowd.by)
    one, other = first_two(round)
    if how == "matched":
        draft = round.proposals.get(seats__person=one)
        lock_proposal(proposal=draft, locked=True, by=crowd.by, at=AT)
    else:
        other = next(who for who in crowd.inside if who not in {one, other})
        assert bring_together(round, one.pk, other.pk, crowd.by)
    pair = frozenset([one.pk, other.pk])
    match(round, crowd.by)
    assert pair in together(round)  # the control: a lock holds
    bar(one, other, crowd.outside[0])
    match(round, crowd.by)
    assert pair not in together(round)
    assert broken_up(round) == set()


def broken_up(round: Round) -> set[UUID]:
    """Who looks, but neither has a draft nor waits."""
    seated = set(round.proposals.filter(state="draft").values_list("seats__person", flat=True))
    waiting = set(round.scenario.waiting.values_list("person_id", flat=True))
    looking = set(Enrolment.objects.filter(round=round).values_list("person_id", flat=True))
    return looking - seated - waiting


@every_bar
def test_undo_does_not_win(crowd: Crowd, bar: Any) -> None:
    """A pair that was taken out of the review by a move comes back, but is not sent."""
    round = crowd.rounds[0]
    match(round, crowd.by)
    one, other = first_two(round)
    third = next(who for who in crowd.inside if who not in {one, other})
    assert bring_together(round, one.pk, third.pk, crowd.by)
    bar(one, other, crowd.outside[0])
    undo(round=round, by=crowd.by, at=AT)
    send_proposals(round=round, by=crowd.by, at=AT)
    assert frozenset([one.pk, other.pk]) not in together(round, "proposed")
    assert Enrolment.objects.get(round=round, person=one).state == Enrolment.State.WAITING


@every_bar
def test_draft_that_became_impossible_is_not_sent(crowd: Crowd, bar: Any) -> None:
    round = crowd.rounds[0]
    match(round, crowd.by)
    one, other = first_two(round)
    bar(one, other, crowd.outside[0])
    send_proposals(round=round, by=crowd.by, at=AT)
    assert frozenset([one.pk, other.pk]) not in together(round, "draft", "proposed")


@every_bar
@pytest.mark.parametrize("answered", [0, 1])
def test_last_yes_does_not_win(crowd: Crowd, bar: Any, answered: int) -> None:
    round = crowd.rounds[0]
    match(round, crowd.by)
    one, other = first_two(round)
    send_proposals(round=round, by=crowd.by, at=AT)
    proposal = round.proposals.get(seats__person=one)
    seats = list(proposal.seats.select_related("person"))
    for seat in seats[:answered]:
        accept_proposal(proposal_id=proposal.pk, by=seat.person, at=AT)
    bar(one, other, crowd.outside[0])
    for seat in seats[answered:-1]:
        assert accept_proposal(proposal_id=proposal.pk, by=seat.person, at=AT) is None
    with pytest.raises(DomainError, match="over"):
        accept_proposal(proposal_id=proposal.pk, by=seats[-1].person, at=AT)
    assert not Tandem.objects.exists()
    assert Proposal.objects.get(pk=proposal.pk).state == Proposal.State.DECLINED


def test_line_forgotten_after_twelve_months_and_an_exclusion_that_was_lifted_bar_nobody(crowd: Crowd) -> None:
    round, (one, other, third, *_others) = crowd.rounds[0], crowd.inside
    make_reporting_line(
        one,
        other,
        valid_from=AT.date() - timedelta(days=4000),
        valid_to=AT.date() - timedelta(days=367),
    )
    make_exclusion(other, one, lifted_at=AT)
    make_reporting_line(third, one)
    make_reporting_line(third, other)  # two above the same person are not above each other
    wish_each_other(round, one, other)
    match(round, crowd.by)
    assert frozenset([one.pk, other.pk]) in together(round)

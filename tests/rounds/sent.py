"""Rounds and proposals in a given state, written past the actions, and what must hold of them afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Any

from django.db.models import Q

from mutua.people.models import Person
from mutua.programmes.models import Pairing, Programme
from mutua.programmes.rules import MOST_TANDEMS
from mutua.rounds.models import Enrolment, Proposal, Round, Run, Scenario, Seat
from mutua.tandems.models import Member, Tandem
from tests.factories import AT
from tests.rounds.team import make_people, make_programme

FIGURES = {"paired": 0, "pairs": 0, "trios": 0, "waiting": 0, "fits": [0] * 10, "exact": True}
P, E = Proposal.State, Enrolment.State


def round_in(state: str, programme: Programme | None = None, **fields: Any) -> Round:
    """A round in any state."""
    values = {
        "title_de": "Herbst",
        "title_en": "Autumn",
        "register_until": AT.date(),
        "ends_on": AT.date() + timedelta(days=200),
        "created_at": AT,
        **fields,
    }
    return Round.objects.create(programme=programme, state=state, **values)


def scenario_of(round: Round) -> Scenario:
    """The scenario in review; made with its run where there is none."""
    if round.scenario is None:
        run = Run.objects.create(round=round, state=Run.State.DONE, seed=1, created_at=AT, finished_at=AT)
        round.scenario = Scenario.objects.create(
            run=run, place=1, name="own", weights=round.points, figures=FIGURES
        )
        round.save(update_fields=["scenario"])
    return round.scenario


def proposal_in(
    state: str, round: Round, *people: Person, answers: Sequence[str] = (), **fields: Any
) -> Proposal:
    """These people together, enrolled as it befits; `answers` in their order, open where there is none."""
    is_draft = state == P.DRAFT
    values = {
        "fit": 0.7,
        "size": len(people),
        "proposed_at": None if is_draft else AT,
        "expires_at": None if is_draft else AT + timedelta(days=7),
        **fields,
    }
    made = Proposal.objects.create(round=round, scenario=scenario_of(round), state=state, **values)
    given = [*answers, *[""] * len(people)]
    Seat.objects.bulk_create(
        Seat(
            proposal=made,
            person=person,
            position=place,
            answer=given[place],
            answered_at=AT if given[place] else None,
            reasons={lang: {"why": ["w"], "difference": "d", "starter": "s"} for lang in ("de", "en")},
        )
        for place, person in enumerate(people)
    )
    enrolled = {P.DRAFT: E.ELIGIBLE, P.PROPOSED: E.MATCHED, P.CONFIRMED: E.IN_TANDEM}.get(P(state), E.WAITING)
    Enrolment.objects.bulk_create(
        [Enrolment(round=round, person=person, state=enrolled, since=AT) for person in people],
        ignore_conflicts=True,
    )
    return made


def full_round(state: str, dora: Person, **fields: Any) -> Round:
    """A round in this state in which nothing but its state can be in the way."""
    round = round_in(state, make_programme(dora), **fields)
    proposal_in("draft", round, *make_people(2))
    return round


def state_of(round: Round) -> str:
    return Round.objects.values_list("state", flat=True).get(pk=round.pk)


def broken(people: Collection[Person]) -> list[str]:
    """What is wrong with these people, their proposals, tandems and enrolments; nothing if all is well."""
    chosen = Proposal.objects.filter(seats__person__in=people).distinct().prefetch_related("seats")
    wrong = [line for proposal in chosen for line in _of_proposal(proposal)]
    wrong += [line for person in people for line in _of_person(person)]
    for mine in Enrolment.objects.filter(person__in=people):
        wrong += _of_enrolment(mine)
    return wrong


def _of_proposal(one: Proposal) -> Iterator[str]:
    answers = [seat.answer for seat in one.seats.all()]
    if len(answers) != one.size:
        yield f"{one.size} places, but {len(answers)} people"
    if (one.decided_at is None) != (one.state in {P.DRAFT, P.PROPOSED}):
        yield f"{one.state}, decided at {one.decided_at}"
    if one.state == P.DRAFT and set(answers) != {""}:
        yield f"a draft that was answered: {answers}"
    if answers.count("no") > (one.state == P.DECLINED):
        yield f"{one.state}, but {answers}"
    if one.state == P.CONFIRMED:
        yield from _of_tandem(one, answers)
    elif one.tandem is not None or answers.count("yes") == one.size:
        yield f"{one.state}, but {one.tandem} with {answers}"


def _of_tandem(one: Proposal, answers: Sequence[str]) -> Iterator[str]:
    people = sorted(seat.person_id for seat in one.seats.all())
    members = list(Member.objects.filter(tandem=one.tandem).values_list("person_id", flat=True))
    pairs = Pairing.objects.filter(tandem=one.tandem).values_list("first_id", "second_id")
    if not Tandem.objects.filter(pk=one.tandem).exists() or sorted(members) != people:
        yield f"confirmed, but its tandem has the members {members}"
    if sorted(pairs) != list(combinations(people, 2)):
        yield f"confirmed, but paired are {list(pairs)}"
    if set(answers) != {"yes"}:
        yield f"confirmed by {answers}"


def _of_person(person: Person) -> Iterator[str]:
    pairings = Pairing.objects.filter(Q(first=person) | Q(second=person), ended_at__isnull=True)
    running = set(pairings.values_list("tandem", flat=True))
    member_of = list(
        Member.objects.filter(person=person, left_at__isnull=True).values_list("tandem", flat=True)
    )
    if len(running) > MOST_TANDEMS:
        yield f"in {len(running)} tandems"
    if sorted(member_of) != sorted(running):
        yield f"a member of {member_of}, paired in {running}"


def _of_enrolment(mine: Enrolment) -> Iterator[str]:
    held = Proposal.objects.filter(round=mine.round_id, seats__person=mine.person_id)
    states = set(held.values_list("state", flat=True))
    if mine.state == E.MATCHED and P.PROPOSED not in states:
        yield f"enrolled as {mine.state}, but without a proposal: {states}"
    if P.PROPOSED in states and mine.state in {E.WITHDRAWN, E.WAITING, E.APPLIED, E.ELIGIBLE}:
        yield f"enrolled as {mine.state}, but with an open proposal"
    if (mine.state == E.IN_TANDEM) != (P.CONFIRMED in states):
        yield f"enrolled as {mine.state}, but the proposals are {states}"

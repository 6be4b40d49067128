"""Every event in every state of a round and of a proposal: what the table holds happens, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise, product
from typing import Any

import pytest
from django.http import Http404

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.programmes.actions.programme import end_coordination
from mutua.programmes.models import Programme
from mutua.rounds.actions.clock import purge_round
from mutua.rounds.actions.enrolment import enrol, withdraw
from mutua.rounds.actions.proposal import expire_proposals, say_no, send_proposals
from mutua.rounds.actions.review import lock_proposal, pair_by_hand, split_proposal, undo
from mutua.rounds.actions.round import (
    ask_wishes,
    begin,
    cancel_round,
    close,
    create_round,
    edit_round,
    open_registration,
    wind_up,
)
from mutua.rounds.actions.run import choose_scenario, start_run
from mutua.rounds.actions.wishes import mark_card, name_someone
from mutua.rounds.models import Candidate, Enrolment, Proposal, Round
from mutua.rounds.states import PROPOSAL, ROUND
from mutua.tandems.actions.begin import accept_proposal
from tests.factories import AT, make_person
from tests.programmes.invited import code_of
from tests.rounds.sent import full_round, proposal_in, round_in, scenario_of, state_of
from tests.rounds.team import make_people, make_programme

pytestmark = pytest.mark.django_db
R, P = Round.State, Proposal.State
WAY = [
    R.DRAFT, R.REGISTRATION, R.WISHES, R.MATCHING, R.REVIEW, R.CONFIRMATION, R.RUNNING, R.CLOSING, R.CLOSED,
    R.PURGED,
]  # fmt: skip
BEFORE_IT_RUNS = WAY[:6]
LAST = AT + timedelta(days=7)
Move = Callable[[Round, Person], Any]
BY_HAND: dict[str, Move] = {
    "open": lambda one, by: open_registration(round=one, by=by, at=AT),
    "ask_wishes": lambda one, by: ask_wishes(round=one, by=by, at=AT),
    "match": lambda one, by: start_run(round=one, kinds=["own"], seed=1, by=by, at=AT),
    "review": lambda one, by: choose_scenario(round=one, scenario_id=one.scenario_id, by=by, at=AT),
    "send": lambda one, by: send_proposals(round=one, by=by, at=AT),
    "begin": lambda one, by: begin(round=one, by=by, at=AT),
    "wind_up": lambda one, by: wind_up(round=one, by=by, at=AT),
    "close": lambda one, by: close(round=one, by=by, at=AT),
    "cancel": lambda one, by: cancel_round(round=one, by=by, at=AT),
}
MOVES: dict[str, Move] = {**BY_HAND, "purge": lambda one, _by: purge_round(round=one, at=AT)}


@pytest.mark.parametrize(("state", "event"), list(product(R, MOVES)))
def test_round_walks_only_along_the_table(state: str, event: str, dora: Person) -> None:
    round = full_round(state, dora)
    if (state, event) in {*ROUND, (R.MATCHING, "match")}:  # a matching that was stopped can begin anew
        MOVES[event](round, dora)
        assert state_of(round) == ROUND.get((state, event), R.MATCHING)
        return
    before = Round.objects.values().get(pk=round.pk), list(Enrolment.objects.values().order_by("pk"))
    assert code_of(MOVES[event], round, dora) == "not_now"
    assert (
        Round.objects.values().get(pk=round.pk),
        list(Enrolment.objects.values().order_by("pk")),
    ) == before


def test_table_of_rounds_is_that_of_the_contract() -> None:
    for one, other in pairwise(WAY):
        assert other in {target for (state, _event), target in ROUND.items() if state == one}, one
    for state in R:
        assert ((state, "cancel") in ROUND) == (state in BEFORE_IT_RUNS), state
    assert {*ROUND.values(), R.DRAFT} == set(R)
    assert set(MOVES) | {"reopen"} == {event for _state, event in ROUND}


@pytest.mark.parametrize("event", BY_HAND)
def test_round_is_moved_by_its_coordinators_alone(
    event: str, dora: Person, emil: Person, clara: Person, oksana: Person
) -> None:
    state = next(state for state, known in ROUND if known == event)
    round = full_round(state, dora)
    make_programme(emil)  # coordinates another one
    former = make_person()
    programme = make_programme(dora, former)
    Round.objects.filter(pk=round.pk).update(programme=programme)
    end_coordination(programme=programme, person=former, by=dora, at=AT)
    for stranger in (clara, emil, oksana, former, round.enrolments.first().person):
        assert code_of(BY_HAND[event], round, stranger) == "not_yours"
    assert state_of(round) == state


@pytest.mark.parametrize("state", [state for state in Programme.State if state != Programme.State.OPEN])
def test_registration_opens_with_an_open_programme_alone(state: str, dora: Person) -> None:
    round = round_in("draft", make_programme(dora, state=state))
    assert code_of(open_registration, round=round, by=dora, at=AT) == "programme_not_open"


@pytest.mark.parametrize(("state", "event"), [("registration", "ask_wishes"), ("wishes", "match")])
def test_one_person_is_too_few(state: str, event: str, dora: Person) -> None:
    round = round_in(state, make_programme(dora))
    Enrolment.objects.create(round=round, person=make_people(1)[0], state="eligible", since=AT)
    Enrolment.objects.create(round=round, person=make_person(), state="eligible", since=AT)  # no profile
    assert code_of(BY_HAND[event], round, dora) == "too_few"


@pytest.mark.parametrize("event", ["begin", "match"])
def test_round_waits_for_open_answers(event: str, dora: Person) -> None:
    round = round_in("confirmation", make_programme(dora))
    proposal_in("proposed", round, *make_people(2))
    proposal_in("declined", round, *make_people(2))
    assert code_of(BY_HAND[event], round, dora) == "still_open"


@pytest.mark.parametrize("state", R)
def test_people_join_while_registration_or_wishes_are_open(state: str, dora: Person, amira: Person) -> None:
    round = full_round(state, dora)
    if state in {R.REGISTRATION, R.WISHES}:
        assert enrol(round=round, by=amira, at=AT).state == Enrolment.State.ELIGIBLE
    else:
        assert code_of(enrol, round=round, by=amira, at=AT) == "not_joinable"


@pytest.mark.parametrize("state", Enrolment.State)
def test_leaving_is_possible_while_one_looks(state: str, dora: Person, amira: Person) -> None:
    round = full_round("review", dora)
    mine = Enrolment.objects.create(round=round, person=amira, state=state, since=AT)
    withdraw(round=round, by=amira, at=AT)
    mine.refresh_from_db()
    stays = {Enrolment.State.IN_TANDEM, Enrolment.State.COMPLETED}
    assert mine.state == (state if state in stays else Enrolment.State.WITHDRAWN)


@pytest.mark.parametrize("state", R)
def test_marks_and_names_are_taken_in_the_wish_phase_alone(state: str, dora: Person) -> None:
    round = full_round(state, dora)
    one, other = (mine.person for mine in round.enrolments.all())
    Candidate.objects.create(round=round, person=one, other=other, position=0)
    acts = [
        lambda: mark_card(round=round, other_id=other.pk, mark="gladly", by=one, at=AT),
        lambda: name_someone(round=round, email="x@example.org", by=one, at=AT),
    ]
    for act in acts:
        if state == R.WISHES:
            act()
        else:
            assert code_of(act) == "not_now"


@pytest.mark.parametrize("state", R)
def test_hands_work_in_review_alone(state: str, dora: Person) -> None:
    round = full_round(state, dora)
    one, two = make_people(2)
    for person in (one, two):
        Enrolment.objects.create(round=round, person=person, state="waiting", since=AT)
        scenario_of(round).waiting.create(person=person, reason="partners_taken")
    draft = round.proposals.get()
    acts = [
        lambda: lock_proposal(proposal=draft, locked=True, by=dora, at=AT),
        lambda: pair_by_hand(round=round, people=[one.pk, two.pk], by=dora, at=AT),
        lambda: split_proposal(proposal=draft, reason="They share an office.", by=dora, at=AT),
        lambda: undo(round=round, by=dora, at=AT),
    ]
    for act in acts:
        if state == R.REVIEW:
            act()
        else:
            assert code_of(act) == "not_now"


@pytest.mark.parametrize("state", R)
def test_dates_change_until_the_round_runs(state: str, dora: Person) -> None:
    round = full_round(state, dora)
    values = {"register_until": AT.date(), "wish_until": None, "ends_on": LAST.date(), "title_en": "Winter"}
    if state in BEFORE_IT_RUNS:
        assert edit_round(round=round, values=values, by=dora, at=AT).title_en == "Winter"
    else:
        assert code_of(edit_round, round=round, values=values, by=dora, at=AT) == "not_now"


@pytest.mark.parametrize(
    ("wish", "ends", "holidays"),
    [(0, 9, []), (8, 8, []), (None, 0, []), (None, 3 * 366 + 1, []), (2, 9, [["2026-12-02", "2026-12-01"]])],
)
def test_dates_follow_each_other(wish: int | None, ends: int, holidays: Any, dora: Person) -> None:
    first = AT.date()
    values = {
        "title_de": "x",
        "title_en": "x",
        "register_until": first,
        "wish_until": None if wish is None else first + timedelta(days=wish),
        "ends_on": first + timedelta(days=ends),
        "holidays": holidays,
    }
    programme = make_programme(dora)
    assert code_of(create_round, programme=programme, values=values, by=dora, at=AT) == "dates"


ANSWERS: dict[str, Callable[[Proposal, Person, Person], Any]] = {
    "send": lambda one, _last, dora: send_proposals(round=one.round, by=dora, at=AT),
    "confirm": lambda one, last, _dora: accept_proposal(proposal_id=one.pk, by=last, at=AT),
    "decline": lambda one, last, _dora: say_no(proposal_id=one.pk, by=last, at=AT),
    "expire": lambda _one, _last, _dora: expire_proposals(at=LAST),
}


@pytest.mark.parametrize(("state", "event"), list(product(P, ANSWERS)))
def test_proposal_walks_only_along_the_table(state: str, event: str, dora: Person) -> None:
    first, last = make_people(2)
    round = round_in("review" if state == P.DRAFT else "confirmation", make_programme(dora))
    known = {"decided_at": AT, "tandem": round.pk} if state == P.CONFIRMED else {}
    one = proposal_in(state, round, first, last, answers=["yes"] if state != P.DRAFT else [], **known)
    with suppress(DomainError, Http404):
        ANSWERS[event](one, last, dora)
    one.refresh_from_db()
    assert one.state == PROPOSAL.get((state, event), state)


def test_every_state_of_a_proposal_can_be_reached() -> None:
    assert {*PROPOSAL.values(), P.DRAFT} == set(P)
    assert set(ANSWERS) == {event for _state, event in PROPOSAL}


def test_answer_counts_until_the_last_moment(dora: Person) -> None:
    round = round_in("confirmation", make_programme(dora))
    people = make_people(2)
    one = proposal_in("proposed", round, *people)
    assert code_of(accept_proposal, proposal_id=one.pk, by=people[0], at=LAST) == "not_open"
    assert code_of(say_no, proposal_id=one.pk, by=people[0], at=LAST) == "not_open"
    assert accept_proposal(proposal_id=one.pk, by=people[0], at=LAST - timedelta(seconds=1)) is None


@pytest.mark.parametrize("state", P)
def test_nobody_answers_for_somebody_else(state: str, dora: Person, clara: Person) -> None:
    people = make_people(2)
    round = round_in("confirmation", make_programme(dora))
    one = proposal_in(state, round, *people, **({"tandem": round.pk} if state == P.CONFIRMED else {}))
    for act in (accept_proposal, say_no):
        for stranger in (dora, clara):
            with pytest.raises(Http404):
                act(proposal_id=one.pk, by=stranger, at=AT)

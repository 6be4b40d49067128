"""Everybody clicks at the same moment: exactly one outcome, on SQLite and on PostgreSQL.

Each race is run a few times; MUTUA_TEST_RACES=1000 says how often instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

import pytest

from mutua.errors import DomainError
from mutua.outbox.models import Delivery
from mutua.people.actions.exclusion import exclude
from mutua.people.models import Person
from mutua.programmes.actions.programme import end_coordination
from mutua.programmes.models import Programme
from mutua.programmes.queries.programmes import coordinators_of
from mutua.rounds.actions.enrolment import withdraw
from mutua.rounds.actions.proposal import expire_proposals, say_no, send_proposals
from mutua.rounds.actions.round import cancel_round
from mutua.rounds.models import Enrolment, Proposal, Round, Seat
from mutua.tandems.actions.begin import accept_invitation, accept_proposal
from mutua.tandems.models import Tandem
from tests.conftest import Race
from tests.factories import AT, make_person
from tests.programmes.invited import invitation_in
from tests.rounds.sent import broken, proposal_in, round_in
from tests.rounds.team import make_programme
from tests.tandems.kickoff import begin

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = int(os.environ.get("MUTUA_TEST_RACES", "4"))
SOON = AT + timedelta(days=1)
OVER = AT + timedelta(days=8)
P = Proposal.State
Act = Callable[[], Any]


def times() -> Iterator[tuple[int, Random]]:
    """The number of each run, and chance that falls out the same every time."""
    return ((number, Random(number)) for number in range(TIMES))


def said(results: list[Any]) -> list[str]:
    """Refusals by their code; anything else that was raised is a fault by itself."""
    faults = [one for one in results if isinstance(one, Exception) and not isinstance(one, DomainError)]
    assert not faults, faults
    return [one.code if isinstance(one, DomainError) else type(one).__name__ for one in results]


def yes(one: Proposal, person: Person) -> Act:
    return partial(accept_proposal, proposal_id=one.pk, by=person, at=SOON)


def no(one: Proposal, person: Person) -> Act:
    return partial(say_no, proposal_id=one.pk, by=person, at=SOON)


def leave(one: Proposal, person: Person) -> Act:
    return partial(withdraw, round=one.round, by=person, at=SOON)


@pytest.mark.parametrize("size", [2, 3])
def test_answers_of_all_at_once_leave_one_outcome(size: int, dora: Person, race: Race) -> None:
    programme = make_programme(dora)
    for number, chance in times():
        people = [make_person() for _person in range(size)]
        one = proposal_in("proposed", round_in("confirmation", programme), *people)
        clicks = [(act, person) for person in people for act in chance.sample([yes, no, leave], k=2)]
        if number % 3 == 0:  # else nearly all would end with a no
            clicks = [(yes, person) for person in people] * 2
        results = race(*(act(one, person) for act, person in clicks))
        one.refresh_from_db()
        words = said(results)
        assert set(words) <= {"Tandem", "NoneType", "not_open"}, (number, words)
        assert words.count("Tandem") == (one.state == P.CONFIRMED), (number, words, one.state)
        assert broken(people) == [], (number, words)
        counted = {
            person.pk: [act for (act, who), word in zip(clicks, words, strict=True)
                        if who == person and act is not leave and word != "not_open"]
            for person in people
        }  # fmt: skip
        for seat in one.seats.all():
            done = counted[seat.person_id]
            assert seat.answer == ("no" if no in done else "yes" if yes in done else ""), (number, words)


@pytest.mark.parametrize("size", [2, 3])
def test_answers_against_the_end_of_the_round_leave_one_outcome(size: int, dora: Person, race: Race) -> None:
    """The last yes, the last day, a cancelled round and a new exclusion."""
    programme = make_programme(dora)
    for number, _chance in times():
        people = [make_person() for _person in range(size)]
        round = round_in("confirmation", programme)
        one = proposal_in("proposed", round, *people, answers=["yes"] * (size - 1))
        ends = [
            partial(expire_proposals, at=OVER),
            partial(cancel_round, round=round, by=dora, at=SOON),
            partial(exclude, other=people[0], by=people[-1], at=SOON),
        ]
        before = people[-1] if number % 2 else people[0]
        results = race(yes(one, people[-1]), ends[number % 3], no(one, before))
        said(results)
        one.refresh_from_db()
        assert isinstance(results[0], Tandem) == (one.state == P.CONFIRMED), (number, results)
        assert one.state != P.PROPOSED, (number, results)
        assert broken(people) == [], (number, results)


def test_last_place_claimed_by_two_proposals_begins_one_tandem(dora: Person, race: Race) -> None:
    programme = make_programme(dora)
    for number, chance in times():
        amira, *others = people = [make_person() for _person in range(6)]
        begin(amira, others[0])
        sizes = chance.choice([(1, 1), (2, 1), (2, 2)])
        first, second = others[1 : 1 + sizes[0]], others[3 : 3 + sizes[1]]
        claims = [
            proposal_in(
                "proposed", round_in("confirmation", programme), amira, *rest, answers=["yes"] * len(rest)
            )
            for rest in (first, second)
        ]
        results = race(*(yes(one, rest[-1]) for one, rest in zip(claims, (first, second), strict=True)))
        assert sorted(said(results)) == ["Tandem", "over"], (number, results)
        states = sorted(
            Proposal.objects.filter(pk__in=[one.pk for one in claims]).values_list("state", flat=True)
        )
        assert states == ["confirmed", "declined"], (number, states)
        assert broken(people) == [], number


def test_last_place_claimed_by_a_proposal_and_an_invitation_begins_one_tandem(
    dora: Person, race: Race
) -> None:
    programme = make_programme(dora)
    for number, chance in times():
        amira, ben, clara, emil = people = [make_person() for _person in range(4)]
        begin(amira, emil)
        one = proposal_in("proposed", round_in("confirmation", programme), amira, ben, answers=["yes"])
        sender, receiver = chance.sample([amira, clara], k=2)
        asked = invitation_in("sent", sender, receiver)
        results = race(
            yes(one, ben), partial(accept_invitation, invitation_id=asked.pk, by=receiver, at=SOON)
        )
        words = said(results)
        assert words in (["Tandem", "capacity"], ["over", "Tandem"]), (number, words)
        one.refresh_from_db()
        asked.refresh_from_db()
        expected = ("confirmed", "sent") if words[0] == "Tandem" else ("declined", "accepted")
        assert (one.state, asked.state) == expected, (number, words)
        assert broken(people) == [], number


def test_same_two_by_a_proposal_and_an_invitation_begin_one_tandem(dora: Person, race: Race) -> None:
    programme = make_programme(dora)
    for number, _chance in times():
        amira, ben = people = [make_person() for _person in range(2)]
        one = proposal_in("proposed", round_in("confirmation", programme), amira, ben, answers=["yes"])
        asked = invitation_in("sent", amira, ben)
        results = race(yes(one, ben), partial(accept_invitation, invitation_id=asked.pk, by=ben, at=SOON))
        assert said(results).count("Tandem") == 1, (number, results)
        assert Tandem.objects.filter(members__person=amira).count() == 1, number
        assert broken(people) == [], (number, results)


def test_coordinators_removing_each_other_at_once_leave_one(dora: Person, emil: Person, race: Race) -> None:
    for number, _chance in times():
        programme = make_programme(dora, emil)
        others = [(dora, dora), (emil, emil)] if number % 2 else [(dora, emil), (emil, dora)]
        results = race(
            *(
                partial(end_coordination, programme=programme, person=person, by=by, at=SOON)
                for by, person in others
            )
        )
        refused = "last_coordinator" if number % 2 else "not_yours"
        assert sorted(said(results)) == sorted(["NoneType", refused]), (number, results)
        assert len(coordinators_of(programme)) == 1, number


def test_operator_and_coordinators_ending_all_rights_at_once_leave_one(
    dora: Person, emil: Person, oksana: Person, race: Race
) -> None:
    for number, _chance in times():
        programme = make_programme(dora, emil)
        clicks = [(oksana, dora), (oksana, emil), (dora, emil), (emil, dora)]
        said(
            race(
                *(
                    partial(end_coordination, programme=programme, person=person, by=by, at=SOON)
                    for by, person in clicks
                )
            )
        )
        assert len(coordinators_of(programme)) == 1, number


def in_review(programme: Programme) -> tuple[Round, list[Person]]:
    round = round_in("review", programme)
    people = [make_person() for _person in range(5)]
    proposal_in("draft", round, *people[:2])
    proposal_in("draft", round, *people[2:])
    return round, people


def test_two_clicks_on_send_send_once(dora: Person, emil: Person, race: Race) -> None:
    programme = make_programme(dora, emil)
    for number, _chance in times():
        round, people = in_review(programme)
        Delivery.objects.all().delete()
        results = race(*(partial(send_proposals, round=round, by=by, at=SOON) for by in (dora, dora, emil)))
        assert sorted(said(results)) == ["int", "not_now", "not_now"], (number, results)
        assert set(round.proposals.values_list("state", flat=True)) == {P.PROPOSED}, number
        parts = list(Delivery.objects.values_list("payload__arguments__people", flat=True))
        assert sorted(parts[0]) == sorted(str(person.pk) for person in people), number
        assert (len(parts), broken(people)) == (1, []), number


def test_send_against_leaving_and_an_exclusion_sends_nothing_to_those_who_left(
    dora: Person, race: Race
) -> None:
    programme = make_programme(dora)
    for number, _chance in times():
        round, people = in_review(programme)
        results = race(
            partial(send_proposals, round=round, by=dora, at=SOON),
            partial(withdraw, round=round, by=people[0], at=SOON),
            partial(exclude, other=people[2], by=people[3], at=SOON),
        )
        assert set(said(results)) <= {"int", "NoneType", "Exclusion", "nothing"}, (number, results)
        held = Seat.objects.filter(person=people[0], proposal__state__in=(P.DRAFT, P.PROPOSED))
        assert not held.exists(), (number, results)
        mine = Enrolment.objects.get(round=round, person=people[0])
        assert (mine.state, broken(people)) == (Enrolment.State.WITHDRAWN, []), (number, results)

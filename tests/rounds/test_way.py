"""A round from registration to tandems, as coordinators and people take it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mutua.errors import DomainError
from mutua.outbox.models import Delivery
from mutua.people.models import Person
from mutua.programmes.models import Pairing
from mutua.rounds.actions.circle import start_circle
from mutua.rounds.actions.enrolment import enrol, withdraw
from mutua.rounds.actions.proposal import expire_proposals, say_no, send_proposals
from mutua.rounds.actions.round import ask_wishes
from mutua.rounds.actions.run import choose_scenario, start_run
from mutua.rounds.models import Candidate, Enrolment, Proposal, Run, Seat, Waiting
from mutua.tandems.actions.begin import accept_proposal
from mutua.tandems.models import Tandem
from tests.cast import browser_of
from tests.factories import AT, make_person
from tests.rounds.team import in_review, join, make_people, make_round, proposed, work_off

pytestmark = pytest.mark.django_db(transaction=True)


def test_whole_way_from_registration_to_tandems(dora: Person) -> None:
    round = make_round(dora)
    join(round, make_people(10))
    ask_wishes(round=round, by=dora, at=AT)
    work_off()
    assert Candidate.objects.filter(round=round).count() == 10 * 5  # only the other kind can teach
    start_run(round=round, kinds=["own", "common", "different"], seed=7, by=dora, at=AT)
    work_off()
    run = Run.objects.get()
    figures = [scenario.figures for scenario in run.scenarios.order_by("place")]
    assert (run.state, run.people, [one["paired"] for one in figures]) == (Run.State.DONE, 10, [10, 10, 10])
    choose_scenario(round=round, scenario_id=run.scenarios.get(place=1).pk, by=dora, at=AT)
    assert send_proposals(round=round, by=dora, at=AT) == 5
    work_off()
    for proposal in Proposal.objects.all():
        first, second = (seat.person for seat in proposal.seats.all())
        assert accept_proposal(proposal_id=proposal.pk, by=first, at=AT) is None
        assert isinstance(accept_proposal(proposal_id=proposal.pk, by=second, at=AT), Tandem)
    round.refresh_from_db()
    assert set(round.enrolments.values_list("state", flat=True)) == {Enrolment.State.IN_TANDEM}
    assert Pairing.objects.count() == Tandem.objects.count() == 5
    assert {one.tandem for one in Proposal.objects.all()} == set(Tandem.objects.values_list("pk", flat=True))


def test_same_seed_gives_the_same_tandems(dora: Person) -> None:
    round = in_review(dora, 12)
    first = pairs()
    start_run(round=round, kinds=["own"], seed=1, by=dora, at=AT)
    work_off()
    assert pairs() == first


def test_reasons_are_said_to_each_in_both_languages(dora: Person) -> None:
    in_review(dora)
    for seat in Seat.objects.all():
        assert set(seat.reasons) == {"de", "en"}
        assert all(said["why"] and said["difference"] and said["starter"] for said in seat.reasons.values())


def test_one_no_ends_a_proposal_and_both_wait(dora: Person) -> None:
    proposed(dora, 2)
    one, other = Seat.objects.order_by("position")
    accept_proposal(proposal_id=one.proposal_id, by=one.person, at=AT)
    say_no(proposal_id=one.proposal_id, by=other.person, at=AT)
    assert Proposal.objects.get().state == Proposal.State.DECLINED
    assert set(Enrolment.objects.values_list("state", flat=True)) == {Enrolment.State.WAITING}
    with pytest.raises(DomainError, match="not_open"):
        accept_proposal(proposal_id=one.proposal_id, by=one.person, at=AT)


def test_proposal_runs_out_after_seven_days(dora: Person) -> None:
    proposed(dora, 2)
    week = AT + timedelta(days=7)
    assert (expire_proposals(at=week - timedelta(minutes=1)), expire_proposals(at=week)) == (0, 1)
    assert Proposal.objects.get().state == Proposal.State.EXPIRED


def test_those_left_are_matched_once_more_without_the_same_pair(dora: Person) -> None:
    round = proposed(dora, 4)
    before = pairs()
    for proposal in Proposal.objects.all():
        say_no(proposal_id=proposal.pk, by=proposal.seats.first().person, at=AT)
    expire_proposals(at=AT)
    work_off()
    round.refresh_from_db()
    assert (round.state, round.reruns_left) == ("review", 0)
    now = pairs(state="draft")
    assert len(now) == 2
    assert not now & before


def test_withdrawing_during_a_run_leaves_nobody_with_a_ghost(dora: Person) -> None:
    round = make_round(dora, wish_until=None)
    people = make_people(6)
    join(round, people)
    start_run(round=round, kinds=["own"], seed=1, by=dora, at=AT)
    withdraw(round=round, by=people[0], at=AT)
    work_off()
    seated = set(Seat.objects.values_list("person_id", flat=True))
    waiting = set(Waiting.objects.values_list("person_id", flat=True))
    assert people[0].pk not in seated | waiting
    assert seated | waiting == {person.pk for person in people[1:]}


def test_second_run_is_refused_while_one_is_under_way(dora: Person) -> None:
    round = make_round(dora, wish_until=None)
    join(round, make_people(4))
    start_run(round=round, kinds=["own"], seed=1, by=dora, at=AT)
    with pytest.raises(DomainError, match="run_under_way"):
        start_run(round=round, kinds=["own"], seed=2, by=dora, at=AT)


def test_stranger_cannot_run_a_round(dora: Person, clara: Person) -> None:
    round = make_round(dora, wish_until=None)
    with pytest.raises(DomainError, match="not_yours"):
        start_run(round=round, kinds=["own"], seed=1, by=clara, at=AT)


def test_enrolment_without_a_wish_is_not_eligible(dora: Person) -> None:
    round = make_round(dora)
    person = make_person()
    assert enrol(round=round, by=person, at=AT).state == Enrolment.State.APPLIED


def test_cards_of_somebody_without_a_profile_are_an_empty_page(dora: Person) -> None:
    round, newcomer = make_round(dora), make_person()
    join(round, [*make_people(4), newcomer])
    ask_wishes(round=round, by=dora, at=AT)
    work_off()
    page = browser_of(newcomer).get(f"/rounds/{round.pk}/wishes/")
    assert (page.status_code, page.context["cards"]) == (200, [])


def test_circles_that_others_have_left_count_for_those_who_stay(amira: Person, ben: Person) -> None:
    for _number in range(3):
        circle = start_circle(name="Nord", by=amira, at=AT)
        enrol(round=circle.round, by=ben, at=AT)
        withdraw(round=circle.round, by=ben, at=AT)
    with pytest.raises(DomainError, match="too_many_circles"):
        start_circle(name="Nord", by=amira, at=AT)


def test_mails_hold_no_name_and_no_reason(dora: Person) -> None:
    round = make_round(dora, wish_until=None)
    people = make_people(2)
    Person.objects.filter(pk=people[0].pk).update(name="Marker Person")
    join(round, people)
    start_run(round=round, kinds=["own"], seed=1, by=dora, at=AT)
    work_off()
    round.refresh_from_db()
    send_proposals(round=round, by=dora, at=AT)
    from mutua.outbox.worker import deliver_due

    deliver_due(AT, 1)
    mails = Delivery.objects.filter(kind="mail")
    assert mails.count() == 2
    assert "Marker" not in str(list(mails.values_list("payload", flat=True)))


def pairs(**chosen: str) -> set[frozenset[str]]:
    found: dict[object, set[str]] = {}
    for seat in Seat.objects.filter(**{f"proposal__{name}": value for name, value in chosen.items()}):
        found.setdefault(seat.proposal_id, set()).add(str(seat.person_id))
    return {frozenset(people) for people in found.values()}

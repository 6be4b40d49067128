"""Pausing, coming back, a second tandem, and no repeat of former pairs unless both wish it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mutua.errors import DomainError
from mutua.people.models import Person, Profile
from mutua.programmes.actions.pairing import end_pairing
from mutua.programmes.models import Pairing
from mutua.rounds.actions.pause import come_back, pause
from mutua.rounds.actions.proposal import finish_confirmation
from mutua.rounds.actions.rematch import look_for_another
from mutua.rounds.actions.review import lock_proposal, undo
from mutua.rounds.actions.round import ask_wishes
from mutua.rounds.actions.run import start_run
from mutua.rounds.actions.wishes import name_someone
from mutua.rounds.models import Enrolment, Proposal, Round, Seat
from mutua.rounds.queries.pool import round_pool
from mutua.tandems.actions.begin import accept_proposal
from tests.cast import browser_of
from tests.factories import AT
from tests.rounds.team import in_review, join, make_people, make_round, proposed, work_off

pytestmark = pytest.mark.django_db(transaction=True)


def everybody_says_yes() -> None:
    for seat in Seat.objects.filter(proposal__state=Proposal.State.PROPOSED).select_related("person"):
        accept_proposal(proposal_id=seat.proposal_id, by=seat.person, at=AT)


def test_pausing_ends_an_open_proposal_and_keeps_the_place(dora: Person) -> None:
    round = proposed(dora, 2)
    one, _other = (seat.person for seat in Seat.objects.order_by("position"))
    pause(by=one, at=AT)
    assert Proposal.objects.get().state == Proposal.State.DECLINED
    assert set(round.enrolments.values_list("state", flat=True)) == {Enrolment.State.WAITING}
    assert one.pk not in round_pool(round, at=AT).sheets
    come_back(by=one, at=AT)
    assert one.pk in round_pool(round, at=AT).sheets


def test_pausing_twice_is_refused(amira: Person) -> None:
    pause(by=amira, at=AT)
    with pytest.raises(DomainError, match="not_now"):
        pause(by=amira, at=AT)


def test_pause_page_pauses_and_comes_back(amira: Person) -> None:
    browser = browser_of(amira)
    browser.post("/me/pause/")
    amira.refresh_from_db()
    assert amira.state == Person.State.PAUSED
    assert "I am back" in browser.get("/me/pause/").content.decode()
    browser.post("/me/pause/")
    amira.refresh_from_db()
    assert amira.state == Person.State.ACTIVE


def test_second_tandem_needs_room(dora: Person) -> None:
    round = proposed(dora, 4)
    everybody_says_yes()
    person = Seat.objects.first().person
    with pytest.raises(DomainError, match="no_room"):
        look_for_another(round=round, by=person, at=AT)
    Profile.objects.filter(person=person).update(capacity=2)
    look_for_another(round=round, by=person, at=AT)
    assert round.enrolments.get(person=person).state == Enrolment.State.WAITING


def test_running_round_matches_those_who_wait_and_goes_on(dora: Person) -> None:
    round = proposed(dora, 4)
    Round.objects.update(reruns_left=0)
    everybody_says_yes()
    finish_confirmation(round=round, at=AT)
    people = [enrolment.person for enrolment in round.enrolments.all()]
    Profile.objects.update(capacity=2)
    for person in people:
        look_for_another(round=round, by=person, at=AT)
    start_run(round=round, kinds=["own"], seed=1, by=dora, at=AT)
    work_off()
    round.refresh_from_db()
    assert (round.state, round.began_at) == (Round.State.REVIEW, AT)
    before = {frozenset(pair) for pair in Pairing.objects.values_list("first_id", "second_id")}
    drafts = Proposal.objects.filter(state=Proposal.State.DRAFT)
    again = {frozenset(one.seats.values_list("person_id", flat=True)) for one in drafts}
    assert len(again) == 2
    assert not again & before


def test_former_pair_comes_up_again_only_if_both_name_each_other(dora: Person) -> None:
    one, other = make_people(2)
    old = Pairing.objects.create(
        tandem="11111111-1111-1111-1111-111111111111",
        first=min(one, other, key=lambda person: person.pk),
        second=max(one, other, key=lambda person: person.pk),
        began_at=AT - timedelta(days=300),
    )
    end_pairing(tandem=old.tandem, at=AT - timedelta(days=100))
    round = make_round(dora)
    join(round, [one, other])
    ask_wishes(round=round, by=dora, at=AT)
    name_someone(round=round, email=other.email, by=one, at=AT)
    start_run(round=round, kinds=["own"], seed=1, by=dora, at=AT)
    work_off()
    assert Proposal.objects.count() == 0
    Round.objects.update(state=Round.State.WISHES)
    name_someone(round=round, email=one.email, by=other, at=AT)
    start_run(round=round, kinds=["own"], seed=1, by=dora, at=AT)
    work_off()
    assert Proposal.objects.count() == 1


def test_undo_brings_back_nobody_who_pauses(dora: Person) -> None:
    round = in_review(dora, 4)
    draft = Proposal.objects.order_by("pk").first()
    one, other = (seat.person for seat in draft.seats.all())
    lock_proposal(proposal=draft, locked=True, by=dora, at=AT)
    pause(by=one, at=AT)
    undo(round=round, by=dora, at=AT)
    assert not Seat.objects.filter(person=one).exists()
    assert list(round.scenario.waiting.values_list("person_id", flat=True)) == [other.pk]

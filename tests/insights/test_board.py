"""The board of a running round tells counts of at least five tandems; hints go to those nobody learns of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mutua.errors import DomainError
from mutua.insights.health import Stage, health
from mutua.insights.nudges import send_nudge
from mutua.outbox.models import Delivery
from mutua.outbox.worker import deliver_due
from mutua.people.models import Person
from mutua.rounds.models import Proposal, Round, Seat
from mutua.tandems.actions.begin import accept_proposal
from mutua.tandems.models import Member, Tandem
from tests.cast import browser_of
from tests.factories import AT
from tests.rounds.team import proposed

pytestmark = pytest.mark.django_db(transaction=True)


def running(dora: Person, people: int) -> Round:
    round = proposed(dora, people)
    Delivery.objects.all().delete()
    for seat in Seat.objects.filter(proposal__state=Proposal.State.PROPOSED).select_related("person"):
        accept_proposal(proposal_id=seat.proposal_id, by=seat.person, at=AT)
    Delivery.objects.all().delete()
    Round.objects.filter(pk=round.pk).update(state=Round.State.RUNNING)
    round.refresh_from_db()
    return round


def test_four_tandems_are_too_few_for_any_number(dora: Person) -> None:
    found = health(running(dora, 8), at=AT)
    assert (found.shown, list(found.cells), found.tandems) == (False, [], 0)


def test_six_without_a_date_are_told(dora: Person) -> None:
    found = health(running(dora, 12), at=AT)
    told = {cell.stage: cell.count for cell in found.cells}
    assert told[Stage.NO_FIRST_DATE] == 6


def test_one_apart_from_the_others_is_never_told(dora: Person) -> None:
    round = running(dora, 14)
    Tandem.objects.filter(pk=Tandem.objects.first().pk).update(state=Tandem.State.CLOSED)
    told = {cell.stage: cell.count for cell in health(round, at=AT).cells}
    assert told[Stage.RESTING] is None
    assert told[Stage.NO_FIRST_DATE] is None  # 6 of 7 would tell that one has ended


def test_hint_goes_to_exactly_those_tandems_and_says_nothing_of_them(dora: Person) -> None:
    round = running(dora, 12)
    send_nudge(round=round, stage=Stage.NO_FIRST_DATE, by=dora, at=AT)
    deliver_due(AT, 1)
    mails = Delivery.objects.filter(kind="mail")
    members = Member.objects.select_related("person")
    assert sorted(mails.values_list("recipient", flat=True)) == sorted(one.person.email for one in members)
    names = [one.person.name for one in members]
    assert not any(name in str(mail.payload) for mail in mails for name in names)


def test_hint_is_refused_again_for_two_weeks(dora: Person) -> None:
    round = running(dora, 12)
    send_nudge(round=round, stage=Stage.NO_FIRST_DATE, by=dora, at=AT)
    with pytest.raises(DomainError, match="too_soon"):
        send_nudge(round=round, stage=Stage.NO_FIRST_DATE, by=dora, at=AT + timedelta(days=13))
    send_nudge(round=round, stage=Stage.NO_FIRST_DATE, by=dora, at=AT + timedelta(days=15))


def test_hint_to_a_group_that_is_not_told_is_refused(dora: Person) -> None:
    round = running(dora, 12)
    with pytest.raises(DomainError, match="too_few"):
        send_nudge(round=round, stage=Stage.NO_NEXT_DATE, by=dora, at=AT)


def test_strangers_and_operators_do_not_see_the_board(dora: Person, clara: Person, oksana: Person) -> None:
    round = running(dora, 12)
    for person in (clara, oksana, Seat.objects.first().person):
        assert browser_of(person).get(f"/rounds/{round.pk}/running/").status_code == 404
        answer = browser_of(person).post(f"/rounds/{round.pk}/running/no_first_date/")
        assert answer.status_code == 404


def test_board_names_nobody(dora: Person) -> None:
    round = running(dora, 12)
    page = browser_of(dora).get(f"/rounds/{round.pk}/running/").content.decode()
    assert "Noch kein erster Termin" in page
    names = Person.objects.exclude(pk=dora.pk).values_list("name", flat=True)
    assert [name for name in names if name in page] == []

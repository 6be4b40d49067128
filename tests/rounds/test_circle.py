"""A team's own circle: no coordinator sees it, any member begins, everybody decides."""

from __future__ import annotations

import pytest
from django.utils import timezone

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.rounds.actions.circle import match_circle, start_circle
from mutua.rounds.actions.enrolment import enrol
from mutua.rounds.actions.proposal import expire_proposals
from mutua.rounds.models import Circle, Enrolment, Proposal, Round
from mutua.tandems.actions.begin import accept_proposal
from mutua.tandems.models import Tandem
from tests.cast import browser_of
from tests.factories import AT
from tests.rounds.team import make_people, make_programme, work_off

pytestmark = pytest.mark.django_db(transaction=True)


def circle_of(people: list[Person]) -> Circle:
    circle = start_circle(name="Team Nord", by=people[0], at=AT)
    for person in people[1:]:
        enrol(round=circle.round, by=person, at=AT)
    return circle


def test_circle_of_four_comes_to_tandems_without_anybody_else() -> None:
    people = make_people(4)
    circle = circle_of(people)
    match_circle(circle=circle, by=people[3], at=AT)
    work_off()
    circle.round.refresh_from_db()
    assert circle.round.state == Round.State.CONFIRMATION
    for proposal in Proposal.objects.filter(state=Proposal.State.PROPOSED):
        for seat in proposal.seats.all():
            accept_proposal(proposal_id=proposal.pk, by=seat.person, at=AT)
    expire_proposals(at=AT)
    circle.round.refresh_from_db()
    assert (Tandem.objects.count(), circle.round.state) == (2, Round.State.RUNNING)


def test_three_are_too_few() -> None:
    people = make_people(3)
    circle = circle_of(people)
    with pytest.raises(DomainError, match="too_few_members"):
        match_circle(circle=circle, by=people[0], at=AT)


def test_stranger_cannot_begin_and_sees_nothing(clara: Person) -> None:
    circle = circle_of(make_people(4))
    with pytest.raises(DomainError, match="not_a_member"):
        match_circle(circle=circle, by=clara, at=AT)
    assert browser_of(clara).get(f"/circles/{circle.pk}/").status_code == 404


def test_no_coordinator_sees_a_circle(dora: Person, oksana: Person) -> None:
    make_programme(dora)
    circle = circle_of(make_people(4))
    for person in (dora, oksana):
        browser = browser_of(person)
        for page in ("", "people/", "review/", "preview/", "running/", "run/"):
            assert browser.get(f"/rounds/{circle.round_id}/{page}").status_code == 404
        assert browser.get(f"/circles/{circle.pk}/").status_code == 404


def test_circle_in_which_nobody_fits_goes_on_looking_for_members() -> None:
    people = make_people(4, offers=["sk_presenting"], wishes=["sk_presenting"], directions=["cd_expert"])
    circle = circle_of(people)
    match_circle(circle=circle, by=people[0], at=AT)
    work_off()
    circle.round.refresh_from_db()
    waiting = Proposal.objects.filter(state=Proposal.State.PROPOSED).count()
    assert circle.round.state == (Round.State.CONFIRMATION if waiting else Round.State.REGISTRATION)


def test_pages_lead_from_the_start_to_the_tandems() -> None:
    people = make_people(4)
    browser = browser_of(people[0])
    page = browser.post("/circles/new/", {"name": "Team Nord"}, follow=True)
    circle = Circle.objects.get()
    assert circle.key in page.content.decode()
    for person in people[1:]:
        answer = browser_of(person).post(f"/circles/join/{circle.key}/", follow=True)
        assert answer.redirect_chain == [(f"/circles/{circle.pk}/", 302)]
    assert "Find our tandems" in browser.get(f"/circles/{circle.pk}/").content.decode()
    browser.post(f"/circles/{circle.pk}/match/")
    work_off(timezone.now())
    assert set(Enrolment.objects.values_list("state", flat=True)) == {Enrolment.State.MATCHED}


def test_link_of_a_circle_that_has_begun_leads_nowhere(clara: Person) -> None:
    people = make_people(4)
    circle = circle_of(people)
    match_circle(circle=circle, by=people[0], at=AT)
    assert browser_of(clara).get(f"/circles/join/{circle.key}/").status_code == 404

"""Two clicks at the same moment leave exactly one outcome."""

from __future__ import annotations

import pytest

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.programmes import rules
from mutua.programmes.actions import invitation as actions
from mutua.programmes.models import Invitation
from mutua.programmes.queries.invitations import letter_of
from mutua.tandems.actions.begin import accept_invitation
from mutua.tandems.models import Tandem
from tests.conftest import Race
from tests.factories import AT, make_person
from tests.programmes.invited import LATER, LETTER, draft, invitation_in, reflect, sent

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def outcomes(results: list[object]) -> list[str]:
    return sorted(
        result.code if isinstance(result, DomainError) else type(result).__name__ for result in results
    )


def test_accept_decline_withdraw_at_once_leave_one_outcome(race: Race) -> None:
    for _round in range(ROUNDS):
        amira, ben = make_person(), make_person()  # new ones: nobody may run out of room for tandems
        one = sent(amira, ben)
        results = race(
            lambda one=one, ben=ben: accept_invitation(invitation_id=one.pk, by=ben, at=LATER),
            lambda one=one, ben=ben: actions.decline_invitation(
                invitation_id=one.pk, reply="rep_no_time", by=ben, at=LATER
            ),
            lambda one=one, amira=amira: actions.withdraw_invitation(
                invitation_id=one.pk, by=amira, at=LATER
            ),
        )
        won = [place for place, result in enumerate(results) if isinstance(result, Tandem | Invitation)]
        one.refresh_from_db()
        assert outcomes(results)[1:] == ["not_open", "not_open"], results
        assert one.state == ("accepted", "declined", "withdrawn")[won[0]]
        assert letter_of(one, amira).reply == ("rep_yes", "rep_no_time", "")[won[0]]
        assert Tandem.objects.count() == (won[0] == 0)
        Tandem.objects.all().delete()


def test_double_click_on_yes_begins_one_tandem(amira: Person, ben: Person, race: Race) -> None:
    one = sent(amira, ben)

    def accept() -> Tandem:
        return accept_invitation(invitation_id=one.pk, by=ben, at=LATER)

    assert outcomes(race(accept, accept, accept)) == ["Tandem", "not_open", "not_open"]
    assert Tandem.objects.count() == 1


def test_both_accept_each_other_at_once_begins_one_tandem(amira: Person, ben: Person, race: Race) -> None:
    there, back = invitation_in("sent", amira, ben), invitation_in("sent", ben, amira)
    results = race(
        lambda: accept_invitation(invitation_id=there.pk, by=ben, at=LATER),
        lambda: accept_invitation(invitation_id=back.pk, by=amira, at=LATER),
    )
    assert outcomes(results) == ["Tandem", "not_open"]
    states = sorted(Invitation.objects.values_list("state", flat=True))
    assert (Tandem.objects.count(), states) == (1, ["accepted", "withdrawn"])


def test_last_place_taken_by_two_invitations_at_once_begins_one_tandem(amira: Person, race: Race) -> None:
    accept_invitation(invitation_id=sent(amira, first := make_person()).pk, by=first, at=LATER)
    people = [make_person(), make_person()]
    pairs = [(sent(amira, person), person) for person in people]
    results = race(
        *(
            lambda one=one, person=person: accept_invitation(invitation_id=one.pk, by=person, at=LATER)
            for one, person in pairs
        )
    )
    assert outcomes(results) == ["Tandem", "capacity"]
    assert sorted(Invitation.objects.values_list("state", flat=True)) == ["accepted", "accepted", "sent"]


def test_accept_against_expiry_leaves_one_outcome(amira: Person, ben: Person, race: Race) -> None:
    one = sent(amira, ben)
    race(
        lambda: accept_invitation(invitation_id=one.pk, by=ben, at=LATER),
        lambda: actions.expire_invitations(at=one.expires_at),
    )
    one.refresh_from_db()
    assert (one.state, Tandem.objects.count()) in [("accepted", 1), ("expired", 0)]


def test_double_click_on_send_sends_once(amira: Person, ben: Person, race: Race) -> None:
    one = draft(amira, ben)

    def send() -> Invitation:
        return actions.send_invitation(invitation=one, by=amira, at=AT)

    assert outcomes(race(send, send)) == ["Invitation", "already_open"]


def test_sending_at_once_keeps_to_the_limit(amira: Person, race: Race) -> None:
    for _number in range(rules.MOST_OPEN - 1):
        sent(amira, make_person())
    drafts = [draft(amira, make_person()) for _number in range(3)]
    results = race(
        *(lambda one=one: actions.send_invitation(invitation=one, by=amira, at=AT) for one in drafts)
    )
    assert outcomes(results) == ["Invitation", "too_many_open", "too_many_open"]


def test_invitations_crossing_each_other_do_not_lock_up(amira: Person, ben: Person, race: Race) -> None:
    there, back = draft(amira, ben), draft(ben, amira)
    results = race(
        lambda: actions.send_invitation(invitation=there, by=amira, at=AT),
        lambda: actions.send_invitation(invitation=back, by=ben, at=AT),
    )
    assert outcomes(results) == ["Invitation", "they_invited_you"]


def test_same_unknown_address_twice_at_once_makes_one_person(
    amira: Person, ben: Person, race: Race, settings
) -> None:
    settings.EMAIL_DOMAINS = ["example.org"]
    reflect(amira, ben)

    def invite(by: Person, email: str) -> Invitation:
        return actions.draft_by_address(email=email, letter=LETTER, by=by, at=AT)

    for number in range(ROUNDS):
        email = f"new{number}@example.org"
        results = race(*(lambda by=by, email=email: invite(by, email) for by in (amira, ben)))
        assert outcomes(results) == ["Invitation", "Invitation"]
        assert Person.objects.filter(email=email).count() == 1

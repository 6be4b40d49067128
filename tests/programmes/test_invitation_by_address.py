"""Inviting an address: known, new or outside, and nobody can tell which it was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.people.queries import people_here
from mutua.programmes.actions import invitation as actions
from mutua.programmes.queries.invitations import (
    known_as,
    sent_by,
)
from tests.factories import AT, make_person
from tests.programmes.invited import LATER, LETTER, code_of, mails, reflect


def test_unknown_address_becomes_an_invited_person(amira, settings):
    settings.EMAIL_DOMAINS = ["example.org"]
    reflect(amira)
    one = actions.draft_by_address(email="New.Person@Example.org", letter=LETTER, by=amira, at=AT)
    person = Person.objects.get(email="new.person@example.org")
    assert (one.receiver, person.state, person.name, person.language) == (person, "invited", "", "en")
    assert mails() == []


def test_unknown_address_without_domains_stays_outside_and_gets_nothing(amira):
    reflect(amira)
    one = actions.draft_by_address(email="Nobody@Example.org", letter=LETTER, by=amira, at=AT)
    again = actions.draft_by_address(email="nobody@example.org", letter=LETTER, by=amira, at=AT)
    assert (again.pk, one.receiver.state, one.receiver.is_active) == (one.pk, "outside", False)
    actions.send_invitation(invitation=one, by=amira, at=AT)
    actions.expire_invitations(at=AT + timedelta(days=12))
    assert ([row.status for row in sent_by(amira, at=LATER)], mails()) == (["open"], [])
    assert list(people_here()) == [amira]


def test_address_outside_the_domains_is_refused_known_or_not(amira, settings):
    settings.EMAIL_DOMAINS = ["firm.example"]
    reflect(amira)
    make_person("Known Person")
    errors = [
        code_of(actions.draft_by_address, email=email, letter=LETTER, by=amira, at=AT)
        for email in ("known@example.org", "unknown@example.org")
    ]
    assert errors == ["domain", "domain"]


def test_receiver_known_by_address_is_listed_by_address(amira, ben, settings):
    settings.EMAIL_DOMAINS = ["example.org"]
    reflect(amira)
    by_address = actions.draft_by_address(email="ben@example.org", letter=LETTER, by=amira, at=AT)
    assert known_as(by_address) == "ben@example.org"


def test_drafts_by_address_end_at_twenty_a_day(amira):
    reflect(amira)
    for number in range(20):
        actions.draft_by_address(email=f"nobody{number}@example.org", letter=LETTER, by=amira, at=AT)
    with pytest.raises(DomainError, match="too_many_drafts"):
        actions.draft_by_address(email="one-more@example.org", letter=LETTER, by=amira, at=AT)
    tomorrow = AT + timedelta(days=1, seconds=1)
    actions.draft_by_address(email="one-more@example.org", letter=LETTER, by=amira, at=tomorrow)

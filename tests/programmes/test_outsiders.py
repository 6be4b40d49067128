"""Whoever is not here does not stay in the database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mutua.people.actions.exclusion import exclude_address
from mutua.people.actions.signin import keep_address
from mutua.people.models import Person
from mutua.programmes.actions import invitation as actions
from mutua.programmes.actions.outsiders import KEEP, forget_outsiders
from mutua.vault.models import DataKey
from tests.factories import AT
from tests.programmes.invited import LETTER, reflect


def addresses() -> list[str]:
    outside = Person.objects.filter(state=Person.State.OUTSIDE)
    return sorted(outside.values_list("email", flat=True))


@pytest.mark.django_db(transaction=True)
def test_outsiders_go_with_their_letters_and_keys_once_nothing_needs_them(amira: Person) -> None:
    reflect(amira)
    old = actions.draft_by_address(email="old@example.org", letter=LETTER, by=amira, at=AT - KEEP)
    actions.draft_by_address(email="new@example.org", letter=LETTER, by=amira, at=AT)
    exclude_address(email="apart@example.org", by=amira, at=AT - 2 * KEEP)
    assert forget_outsiders(at=AT) == 1
    assert addresses() == ["apart@example.org", "new@example.org"]
    assert not DataKey.objects.filter(scope_kind="invitation", scope_id=old.id).exists()


@pytest.mark.django_db
def test_people_who_are_here_are_never_forgotten(amira: Person, ben: Person) -> None:
    assert forget_outsiders(at=AT + timedelta(days=1000)) == 0
    assert Person.objects.count() == 2


@pytest.mark.django_db
def test_outsider_who_joined_stays(amira: Person) -> None:
    person = keep_address(email="joined@example.org", language="de", at=AT - 2 * KEEP)
    Person.objects.filter(id=person.id).update(state=Person.State.ACTIVE)
    assert forget_outsiders(at=AT) == 0

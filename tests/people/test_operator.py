"""The first operator comes into being by a printed link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from mutua.errors import DomainError
from mutua.people.actions.operator import create_first_operator, operator_link
from mutua.people.models import Person
from tests.conftest import Race

pytestmark = pytest.mark.django_db

OKSANA = {"name": "Oksana Bondar", "email": "Oksana@example.org"}


def path_of(link: str | None) -> str:
    assert link is not None
    return link.removeprefix("http://testserver")


def test_link_makes_the_operator_and_signs_in(stranger: Client) -> None:
    path = path_of(operator_link(at=timezone.now()))
    assert stranger.get(path).status_code == 200
    assert stranger.post(path, OKSANA).url == "/"
    person = Person.objects.get()
    assert (person.email, person.is_operator, person.state) == ("oksana@example.org", True, "active")
    assert stranger.session["_auth_user_id"] == str(person.pk)


def test_no_link_where_there_is_an_operator(oksana: Person) -> None:
    assert operator_link(at=timezone.now()) is None


def test_used_link_is_gone(stranger: Client) -> None:
    path = path_of(operator_link(at=timezone.now()))
    stranger.post(path, OKSANA)
    assert Client().get(path).status_code == 410
    assert Client().post(path, {"name": "Eve", "email": "eve@example.org"}).status_code == 410
    assert Person.objects.count() == 1


def test_link_of_yesterday_is_gone(stranger: Client) -> None:
    now = timezone.now()
    path = path_of(operator_link(at=now))
    with time_machine.travel(now + timedelta(hours=25)):
        assert stranger.get(path).status_code == 410


def test_forged_link_is_gone(stranger: Client) -> None:
    assert stranger.get("/first-operator/20260101000000:x:y/").status_code == 410


def test_imported_person_becomes_the_operator(clara: Person, stranger: Client) -> None:
    path = path_of(operator_link(at=timezone.now()))
    stranger.post(path, {"name": "Clara Nowak", "email": "CLARA@example.org"})
    clara.refresh_from_db()
    assert clara.is_operator


def test_empty_form_is_explained(stranger: Client) -> None:
    response = stranger.post(path_of(operator_link(at=timezone.now())), {})
    assert response.status_code == 422
    assert not Person.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_operator(race: Race) -> None:
    at = timezone.now()
    token = path_of(operator_link(at=at)).split("/")[-2]

    def create(name: str) -> Any:
        email = f"{name}@example.org"
        return create_first_operator(token=token, name=name, email=email, language="en", at=at)

    results = race(lambda: create("oksana"), lambda: create("olena"))
    assert sorted(type(result).__name__ for result in results) == ["DomainError", "Person"]
    assert [r.code for r in results if isinstance(r, DomainError)] == ["link_over"]
    assert Person.objects.filter(is_operator=True).count() == 1

"""The links of the demo, and that they are nowhere else (docs/adr/0004-demo-links.md)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

import mutua.conf.urls  # noqa: F401 - loaded here, so that a test cannot load it while it pretends to be the demo
from mutua.people.models import Person
from mutua.people.sessions import demo_link
from mutua.people.tokens import demo_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.people.demo_urls"


def test_demo_link_signs_in_and_leads_home(demo: None, amira: Person, stranger: Client) -> None:
    link = demo_link(amira)
    assert link.startswith("http://testserver/demo/amira/")
    assert stranger.get(link.removeprefix("http://testserver")).url == "/"
    assert stranger.session["_auth_user_id"] == str(amira.pk)


def test_demo_link_stays_the_same(demo: None, amira: Person) -> None:
    assert demo_link(amira) == demo_link(Person.objects.get(pk=amira.pk))


def test_demo_link_of_another_person_does_not_work(demo: None, amira: Person, ben: Person) -> None:
    assert Client().get(f"/demo/amira/{demo_token(ben.pk)}/").status_code == 404


@pytest.mark.parametrize("name", ["a" * 60_000, "100%", "_mira"], ids=["long", "percent", "underscore"])
def test_demo_link_with_an_odd_name_does_not_work(demo: None, amira: Person, name: str) -> None:
    assert Client().get(f"/demo/{name}/{demo_token(amira.pk)}/").status_code == 404


def test_demo_link_depends_on_the_secret_key(demo: None, amira: Person, settings: Any) -> None:
    before = demo_token(amira.pk)
    settings.SECRET_KEY = "another"
    assert demo_token(amira.pk) != before


def test_demo_link_of_someone_who_left_does_not_work(demo: None, amira: Person) -> None:
    link = demo_link(amira).removeprefix("http://testserver")
    Person.objects.filter(pk=amira.pk).update(state=Person.State.LEFT)
    assert Client().get(link).status_code == 404


def test_outside_the_demo_there_is_no_such_address(amira: Person) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("people:demo", args=["amira", "x"])
    assert Client().get(f"/demo/amira/{demo_token(amira.pk)}/").status_code == 404


def test_view_itself_refuses_outside_the_demo(amira: Person, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.people.demo_urls"
    assert Client().get(f"/demo/amira/{demo_token(amira.pk)}/").status_code == 404

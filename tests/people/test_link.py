"""The link in the mail: looking uses nothing up, one click signs in, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from mutua.errors import DomainError
from mutua.people.actions.signin import send_sign_in_mail, use_link
from mutua.people.models import Person, SignInLink
from mutua.people.tokens import hash_of
from tests.conftest import Race
from tests.factories import make_person
from tests.people.conftest import Mailbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(amira: Person, stranger: Client, mail_for: Mailbox) -> str:
    cache.clear()
    stranger.post("/sign-in/", {"email": amira.email})
    return mail_for(amira.email)[1]


def test_link_signs_in_another_browser_by_one_click(link: str, amira: Person) -> None:
    phone = Client()
    page = phone.get(link)
    assert page.status_code == 200
    assert phone.post(link).url == "/"
    assert phone.session["_auth_user_id"] == str(amira.pk)


def test_looking_at_the_link_uses_nothing_up(link: str) -> None:
    scanner = Client()
    for _ in range(3):
        assert scanner.get(link).status_code == 200
        assert scanner.head(link).status_code == 200
    assert SignInLink.objects.get().used_at is None
    assert Client().post(link).status_code == 302


def test_used_link_is_gone(link: str) -> None:
    Client().post(link)
    assert (Client().get(link).status_code, Client().post(link).status_code) == (410, 410)


def test_link_that_never_was_looks_like_a_used_one(link: str) -> None:
    Client().post(link)
    used, unknown = Client().get(link), Client().get("/sign-in/link/never-was/")
    assert used.status_code == unknown.status_code == 410
    assert used.templates[0].name == unknown.templates[0].name == "people/link_over.html"


def test_link_ends_after_fifteen_minutes(link: str) -> None:
    token = link.split("/")[-2]
    with pytest.raises(DomainError, match="link_over"):
        use_link(token=token, at=timezone.now() + timedelta(minutes=15, seconds=1))
    assert use_link(token=token, at=timezone.now() + timedelta(minutes=14)).email == "amira@example.org"


def test_link_of_someone_who_left_is_gone(link: str, amira: Person) -> None:
    Person.objects.filter(pk=amira.pk).update(state=Person.State.LEFT)
    assert Client().post(link).status_code == 410


def test_token_is_stored_hashed_and_has_256_bit(link: str) -> None:
    token = link.split("/")[-2]
    assert len(token) == 43  # 32 bytes in base64 without padding
    assert SignInLink.objects.get().token_hash == hash_of(token) != token


def test_signing_in_with_the_code_ends_the_link(amira: Person, stranger: Client, mail_for: Mailbox) -> None:
    stranger.post("/sign-in/", {"email": amira.email})
    code, link = mail_for(amira.email)
    stranger.post("/sign-in/code/", {"code": code})
    assert Client().get(link).status_code == 410


def test_click_without_the_csrf_token_is_refused(link: str) -> None:
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_sign_in_one(race: Race, monkeypatch: pytest.MonkeyPatch) -> None:
    make_person("Amira Haddad")
    monkeypatch.setattr("mutua.people.actions.signin.new_token", lambda: "the-token")
    arguments = {"email": "amira@example.org", "code": "ABCD-EFGH", "language": "en"}
    send_sign_in_mail(arguments, timezone.now())

    def click() -> Any:
        return use_link(token="the-token", at=timezone.now())

    results = race(click, click, click, click)
    winners = [result for result in results if isinstance(result, Person)]
    losers = [result.code for result in results if isinstance(result, DomainError)]
    assert (len(winners), losers) == (1, ["link_over"] * 3)

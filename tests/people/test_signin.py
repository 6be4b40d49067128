"""Signing in with the code: the way in, wrong codes, limits, and what a session is."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from mutua.outbox.models import Delivery
from mutua.people.models import Person
from tests.cast import browser_of
from tests.factories import make_person
from tests.people.conftest import Mailbox

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_limits_yet(db: None) -> None:
    cache.clear()


def ask(browser: Client, email: str = "amira@example.org", **headers: str) -> int:
    return browser.post("/sign-in/", {"email": email}, **headers).status_code


def signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_code_signs_in_and_leads_home(amira: Person, stranger: Client, mail_for: Mailbox) -> None:
    response = stranger.post("/sign-in/", {"email": "Amira@Example.org"})
    assert (response.status_code, response.url) == (302, "/sign-in/code/")
    code, _link = mail_for("amira@example.org")
    response = stranger.post("/sign-in/code/", {"code": f" {code.lower().replace('-', ' ')} "})
    assert (response.status_code, response.url) == (302, "/")
    assert stranger.session["_auth_user_id"] == str(amira.pk)


def test_first_sign_in_makes_an_invited_person_active(stranger: Client, mail_for: Mailbox) -> None:
    person = make_person("Amira Haddad", state=Person.State.INVITED)
    ask(stranger)
    stranger.post("/sign-in/code/", {"code": mail_for(person.email)[0]})
    person.refresh_from_db()
    assert person.state == Person.State.ACTIVE


def test_sign_in_goes_where_one_wanted_to_go(amira: Person, stranger: Client, mail_for: Mailbox) -> None:
    response = stranger.get("/me/apart/")
    assert response.url == "/sign-in/?next=/me/apart/"
    stranger.get(response.url)
    ask(stranger)
    response = stranger.post("/sign-in/code/", {"code": mail_for(amira.email)[0]})
    assert response.url == "/me/apart/"


def test_sign_in_never_leads_to_another_site(amira: Person, stranger: Client, mail_for: Mailbox) -> None:
    stranger.get("/sign-in/?next=https://evil.example/")
    ask(stranger)
    response = stranger.post("/sign-in/code/", {"code": mail_for(amira.email)[0]})
    assert response.url == "/"


def test_session_key_changes_at_sign_in(amira: Person, stranger: Client, mail_for: Mailbox) -> None:
    ask(stranger)
    before = stranger.session.session_key
    stranger.post("/sign-in/code/", {"code": mail_for(amira.email)[0]})
    assert stranger.session.session_key != before


def test_code_of_another_browser_does_not_work(amira: Person, stranger: Client, mail_for: Mailbox) -> None:
    ask(stranger)
    code = mail_for(amira.email)[0]
    other = Client()
    assert other.post("/sign-in/code/", {"code": code}).url == "/sign-in/"
    assert not signed_in(other)


def test_code_works_once(amira: Person, stranger: Client, mail_for: Mailbox) -> None:
    ask(stranger)
    code = mail_for(amira.email)[0]
    stranger.post("/sign-in/code/", {"code": code})
    stranger.post("/sign-out/")
    assert stranger.post("/sign-in/code/", {"code": code}).url == "/sign-in/"


def test_newer_code_replaces_the_older(amira: Person, stranger: Client, mail_for: Mailbox) -> None:
    ask(stranger)
    old = mail_for(amira.email)[0]
    ask(stranger)
    assert stranger.post("/sign-in/code/", {"code": old}).status_code == 422
    assert not signed_in(stranger)


def test_fifth_wrong_code_ends_it_even_for_the_right_one(
    amira: Person, stranger: Client, mail_for: Mailbox
) -> None:
    ask(stranger)
    code = mail_for(amira.email)[0]
    answers = [stranger.post("/sign-in/code/", {"code": "XXXX-XXXX"}).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 410]
    assert stranger.post("/sign-in/code/", {"code": code}).url == "/sign-in/"


def test_code_is_not_in_the_session_as_it_was_mailed(
    amira: Person, stranger: Client, mail_for: Mailbox
) -> None:
    ask(stranger)
    code = mail_for(amira.email)[0]
    assert code.replace("-", "") not in repr(dict(stranger.session)).replace("-", "")


def test_too_many_mails_are_refused_but_only_to_that_network(amira: Person, stranger: Client) -> None:
    answers = [ask(stranger) for _ in range(6)]
    assert answers == [302, 302, 302, 302, 302, 429]
    owner = Client(REMOTE_ADDR="192.0.2.77")
    assert ask(owner) == 302  # the attack has not locked her out


def test_whoever_has_one_ipv6_address_has_the_network(amira: Person) -> None:
    answers = [ask(Client(REMOTE_ADDR=f"2001:db8::{number:x}")) for number in range(6)]
    assert answers == [302, 302, 302, 302, 302, 429]
    assert ask(Client(REMOTE_ADDR="2001:db8:0:1::1")) == 302


def test_limit_holds_however_many_others_ask(stranger: Client) -> None:
    before = [ask(stranger) for _ in range(6)]
    for number in range(400):
        cache.set(f"another-limit-{number}", [1.0], 600)
    assert (before[-1], ask(stranger)) == (429, 429)


@pytest.mark.parametrize(("proxies", "last"), [(1, 302), (0, 429)])
def test_address_is_told_by_as_many_servers_as_stand_before_this_one(
    settings: Any, proxies: int, last: int
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    callers = [*["192.0.2.1, 198.51.100.9"] * 5, "192.0.2.1, 198.51.100.7"]
    answers = [Client(headers={"X-Forwarded-For": caller}) for caller in callers]
    assert [ask(browser) for browser in answers][-1] == last


@pytest.mark.parametrize(
    "address",
    ["ben.\u017fmith@example.org", "\u0130x@example.org", "i\u0307x@example.org"],
    ids=["long s", "dotted I", "combining dot"],
)
def test_address_that_no_mail_can_reach_is_refused(stranger: Client, address: str) -> None:
    assert stranger.post("/sign-in/", {"email": address}).status_code == 422


def test_guessing_codes_is_slowed_down_but_the_owner_gets_in(
    amira: Person, stranger: Client, mail_for: Mailbox
) -> None:
    tries = []
    for _ in range(4):
        ask(stranger)
        tries += [stranger.post("/sign-in/code/", {"code": "XXXX-XXXX"}).status_code for _ in range(5)]
    assert tries.count(429) == 5
    owner = Client(REMOTE_ADDR="192.0.2.77")
    ask(owner)
    owner.post("/sign-in/code/", {"code": mail_for(amira.email)[0]})
    assert signed_in(owner)


def test_sign_out_needs_a_post_and_clears_the_browser(amira: Person) -> None:
    browser = browser_of(amira)
    assert browser.get("/sign-out/").status_code == 405
    response = browser.post("/sign-out/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not signed_in(browser)


def test_someone_signed_in_is_not_asked_again(amira: Person) -> None:
    assert browser_of(amira).get("/sign-in/").url == "/"


def test_session_ends_when_the_person_leaves(amira: Person) -> None:
    browser = browser_of(amira)
    assert browser.get("/me/").status_code == 200
    Person.objects.filter(pk=amira.pk).update(state=Person.State.LEFT)
    assert browser.get("/me/").url == "/sign-in/?next=/me/"


def test_mail_is_in_the_language_of_the_person(ben: Person, stranger: Client, mail_for: Mailbox) -> None:
    ask(stranger, ben.email, HTTP_ACCEPT_LANGUAGE="en")
    mail_for(ben.email)
    assert Delivery.objects.get(recipient=ben.email).language == "de"


def test_wrong_address_is_explained(stranger: Client) -> None:
    response = stranger.post("/sign-in/", {"email": "amira"})
    assert response.status_code == 422
    assert "amira" in response.content.decode()


def test_pages_are_never_kept_by_the_browser(stranger: Client) -> None:
    assert "no-store" in stranger.get("/sign-in/")["Cache-Control"]

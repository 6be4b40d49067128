"""Every page of one's own asks strangers to sign in, and no page writes when it is only looked at."""

from __future__ import annotations

import pytest
from django.test import Client

from mutua.people.models import Offer, Person, Profile, Reflection
from tests.cast import browser_of

pytestmark = pytest.mark.django_db

OWN_PAGES = (
    "/welcome/",
    "/welcome/why/",
    "/welcome/skills/",
    "/welcome/directions/",
    "/welcome/about/",
    "/me/",
    "/me/visibility/",
    "/me/apart/",
    "/me/apart/00000000-0000-0000-0000-000000000001/lift/",
)


@pytest.mark.parametrize("path", OWN_PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_asked_to_sign_in(stranger: Client, path: str, method: str) -> None:
    response = getattr(stranger, method)(path)
    assert (response.status_code, response.url) == (302, f"/sign-in/?next={path}")


def test_looking_at_all_pages_changes_nothing(amira: Person) -> None:
    browser = browser_of(amira)
    before = _everything()
    for path in OWN_PAGES:
        browser.get(path)
        browser.head(path)
    assert _everything() == before


def test_profile_pages_have_no_address_for_others(amira: Person, ben: Person) -> None:
    """There is no way to name somebody else: every page takes the person from the session."""
    browser = browser_of(ben)
    for path in OWN_PAGES[1:6]:
        assert b"Haddad" not in browser.get(f"{path}?person={amira.pk}").content


def _everything() -> list[object]:
    tables = (Person.objects, Profile.objects, Offer.objects, Reflection.objects)
    return [list(table.order_by("pk").values()) for table in tables]

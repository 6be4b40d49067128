"""The switch for the directory: apart from the one for suggestions, one's own, and with plain words."""

from __future__ import annotations

import pytest

from mutua.errors import DomainError
from mutua.people.actions.profile import hide_profile, list_profile, show_profile, unlist_profile
from mutua.people.models import Person, Profile
from tests.cast import browser_of
from tests.factories import AT, make_profile

pytestmark = pytest.mark.django_db
SWITCH = "/me/listing/"


def switches(person: Person) -> tuple[bool, bool]:
    profile = Profile.objects.get(person=person)
    return profile.visible, profile.listed


def test_nobody_is_in_the_directory_from_the_beginning(amira: Person) -> None:
    assert switches(amira) == (True, False)


def test_put_me_in_and_take_me_out(amira: Person) -> None:
    browser = browser_of(amira)
    assert browser.post(SWITCH, {"listed": "yes"}).url == "/me/"
    assert switches(amira) == (True, True)
    browser.post(SWITCH, {"listed": "no"})
    assert switches(amira) == (True, False)


def test_directory_and_suggestions_are_separate() -> None:
    person = make_profile(visible=False).person
    list_profile(person=person, by=person, at=AT)
    assert switches(person) == (False, True)
    show_profile(person=person, by=person, at=AT)
    unlist_profile(person=person, by=person, at=AT)
    assert switches(person) == (True, False)
    list_profile(person=person, by=person, at=AT)
    hide_profile(person=person, by=person, at=AT)
    assert switches(person) == (False, True)


def test_incomplete_profile_cannot_be_listed() -> None:
    person = make_profile(wishes=[], visible=False).person
    with pytest.raises(DomainError, match="incomplete"):
        list_profile(person=person, by=person, at=AT)
    assert SWITCH not in browser_of(person).get("/me/").content.decode()
    assert switches(person) == (False, False)


def test_nobody_lists_someone_else(amira: Person, ben: Person) -> None:
    for act in (list_profile, unlist_profile):
        with pytest.raises(DomainError, match="not_yours"):
            act(person=amira, by=ben, at=AT)


def test_listing_never_changes_by_looking(amira: Person) -> None:
    assert browser_of(amira).get(SWITCH, {"listed": "yes"}).status_code == 405
    assert switches(amira) == (True, False)


def test_me_says_what_the_directory_would_show(amira: Person) -> None:
    page = browser_of(amira).get("/me/").content.decode()
    for words in ("You are not in the directory", "They see:", "They do not see:", 'value="yes"', SWITCH):
        assert words in page
    browser_of(amira).post(SWITCH, {"listed": "yes"})
    page = browser_of(amira).get("/me/").content.decode()
    assert ("You are in the directory" in page, "Take me out" in page) == (True, True)

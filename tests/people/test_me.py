"""“Me”: the card, showing and hiding, the account, the language."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mutua.errors import DomainError
from mutua.people.actions.person import save_account
from mutua.people.actions.profile import hide_profile, save_directions, show_profile
from mutua.people.models import Person, Profile
from mutua.people.rules import is_complete, missing_parts
from tests.cast import browser_of
from tests.factories import AT, make_person, make_profile

pytestmark = pytest.mark.django_db


def test_me_shows_the_card_in_the_own_language(ben: Person) -> None:
    page = browser_of(ben).get("/me/").content.decode()
    assert "Verhandeln" in page
    assert "Präsentieren" in page
    assert "sales" in page


def test_me_without_a_profile_says_what_is_missing() -> None:
    page = browser_of(make_person("Emil Sorensen")).get("/me/").content.decode()
    assert page.count("?me") == 8  # three to edit, four that are missing, one for the why
    assert 'name="visible"' not in page


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"offers": []}, ["offers"]),
        ({"wishes": []}, ["wishes"]),
        ({"level": None}, ["level"]),
        ({"languages": []}, ["languages"]),
        ({"years": None, "directions": [], "slots": [], "mode": ""}, []),
    ],
)
def test_profile_is_complete_with_offer_wish_level_and_language(
    change: dict[str, Any], missing: list[str]
) -> None:
    profile = make_profile(**change)
    assert (missing_parts(profile), is_complete(profile)) == (missing, not missing)


def test_incomplete_profile_cannot_be_shown() -> None:
    person = make_profile(wishes=[], visible=False).person
    with pytest.raises(DomainError, match="incomplete"):
        show_profile(person=person, by=person, at=AT)
    assert not Profile.objects.get(person=person).visible


def test_show_me_and_hide_me() -> None:
    person = make_profile(visible=False, shown_at=None).person
    browser = browser_of(person)
    assert browser.post("/me/visibility/", {"visible": "yes"}).url == "/me/"
    profile = Profile.objects.get(person=person)
    assert profile.visible
    assert profile.shown_at is not None
    browser.post("/me/visibility/", {"visible": "no"})
    assert not Profile.objects.get(person=person).visible


def test_visibility_never_changes_by_looking(amira: Person) -> None:
    assert browser_of(amira).get("/me/visibility/").status_code == 405


def test_nobody_acts_for_someone_else(amira: Person, ben: Person) -> None:
    for act in (
        lambda: show_profile(person=amira, by=ben, at=AT),
        lambda: hide_profile(person=amira, by=ben, at=AT),
        lambda: save_directions(person=amira, directions=[], challenges=[], by=ben, at=AT),
        lambda: save_account(person=amira, name="X", language="de", time_zone="UTC", by=ben, at=AT),
    ):
        with pytest.raises(DomainError, match="not_yours"):
            act()


def test_account_is_saved_and_the_page_speaks_the_new_language(amira: Person) -> None:
    browser = browser_of(amira)
    data = {"name": "Amira El Haddad", "language": "de", "time_zone": "America/New_York"}
    response = browser.post("/me/", data, follow=True)
    amira.refresh_from_db()
    assert (amira.name, amira.language, amira.time_zone) == tuple(data.values())
    assert response["Content-Language"] == "de"


def test_unknown_time_zone_is_refused(amira: Person) -> None:
    response = browser_of(amira).post("/me/", {"name": "A", "language": "en", "time_zone": "Mars/Olympus"})
    assert response.status_code == 422
    amira.refresh_from_db()
    assert (amira.name, amira.time_zone) == ("Amira Haddad", "Europe/Berlin")


def test_account_form_changes_nothing_else(amira: Person) -> None:
    data = {"name": "A", "language": "en", "time_zone": "UTC", "visible": "on", "email": "x@example.org"}
    browser_of(amira).post("/me/", {**data, "state": "left", "is_operator": "on"})
    amira.refresh_from_db()
    kept = (amira.email, amira.state, amira.is_operator)
    assert kept == ("amira@example.org", "active", False)


def test_choosing_a_language_is_kept_for_mails(amira: Person) -> None:
    browser = browser_of(amira)
    response = browser.post("/i18n/setlang/", {"language": "de", "next": "/me/"})
    assert response.url == "/me/"
    amira.refresh_from_db()
    assert amira.language == "de"
    assert browser.get("/me/")["Content-Language"] == "de"


def test_choosing_a_language_works_for_strangers(stranger: Client) -> None:
    stranger.post("/i18n/setlang/", {"language": "de", "next": "/sign-in/"})
    assert stranger.get("/sign-in/", headers={"Accept-Language": "en"})["Content-Language"] == "de"


def test_unknown_language_changes_nothing(amira: Person) -> None:
    browser_of(amira).post("/i18n/setlang/", {"language": "fr"})
    amira.refresh_from_db()
    assert amira.language == "en"


@pytest.mark.parametrize("count", [1, 30])
def test_me_takes_the_same_queries_however_full_the_lists_are(
    count: int, django_assert_num_queries: Any
) -> None:
    skills = [f"Skill {number}" for number in range(count)]
    browser = browser_of(make_profile(offers=skills, wishes=skills).person)
    with django_assert_num_queries(6):  # session, person, profile, offers, wishes, what lists say
        browser.get("/me/")

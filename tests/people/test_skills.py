"""Choosing skills: the catalogue, search in both languages, own words, weights, limits."""

from __future__ import annotations

import pytest
from django.test import Client

from mutua.errors import DomainError
from mutua.people.actions.profile import save_skills
from mutua.people.models import Person, Profile
from mutua.people.skills import found_chips, tidy_skills
from tests.cast import browser_of
from tests.factories import AT, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(db: None) -> Person:
    return make_person("Amira Haddad", language="en")


@pytest.fixture
def browser(newcomer: Person) -> Client:
    return browser_of(newcomer)


def stored(person: Person) -> tuple[dict[str, int], dict[str, int]]:
    profile = Profile.objects.get(person=person)
    offers = {offer.skill: offer.confidence for offer in profile.offers.all()}
    return offers, {wish.skill: wish.priority for wish in profile.wishes.all()}


def test_chosen_skills_are_stored_with_their_weights(browser: Client, newcomer: Person) -> None:
    chosen = {"offers": ["sk_presenting", "sk_data"], "offers_weight_sk_data": "3", "wishes": ["sk_finance"]}
    assert browser.post("/welcome/skills/", chosen).url == "/welcome/directions/"
    assert stored(newcomer) == ({"sk_presenting": 2, "sk_data": 3}, {"sk_finance": 2})


def test_saving_again_replaces_the_lists(browser: Client, newcomer: Person) -> None:
    browser.post("/welcome/skills/", {"offers": ["sk_data"], "wishes": ["sk_finance"]})
    browser.post("/welcome/skills/", {"offers": ["sk_writing"]})
    assert stored(newcomer) == ({"sk_writing": 2}, {})


def test_search_without_javascript_keeps_what_was_ticked(browser: Client, newcomer: Person) -> None:
    data = {"offers": ["sk_data"], "offers_q": "Verhandl", "wishes": ["sk_finance"], "go": "search"}
    page = browser.post("/welcome/skills/", data)
    text = page.content.decode()
    assert page.status_code == 200
    assert 'name="offers" value="sk_data" checked' in text
    assert 'name="wishes" value="sk_finance" checked' in text
    assert 'name="offers" value="sk_negotiating"' in text
    assert not Profile.objects.filter(person=newcomer).exists()


def test_search_while_typing_answers_with_the_finds_alone(browser: Client) -> None:
    headers = {"HX-Request": "true", "HX-Trigger-Name": "wishes_q"}
    page = browser.post("/welcome/skills/", {"wishes_q": "budget"}, headers=headers).content.decode()
    assert "<html" not in page
    assert page.count('name="wishes" value="sk_finance"') == 1  # twice could not be taken back


def test_autosave_brings_the_weights_up_to_date(browser: Client, newcomer: Person) -> None:
    page = browser.post("/welcome/skills/", {"offers": ["sk_data"]}, headers={"HX-Request": "true"})
    assert 'hx-swap-oob="true"' in page.content.decode()
    assert 'name="offers_weight_sk_data"' in page.content.decode()
    assert stored(newcomer) == ({"sk_data": 2}, {})


def test_own_words_are_offered_as_a_chip_and_kept(browser: Client, newcomer: Person) -> None:
    chips = found_chips("Hot air ballooning", [], "en")
    assert [chip.key for chip in chips if chip.note] == ["Hot air ballooning"]
    browser.post("/welcome/skills/", {"offers": ["Hot air ballooning"]})
    assert stored(newcomer)[0] == {"Hot air ballooning": 2}
    assert 'value="Hot air ballooning" checked' in browser.get("/welcome/skills/").content.decode()


def test_own_words_that_name_a_known_skill_become_it() -> None:
    assert tidy_skills({"  präsentieren ": 3}, "offers") == {"sk_presenting": 3}


def test_seven_are_one_too_many_and_nothing_is_kept(browser: Client, newcomer: Person) -> None:
    seven = [f"Skill number {number}" for number in range(7)]
    response = browser.post("/welcome/skills/", {"offers": seven, "wishes": ["sk_data"]})
    assert response.status_code == 422
    assert "Choose up to 6." in response.content.decode()
    assert not Profile.objects.filter(person=newcomer).exists()


def test_unknown_weight_is_refused(newcomer: Person) -> None:
    with pytest.raises(DomainError, match="weight_unknown"):
        save_skills(person=newcomer, offers={"sk_data": 4}, wishes={}, by=newcomer, at=AT)


def test_what_people_type_is_escaped(browser: Client) -> None:
    browser.post("/welcome/skills/", {"offers": ["<script>alert(1)</script>"]})
    assert "<script>alert" not in browser.get("/welcome/skills/").content.decode()

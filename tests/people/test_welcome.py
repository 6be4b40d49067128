"""The first five minutes without JavaScript: save, skip, go back, autosave, and who may see what."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from mutua import vault
from mutua.people.models import Person, Profile, Reflection
from mutua.people.queries import Why, has_reflected, own_why
from tests.cast import browser_of
from tests.factories import make_person

pytestmark = pytest.mark.django_db

STEPS = ("why", "skills", "directions", "about")
WORDS = {
    "de": ("Ich will etwas Bestimmtes lernen", "Präsentieren", "Menschen führen", "Fachgebiet"),
    "en": ("I want to learn something specific", "Presenting", "Lead people", "Field of work"),
}
HTMX = {"HX-Request": "true"}
ABOUT = {
    "name": "Amira El Haddad",
    "level": "4",
    "years": "8.5",
    "languages": ["de", "en"],
    "slots": ["Mon 09:00-11:00", "Mon 11:00-13:00"],
    "other_times": "Thu 14:30-15:30; Sa 10:00–12:00",
    "mode": "remote",
    "facet_function": "engineering, design",
    "trio": "on",
}


@pytest.fixture
def newcomer(db: None) -> Person:
    return make_person("Amira Haddad")


@pytest.fixture
def browser(newcomer: Person) -> Client:
    return browser_of(newcomer)


def test_welcome_begins_with_the_why(browser: Client) -> None:
    assert browser.get("/welcome/").url == "/welcome/why/"


def test_every_step_leads_to_the_next(browser: Client) -> None:
    steps = ["why", "skills", "directions", "about", "reveal"]
    followed = [browser.post(f"/welcome/{step}/", {"go": "next"}).url for step in steps[:-1]]
    assert followed == [f"/welcome/{step}/" for step in steps[1:]]


def test_every_step_can_be_skipped_without_a_trace(browser: Client, newcomer: Person) -> None:
    for step, following in [("why", "skills"), ("skills", "directions"), ("directions", "about")]:
        assert f'href="/welcome/{following}/"' in browser.get(f"/welcome/{step}/").content.decode()
    assert 'href="/welcome/reveal/"' in browser.get("/welcome/about/").content.decode()
    assert not Profile.objects.filter(person=newcomer).exists()
    assert not Reflection.objects.exists()


def test_back_keeps_what_was_chosen(browser: Client, newcomer: Person) -> None:
    response = browser.post("/welcome/directions/", {"directions": ["cd_expert"], "go": "back"})
    assert response.url == "/welcome/skills/"
    assert newcomer.profile.directions == ["cd_expert"]


def test_why_is_sealed_for_the_own_eyes(browser: Client, newcomer: Person, ben: Person) -> None:
    browser.post("/welcome/why/", {"reason": "why_sparring", "note": "To think aloud."})
    assert own_why(newcomer) == Why("why_sparring", "To think aloud.")
    assert has_reflected(newcomer.pk)
    with pytest.raises(vault.NotAReader):
        vault.open(Reflection.objects.get().answers, viewer=ben.pk, purpose="test")


def test_why_can_be_changed_and_taken_back(browser: Client, newcomer: Person) -> None:
    browser.post("/welcome/why/", {"reason": "why_sparring"})
    browser.post("/welcome/why/", {"reason": "why_give", "note": "And this."})
    assert own_why(newcomer) == Why("why_give", "And this.")
    assert "And this." in browser.get("/welcome/why/").content.decode()
    browser.post("/welcome/why/", {"note": ""})
    assert own_why(newcomer) == Why()


def test_unknown_reason_is_refused(browser: Client) -> None:
    assert browser.post("/welcome/why/", {"reason": "why_not"}).status_code == 422
    assert not Reflection.objects.exists()


def test_direction_that_comes_first_is_stored_first(browser: Client, newcomer: Person) -> None:
    chosen = {"directions": ["cd_people_lead", "cd_expert"], "first": "cd_expert", "challenges": ["ch_silos"]}
    browser.post("/welcome/directions/", chosen)
    assert newcomer.profile.directions == ["cd_expert", "cd_people_lead"]
    assert newcomer.profile.challenges == ["ch_silos"]


def test_four_directions_are_one_too_many_and_nothing_is_kept(browser: Client, newcomer: Person) -> None:
    four = ["cd_people_lead", "cd_expert", "cd_strategy", "cd_teach"]
    response = browser.post("/welcome/directions/", {"directions": four, "challenges": ["ch_silos"]})
    assert response.status_code == 422
    assert "Choose three at most." in response.content.decode()
    assert not Profile.objects.filter(person=newcomer, challenges=["ch_silos"]).exists()


def test_about_is_stored_as_matching_reads_it(browser: Client, newcomer: Person) -> None:
    assert browser.post("/welcome/about/", ABOUT).url == "/welcome/reveal/"
    profile = Profile.objects.get(person=newcomer)
    assert (profile.level, profile.years, profile.mode, profile.trio) == (4, Decimal("8.5"), "remote", True)
    assert profile.languages == ["de", "en"]
    assert profile.facets == {"function": ["engineering", "design"]}
    assert profile.slots == [[0, 540, 780], [3, 870, 930], [5, 600, 720]]
    newcomer.refresh_from_db()
    assert newcomer.name == "Amira El Haddad"


def test_about_shows_again_what_was_stored(browser: Client) -> None:
    browser.post("/welcome/about/", ABOUT)
    page = browser.get("/welcome/about/").content.decode()
    assert 'value="Thu 14:30-15:30; Sat 10:00-12:00"' in page
    assert 'value="Mon 11:00-13:00" id="id_slots_10" checked' in page
    assert 'value="engineering, design"' in page


def test_empty_about_means_unknown_not_zero(browser: Client, newcomer: Person) -> None:
    browser.post("/welcome/about/", {})
    profile = Profile.objects.get(person=newcomer)
    assert (profile.level, profile.years, profile.languages, profile.style) == (None, None, [], [])
    newcomer.refresh_from_db()
    assert newcomer.name == "Amira Haddad"


@pytest.mark.parametrize(
    ("field", "value"),
    [("level", "10"), ("years", "-1"), ("years", "71"), ("languages", "xx"), ("other_times", "some day")],
)
def test_wrong_about_is_explained_and_nothing_kept(
    browser: Client, newcomer: Person, field: str, value: str
) -> None:
    response = browser.post("/welcome/about/", {**ABOUT, field: value})
    assert response.status_code == 422
    assert f'href="#id_{field}"' in response.content.decode()
    assert not Profile.objects.filter(person=newcomer).exists()


def test_half_a_way_of_working_is_refused_but_autosaves_the_rest(browser: Client, newcomer: Person) -> None:
    half = {"level": "3", "style_ws_pace": "4"}
    assert browser.post("/welcome/about/", half).status_code == 422
    assert browser.post("/welcome/about/", half, headers=HTMX).status_code == 204
    profile = Profile.objects.get(person=newcomer)
    assert (profile.level, profile.style) == (3, [])


def test_whole_way_of_working_is_stored(browser: Client, newcomer: Person) -> None:
    keys = ["directness", "structure", "pace", "challenge", "openness", "reliability"]
    steps = [4, 4, 2, 4, 2, 5]
    browser.post("/welcome/about/", {f"style_ws_{key}": step for key, step in zip(keys, steps, strict=True)})
    assert Profile.objects.get(person=newcomer).style == steps


def test_autosave_answers_without_a_page(browser: Client, newcomer: Person) -> None:
    response = browser.post("/welcome/why/", {"reason": "why_give"}, headers=HTMX)
    assert (response.status_code, response.content) == (204, b"")
    assert own_why(newcomer).reason == "why_give"


def test_step_opened_from_me_leads_back_there(browser: Client) -> None:
    page = browser.get("/welcome/directions/?me").content.decode()
    assert "Leave without saving" in page
    assert browser.post("/welcome/directions/?me", {"directions": ["cd_teach"]}).url == "/me/"


def test_nothing_is_visible_before_show_me(browser: Client, newcomer: Person) -> None:
    browser.post("/welcome/skills/", {"offers": ["sk_data"], "wishes": ["sk_finance"]})
    browser.post("/welcome/about/", ABOUT)
    assert Profile.objects.get(person=newcomer).visible is False


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_step_speaks_the_language_of_the_person(step: str, language: str) -> None:
    person = make_person("Clara Nowak", language=language)
    page = browser_of(person).get(f"/welcome/{step}/")
    assert (page.status_code, page["Content-Language"]) == (200, language)
    words = {
        "de": {"why": "Ich will", "skills": "Präsentieren", "directions": "Vertiefen", "about": "Fachgebiet"}
    }
    if language == "de":
        assert words["de"][step].lower() in page.content.decode().lower()

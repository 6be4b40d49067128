"""The pages in a real browser: autosave, live search, no JavaScript, accessible, within the screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect

from mutua.people.models import Person, Profile
from mutua.people.queries import own_why
from tests.cast import browser_of
from tests.factories import make_person, make_profile

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/welcome/why/",
    "/welcome/skills/",
    "/welcome/directions/",
    "/welcome/about/?me",
    "/me/",
    "/me/apart/",
    "/me/looks/",
)
Open = Callable[..., Page]


@pytest.fixture
def problems() -> list[str]:
    """What the browser complained about, refusals of the Content-Security-Policy among it."""
    return []


@pytest.fixture
def open_as(screen: Any, live_server: Any, problems: list[str]) -> Open:
    """open_as(person, path) opens a page as this person; None opens it as a stranger."""

    def open_page(person: Person | None, path: str, kind: str = "desktop", **options: Any) -> Page:
        context = screen(kind, **options)
        if person:
            cookie = browser_of(person).cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page: Page = context.new_page()
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(live_server.url + path)
        return page

    return open_page


@pytest.fixture
def newcomer() -> Person:
    return make_person("Amira Haddad", language="en")


def test_tapping_a_reason_is_kept_without_a_button(open_as: Open, newcomer: Person) -> None:
    page = open_as(newcomer, "/welcome/why/", "phone")
    page.get_by_label("I want to learn something specific.").tap()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert own_why(newcomer).reason == "why_skill"


def test_search_while_typing_finds_german_words_in_english(open_as: Open, newcomer: Person) -> None:
    page = open_as(newcomer, "/welcome/skills/", "phone")
    page.locator("#offers_q").press_sequentially("Budgetpl", delay=20)
    chip = page.locator("#offers-picks .chip", has_text="Figures and budget")
    expect(chip).to_be_visible()
    check(page, "found while typing")
    expect(page.get_by_text("Saved.")).not_to_be_visible()
    chip.click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.locator("#offers_q").fill("Ballooning over lakes")
    page.locator("#offers-picks .chip", has_text="Ballooning over lakes").click()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(re.compile("/welcome/directions/$"))
    offers = Profile.objects.get(person=newcomer).offers.values_list("skill", flat=True)
    assert sorted(offers) == ["Ballooning over lakes", "sk_finance"]


def test_whole_way_works_without_javascript(open_as: Open, newcomer: Person) -> None:
    page = open_as(newcomer, "/welcome/why/", "phone", java_script_enabled=False)
    page.get_by_label("I want to learn something specific.").tap()
    page.get_by_role("button", name="Continue").tap()
    page.locator("#offers .chip", has_text="Presenting").tap()
    page.locator("#wishes_q").fill("Verhandlung")
    page.locator("#wishes").get_by_role("button", name="Search").tap()
    page.locator("#wishes-picks .chip", has_text="Negotiating").tap()
    page.get_by_role("button", name="Continue").tap()
    page.get_by_label("Lead people", exact=True).tap()
    page.get_by_role("button", name="Continue").tap()
    page.get_by_label("Your level").select_option("3")
    page.locator(".chip", has_text="English").tap()
    page.get_by_role("button", name="Continue").tap()
    expect(page).to_have_url(re.compile("/welcome/reveal/$"))
    profile = Profile.objects.get(person=newcomer)
    assert (profile.level, profile.languages, profile.visible) == (3, ["en"], False)
    assert [offer.skill for offer in profile.offers.all()] == ["sk_presenting"]
    assert [wish.skill for wish in profile.wishes.all()] == ["sk_negotiating"]


@pytest.mark.parametrize("kind", ["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_accessible_and_fit(
    open_as: Open, problems: list[str], kind: str, theme: str, keep: Any
) -> None:
    language = "de" if theme == "dark" else "en"
    person = make_person("Amira Haddad", language=language)
    make_profile(person, offers={"sk_presenting": 3, "Ballooning": 1}, visible=False)
    make_person("Ben Vogt")
    page = open_as(None, "/sign-in/", kind, color_scheme=theme)
    check(page, "sign-in")
    page = open_as(person, "/me/", kind, color_scheme=theme)
    for path in PAGES:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + path)
        check(page, path)
        keep(page, f"people{path.split('?')[0].replace('/', '-')}{kind}-{theme}-{language}")
    assert problems == []


def check(page: Page, name: str) -> None:
    violations = Axe().run(page).response["violations"]
    found = {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in violations}
    assert (name, found) == (name, {})
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert (name, page.evaluate("document.documentElement.scrollWidth")) == (name, width)

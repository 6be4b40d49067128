"""The directory in a browser: without JavaScript, by keyboard alone, accessible, within the screen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect

from mutua.people.models import Person
from tests.cast import browser_of
from tests.programmes.listed import DIRECTORY, listed, listed_crowd

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def directory(screen: Any, live_server: Any, amira: Person) -> Any:
    """directory("phone", …) is the directory as Amira sees it: 21 people and Zofia."""
    listed_crowd(21)
    listed("Zofia Nowak", offers=["sk_courage"], facets={"function": ["nursing"]})

    def opened(kind: str, **options: Any) -> Page:
        context = screen(kind, **options)
        cookie = browser_of(amira).cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page: Page = context.new_page()
        page.goto(live_server.url + DIRECTORY)
        return page

    return opened


def test_search_and_pages_work_without_javascript(directory: Any) -> None:
    page = directory("phone", java_script_enabled=False)
    page.get_by_role("link", name="Next page").tap()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    page.get_by_label("Skill").fill("Mut")
    page.get_by_label("Who").select_option("teach")
    page.get_by_role("button", name="Search").tap()
    expect(page.get_by_text("1 person, in the order of names.")).to_be_visible()
    page.get_by_role("link", name="Compare with Zofia").tap()
    expect(page.get_by_role("heading", name="You and Zofia")).to_be_visible()
    page.get_by_role("link", name="Back to the directory").tap()
    expect(page).to_have_url(re.compile(f"{DIRECTORY}$"))


def test_search_works_with_the_keyboard_alone(directory: Any) -> None:
    page = directory("desktop")
    page.get_by_label("Skill").focus()
    page.keyboard.type("courage")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Zofia Nowak")).to_be_visible()
    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Compare with Zofia":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="You and Zofia")).to_be_visible()


@pytest.mark.parametrize("kind", ["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_directory_is_accessible_and_fits(directory: Any, kind: str, theme: str) -> None:
    page = directory(kind, color_scheme=theme)
    for address in (page.url, f"{page.url}?page=2", f"{page.url}?skill=nobody+can+that"):
        page.goto(address)
        found = Axe().run(page).response["violations"]
        assert [violation["id"] for violation in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""The living style guide in a real browser: accessible, within its screen, within the policy."""

from __future__ import annotations

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

SCREENS = ("phone", "desktop")
THEMES = ("light", "dark")
LANGUAGES = ("de", "en")

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def problems():
    """What the browser complained about, the Content-Security-Policy's refusals among it."""
    return []


@pytest.fixture
def show(screen, live_server, problems):
    def open_guide(kind: str, query: str = "", **options: object):
        page = screen(kind, **options).new_page()
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{live_server.url}/ui/{query}")
        return page

    return open_guide


@pytest.mark.parametrize(("kind", "theme", "language"), [*product(SCREENS, THEMES, LANGUAGES)])
def test_guide_is_accessible(show, problems, kind, theme, language):
    page = show(kind, f"?theme={theme}&lang={language}")
    found = Axe().run(page).response["violations"]
    assert {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in found} == {}
    assert problems == []
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_guide_fits_its_screen(show, width):
    page = show("desktop", "?lang=de")
    page.set_viewport_size({"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_guide_fits_with_text_twice_as_large(show):
    page = show("desktop", "?lang=de")
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '212%'")
    assert page.evaluate("document.documentElement.scrollWidth") == 640


def test_controls_are_large_enough(show):
    page = show("phone", "?lang=de")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, a.button, summary, select, input:not([type=hidden])')]
            .map(node => [node.closest('label') || node, node])
            .filter(([box]) => box.getClientRects().length)
            .map(([box, node]) => [box.getBoundingClientRect(), node.outerHTML])
            .filter(([box]) => box.height < 44 || box.width < 44).map(([, html]) => html)"""
    )
    assert small == []


def test_guide_works_without_javascript(show, problems):
    page = show("phone", java_script_enabled=False)
    page.get_by_role("button", name="Dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("button", name="Deutsch").first.click()
    assert page.locator("html").get_attribute("lang") == "de"
    assert problems == []


def test_chips_rest_at_their_limit(show):
    page = show("desktop", "?lang=en")
    group = page.locator("[data-limit]")
    group.get_by_label("Python").check()
    assert group.locator("input:disabled").count() == 3
    group.get_by_label("Python").uncheck()
    assert group.locator("input:disabled").count() == 0


def test_counter_follows_the_typing(show):
    page = show("desktop", "?lang=en")
    page.locator("[data-counter] textarea").fill("x" * 30)
    assert page.locator(".counter").inner_text() == "250 characters left"


def test_skip_link_leads_to_the_content(show):
    page = show("desktop")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

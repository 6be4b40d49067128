"""Fixtures for tests in a real browser: Debian's Chromium, on a phone and on a desktop screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SCREENS = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """An installed Chromium; without its sandbox as root, where it would not start."""
    found = os.environ.get("MUTUA_TEST_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not found:
        pytest.exit("No Chromium found. Install the package “chromium”, or run ./run setup.", returncode=2)
    flags = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {"executable_path": found, "args": flags}


@pytest.fixture(autouse=True, scope="session")
def _django_beside_the_browser() -> None:
    """Playwright keeps an event loop in the test's thread; Django must still be allowed to work there."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture
def screen(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """screen("phone", locale="de-DE") opens a browser of its own (no shared cookies) on such a screen."""
    opened: list[BrowserContext] = []

    def open_screen(kind: str, **options: object) -> BrowserContext:
        phone = {"is_mobile": True, "has_touch": True} if kind == "phone" else {}
        context = browser.new_context(viewport=SCREENS[kind], **{**phone, **options})  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield open_screen
    for context in opened:
        context.close()


@pytest.fixture
def phone(screen: Callable[..., BrowserContext]) -> Page:
    """A page on a phone, 360 × 740."""
    return screen("phone").new_page()


@pytest.fixture
def desktop(screen: Callable[..., BrowserContext]) -> Page:
    """A page on a desktop, 1280 × 800."""
    return screen("desktop").new_page()


@pytest.fixture
def keep() -> Callable[[Page, str], None]:
    """keep(page, "home-de-phone") keeps a screenshot where MUTUA_TEST_SCREENSHOTS says (.screenshots)."""
    folder = Path(os.environ.get("MUTUA_TEST_SCREENSHOTS", ".screenshots"))

    def screenshot(page: Page, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)

    return screenshot

"""The report of `mutua match` in a real browser: on a phone, on a desktop, in both themes, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from mutua.cli.people import shipped_texts
from mutua.cli.typefaces import embedded
from mutua.matching import Matching, match
from mutua.matching.fairness import Fairness, Outcome
from mutua.matching.html import write_report
from tests.e2e.walker import RULES
from tests.matching.crowd import crowd
from tests.matching.people import pool_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

A4_WIDTH = 680
"""CSS pixels between the margins of a sheet."""
COMPARED = Fairness(Outcome(0.41, 80.2, 84), Outcome(0.44, 79.1, 120))


@pytest.fixture(scope="module")
def matching() -> Matching:
    return match(pool_of(*crowd()))


@pytest.fixture
def opened(
    matching: Matching, tmp_path: Path, screen: Callable[..., BrowserContext]
) -> Callable[[str, str, str], tuple[Page, list[str]]]:
    """opened(kind, lang, theme): the page, and whatever it asked for or complained of."""

    def open_report(kind: str, lang: str, theme: str) -> tuple[Page, list[str]]:
        path = tmp_path / "report.html"
        write_report(
            matching, lang=lang, texts=shipped_texts(), path=path, comparison=COMPARED, fonts=embedded()
        )
        page = screen(kind, color_scheme=theme).new_page()
        noise: list[str] = []
        page.on("console", lambda said: noise.append(said.text))
        page.on("request", lambda asked: noise.append(asked.url))
        page.goto(path.as_uri())
        own = {path.as_uri(), *(url for url in noise if url.startswith("data:font/woff2"))}
        return page, [url for url in noise if url not in own]

    return open_report


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("kind", ["phone", "desktop"])
def test_report_satisfies_axe_and_fits_the_screen(
    opened: Callable[[str, str, str], tuple[Page, list[str]]],
    keep: Callable[[Page, str], None],
    kind: str,
    lang: str,
    theme: str,
) -> None:
    page, noise = opened(kind, lang, theme)
    keep(page, f"report-{kind}-{lang}-{theme}")
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert noise == []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_words_of_the_rings_stay_inside_their_labels(
    opened: Callable[[str, str, str], tuple[Page, list[str]]], lang: str
) -> None:
    page, _ = opened("phone", lang, "light")
    assert page.locator(".ring .flow").count() == 3
    assert page.evaluate(
        """[...document.querySelectorAll('.ring .flow')].every(word => {
            const width = word.getBBox().width;
            return width <= 126 && width > 0;
        })"""
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_report_prints_on_a4_in_dark_ink(
    opened: Callable[[str, str, str], tuple[Page, list[str]]], theme: str, tmp_path: Path
) -> None:
    page, _ = opened("desktop", "de", theme)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_WIDTH, "height": 960})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    style = page.evaluate(
        "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.documentElement))"
    )
    assert style == ["rgb(30, 42, 50)", "rgb(255, 255, 255)"]
    assert [page.locator(hidden).first.is_visible() for hidden in (".contents", "summary", ".skip-link")] == [
        False,
        False,
        False,
    ]
    assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"

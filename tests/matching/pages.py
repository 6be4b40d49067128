"""The report as a page that tests can look through."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from mutua.cli.people import shipped_texts
from mutua.matching import Matching
from mutua.matching.html import as_html

LANGUAGES = ["de", "en"]
Element = ET.Element


def report(matching: Matching, lang: str = "en", **options: object) -> str:
    return as_html(matching, lang=lang, texts=shipped_texts(), **options)  # type: ignore[arg-type]


def tree(page: str) -> Element:
    return ET.fromstring(page.removeprefix("<!doctype html>\n"))


def text(element: Element) -> str:
    return "".join(element.itertext())


def section(page: str, name: str) -> Element:
    found = tree(page).find(f".//section[@id='{name}']")
    assert found is not None
    return found

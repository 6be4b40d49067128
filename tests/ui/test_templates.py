"""All templates of the house obey the Content-Security-Policy and load nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string

import mutua

PACKAGE = Path(mutua.__file__).parent
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
MAILS = {PACKAGE / "ui/templates/ui/mail_styles.html"}
# Matched against whole tags, so that texts about styles do not count.
FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "an inline script": r"<script(?![^>]*\ssrc=)",
    "an inline handler": r"<[^>]*\s(?:on(?:click|change|input|submit|load|error|focus)|hx-on[\w:-]*)\s*=",
    "a javascript: address": r"javascript:",
    "a data: address": r"""["'(]data:""",
    "something from elsewhere": r"""\s(?:src|srcset|action|poster)\s*=\s*["']?(?:https?:)?//""",
    "a style sheet or font from elsewhere": r"""<link[^>]*href\s*=\s*["']?(?:https?:)?//""",
}


def source(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return re.sub(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what):
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE)
    found = [
        str(path.relative_to(PACKAGE))
        for path in TEMPLATES
        if path not in MAILS and pattern.search(source(path))
    ]
    assert found == []


def test_every_template_of_the_design_system_compiles():
    folder = PACKAGE / "ui" / "templates"
    for path in folder.rglob("*.html"):
        get_template(str(path.relative_to(folder)))


def test_every_component_says_how_to_use_it():
    folder = PACKAGE / "ui" / "templates" / "cotton"
    silent = [
        path.name
        for path in folder.glob("*.html")
        if not path.read_text("utf-8").startswith(("{#", "{% comment"))
    ]
    assert silent == []


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500", "503"])
def test_error_page_renders_without_request_user_and_database(name):
    page = render_to_string(f"{name}.html")
    assert page.count("<h1") == 1
    assert 'href="/"' in page

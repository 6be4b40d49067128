"""The frame of every mail, in both forms."""

from __future__ import annotations

import re

import css_inline
from django.template.loader import render_to_string

CONTEXT = {
    "subject": "Please sign",
    "link": "https://mutua.example/tandems/1",
    "link_text": "Open",
    "organisation": "Stadtwerke <Nord>",
}


def test_html_mail_has_one_button_and_loads_nothing():
    mail = css_inline.inline(render_to_string("ui/mail.html", CONTEXT))
    assert re.findall(r'<a class="button"[^>]*href="([^"]+)"', mail) == [CONTEXT["link"]]
    assert re.findall(r"<(?:img|link|script|iframe)\b|url\(|@import", mail) == []
    assert 'style="' in mail


def test_html_mail_escapes_what_it_is_given():
    assert "Stadtwerke &lt;Nord&gt;" in render_to_string("ui/mail.html", CONTEXT)


def test_text_mail_says_where_to_go_and_escapes_nothing():
    lines = render_to_string("ui/mail.txt", CONTEXT).strip().splitlines()
    assert lines == [
        "Open:",
        "https://mutua.example/tandems/1",
        "",
        "--",
        "You get this mail because you take part in peer mentoring at Stadtwerke <Nord>.",
    ]

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import gettext_lazy

from mutua.content import loader
from mutua.outbox.texts import MailText, long_date, written


@pytest.mark.parametrize("language", ["de", "en"])
def test_shipped_text_is_in_the_language(language: str) -> None:
    assert (
        written("nt_sign", {"link": "/x"}, language)["subject"] == loader.item("nt_sign", language)["subject"]
    )


def test_link_at_the_end_of_a_shipped_text_becomes_the_end_of_the_sentence() -> None:
    assert written("nt_sign", {"link": "/x"}, "en")["paragraphs"] == ["Read, change or sign."]


def test_every_shipped_text_ends_as_a_sentence_and_without_its_link() -> None:
    context = {"link": "/x", "date": date(2026, 12, 1), "topic": "Negotiating", "count": 3}
    for language in loader.LANGUAGES:
        for key in loader.items("notifications", language):
            (body,) = written(key, context, language)["paragraphs"]
            assert body[-1] in ".?!"
            assert "{" not in body
            assert "/x" not in body


def test_own_text_is_translated_and_filled() -> None:
    text = MailText(gettext_lazy("Monday"), ["{code} – {code}"], gettext_lazy("Tuesday"))
    assert written(text, {"code": "AB12"}, "de") == {
        "subject": "Montag",
        "paragraphs": ["AB12 – AB12"],
        "button": "Dienstag",
        "code": "",
    }


def test_value_with_braces_is_not_filled_again() -> None:
    assert written(MailText("{a}", []), {"a": "{b}", "b": "secret"}, "en")["subject"] == "{b}"


def test_unfilled_name_raises() -> None:
    with pytest.raises(KeyError):
        written(MailText("{missing}", []), {}, "en")


def test_unknown_shipped_text_raises() -> None:
    with pytest.raises(KeyError):
        written("nt_nothing", {}, "en")


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Tuesday 1 December 2026"), ("de", "Dienstag, 1. Dezember 2026")]
)
def test_date_is_written_out(language: str, text: str) -> None:
    assert long_date(date(2026, 12, 1), language) == text
    filled = written(MailText("{date}", []), {"date": datetime(2026, 12, 1, 9, 5, tzinfo=UTC)}, language)
    assert filled["subject"] == f"{text}, 09:05"

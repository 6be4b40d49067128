from __future__ import annotations

import pytest
from django.utils.translation import override

from mutua.audit import words


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_words", {})


def test_known_code_is_told_in_its_words() -> None:
    words.register_words("review", "your card in the review of a round")
    assert words.words_for("review") == "your card in the review of a round"


def test_unknown_code_is_told_neutrally() -> None:
    with override("en"):
        assert words.words_for("never_heard_of") == "something that Mutua knows about you"

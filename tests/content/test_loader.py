from __future__ import annotations

import pytest

from mutua.content import loader


def test_document_speaks_the_language_asked_for() -> None:
    assert [loader.document("notifications", lang)["lang"] for lang in ("de", "en")] == ["de", "en"]


@pytest.mark.parametrize(
    ("code", "expected"), [("de-AT", "de"), ("DE", "de"), ("fr", "en"), ("", "en"), (None, "en")]
)
def test_language_falls_back_to_english(code: str | None, expected: str) -> None:
    assert loader.language(code) == expected


def test_items_keep_the_order_of_the_file() -> None:
    assert list(loader.items("notifications", "de"))[:3] == ["nt_welcome", "nt_invitation", "nt_suggestions"]


def test_item_is_found_in_whichever_document_holds_it() -> None:
    assert loader.item("cd_expert", "en")["label"] == "Deepen expertise"


def test_every_item_id_is_in_one_document_only() -> None:
    ids = [key for name in loader.names() for key in loader.items(name, "de")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["nothing", "../secret", "de/guides"])
def test_unknown_document_raises(name: str) -> None:
    with pytest.raises(KeyError):
        loader.document(name, "de")

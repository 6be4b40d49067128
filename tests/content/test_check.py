"""The shipped content is alike in both languages, and the check that says so can say no."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from mutua.content import check

SHIPPED = Path(str(files("mutua.content")))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for lang in ("de", "en"):
        shutil.copytree(SHIPPED / lang, tmp_path / lang)
    return tmp_path


def test_shipped_content_has_no_problem() -> None:
    assert check.problems(SHIPPED) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("notifications", "{link}", "{url}", "notifications/items[nt_welcome]/body: placeholders differ"),
        (
            "notifications",
            "cap: weekly_only_if_content",
            "cap: daily",
            "is not 'daily'",
        ),
        ("profile_catalogue", "weight: 30", "weight: 31", "30 is not 31"),
        ("guides", "lang: en", "lang: xx", "only in one language: guides"),
    ],
)
def test_change_in_one_language_is_found(copy: Path, name: str, old: str, new: str, problem: str) -> None:
    _replace(copy / "en" / f"{name}.yaml", old, new)
    assert problem in "\n".join(check.problems(copy))


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (
            "profile_catalogue",
            "weight: 30",
            "weight: 31",
            "facet weights do not add up to 100",
        ),
        ("profile_catalogue", "id: sk_conflict", "id: sk_gone", "unknown sk_conflict"),
        ("profile_catalogue", "id: sk_data", "id: sk_finance", "id sk_finance is also in"),
        ("agenda_formats", "total_minutes: 75", "total_minutes: 76", "af_kickoff_75: minutes do not add up"),
        ("closing_ritual", "format: af_closing_45", "format: af_none", "closing_ritual: unknown af_none"),
    ],
)
def test_change_in_both_languages_is_found(copy: Path, name: str, old: str, new: str, problem: str) -> None:
    for lang in ("de", "en"):
        _replace(copy / lang / f"{name}.yaml", old, new)
    assert problem in "\n".join(check.problems(copy))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    changed = text.replace(old, new, 1)
    if changed == text:
        raise ValueError(f"{old} is not in {path.name}")
    path.write_text(changed, encoding="utf-8")

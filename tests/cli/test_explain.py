"""`mutua explain` as a person runs it, for two and for three."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mutua.cli import main
from tests.matching.people import AMIRA, BEN, Record, ring


def run(*args: object) -> Result:
    return CliRunner().invoke(main, list(map(str, args)), env={"LANG": "en_GB.UTF-8", "LC_ALL": ""})


def written(path: Path, *records: Record) -> Path:
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return written(tmp_path / "people.json", AMIRA, BEN)


def test_explain_tells_each_criterion_in_both_languages(people: Path) -> None:
    english = run("explain", people, "amira", "ben", "--week", "2026-W48")
    assert english.stdout.splitlines()[:2] == [
        "Ben. Fit: 98.8 of 100, from 100 points known",
        "A pair in the first pass.",
    ]
    german = run("explain", people, "amira", "ben", "--lang", "de")
    assert german.stdout.splitlines()[0] == "Ben. Passung: 98,8 von 100, aus 100 bekannten Punkten"
    assert "Augenhöhe (92): " in german.stdout


def test_explain_says_why_two_are_never_paired(tmp_path: Path) -> None:
    with_boss = written(tmp_path / "people.json", AMIRA, {**BEN, "reports_to": "amira"})
    result = run("explain", with_boss, "ben", "amira")
    assert result.stdout.splitlines()[1] == "One of them reports to the other, directly or through others."


def test_explain_of_an_unknown_person_says_so(people: Path) -> None:
    result = run("explain", people, "amira", "zed")
    assert (result.exit_code, "nobody on the list has the id zed" in result.stderr) == (2, True)


def test_explain_of_three_draws_the_ring_and_tells_each_criterion(tmp_path: Path) -> None:
    three = written(tmp_path / "people.json", *ring())
    result = run("explain", three, "ben", "amira", "clara")
    assert result.stdout.splitlines() == [
        "Ben, Amira and Clara. Fit: 98 of 100, from 100 points known",
        "They may be a trio.",
        "",
        "Who shows whom what:",
        "  Ben",
        "    │ sk_c",
        "    ▼",
        "  Amira",
        "    │ sk_a",
        "    ▼",
        "  Clara",
        "    │ sk_e",
        "    ▼",
        "  Ben",
        "",
        "The three together, and pair by pair:",
        "  Give and take: 100",
        "  Similar career goals: 100",
        "    Ben – Amira 100 · Ben – Clara 100 · Amira – Clara 100",
        "  Equal footing: 94.7",
        "    Ben – Amira 92 · Ben – Clara 100 · Amira – Clara 92",
        "  Different perspective: 91.7",
        "    Ben – Amira 100 · Ben – Clara 75 · Amira – Clara 100",
        "  Shared challenges: 100",
        "    Ben – Amira 100 · Ben – Clara 100 · Amira – Clara 100",
        "  Way of working together: 100",
        "    Ben – Amira 100 · Ben – Clara 100 · Amira – Clara 100",
        "  Practical fit: 100",
        "    Ben – Amira 100 · Ben – Clara 100 · Amira – Clara 100",
    ]


def test_explain_of_three_says_in_german_why_they_are_no_trio(tmp_path: Path) -> None:
    three = written(tmp_path / "people.json", *ring(trio="no", reports_to="ben", offers=""))
    result = run("explain", three, "amira", "ben", "clara", "--lang", "de")
    assert result.stdout.splitlines()[:6] == [
        "Amira, Ben und Clara. Passung: 73 von 100, aus 100 bekannten Punkten",
        "Was gegen ein Trio spricht:",
        "  Ohne Zustimmung zu einem Trio: Clara.",
        "  Ben und Clara: Eine der beiden Personen berichtet an die andere, direkt oder über andere.",
        "  Ben könnte von den anderen beiden nichts lernen.",
        "  Die anderen beiden könnten von Clara nichts lernen.",
    ]


def test_explain_of_three_lists_what_flows_against_the_ring(tmp_path: Path) -> None:
    three = written(tmp_path / "people.json", *ring(offers="sk_e:3;sk_c:3"))
    lines = run("explain", three, "amira", "ben", "clara").stdout.splitlines()
    assert lines[lines.index("  Amira") + 10] == "  Clara → Amira: sk_c"


def test_explain_of_a_trio_of_two_says_so(people: Path) -> None:
    result = run("explain", people, "amira", "ben", "amira")
    assert (result.exit_code, "a trio is three people" in result.stderr) == (2, True)

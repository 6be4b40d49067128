"""`mutua match` as a person runs it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mutua.cli import main
from tests.matching.people import AMIRA, BEN, Record

SUMMARY = ["people", "pairs", "trios", "waiting", "total_weight", "upper_bound", "gap", "mean_fit", "min_fit"]
CLARA: Record = {"id": "clara", "name": "Clara", "level": 3}


def run(*args: object, lang: str = "en_GB.UTF-8") -> Result:
    return CliRunner().invoke(main, list(map(str, args)), env={"LANG": lang, "LC_ALL": ""})


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return write(tmp_path / "people.csv", AMIRA, BEN, CLARA)


def write(path: Path, *records: Record) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(AMIRA))
        writer.writeheader()
        writer.writerows(records)
    return path


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_match_writes_tandems_and_waiting_and_one_summary_line(people: Path) -> None:
    out = people.with_name("pairs.csv")
    result = run("match", people, "--out", out, "--json", "--week", "2026-W48")
    assert (result.exit_code, result.stderr) == (0, "")
    counts = json.loads(result.stdout)
    assert [counts[key] for key in SUMMARY] == [3, 1, 0, 1, 994, 994, 0, 98.8, 98.8]
    assert {"seconds", "peak_mb"} <= set(counts)
    assert result.stdout.count("\n") == 1
    (row,) = csv.DictReader(out.open(encoding="utf-8"))
    assert (row["a"], row["b"], row["c"], row["fit"]) == ("amira", "ben", "", "98.8")
    assert row["reasons_de"].startswith("Ihr könnt euch gegenseitig helfen")
    assert row["reasons_en"].startswith("You can help each other")
    (left,) = csv.DictReader(people.with_name("waiting.csv").open(encoding="utf-8"))
    assert (left["id"], left["reason"]) == ("clara", "too_little_known")
    assert files(people.parent) == ["pairs.csv", "pairs.proof.json", "people.csv", "waiting.csv"]


def test_match_twice_gives_the_same_bytes(people: Path) -> None:
    answers = []
    for _ in range(2):
        run("match", people, "--out", people.with_name("pairs.json"), "--seed", 7, "--week", "2026-W48")
        answers.append([people.with_name(name).read_bytes() for name in ("pairs.json", "waiting.csv")])
    assert answers[0] == answers[1]
    assert json.loads(answers[0][0])[0]["c"] is None


def test_match_with_problems_tells_all_and_writes_nothing(tmp_path: Path) -> None:
    bad = write(tmp_path / "people.csv", {**AMIRA, "level": 12}, {**BEN, "timezone": "Mars"})
    result = run("match", bad, "--out", tmp_path / "pairs.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "row 2, level, '12': Write one whole number from 1 to 9.",
        "row 3, timezone, 'Mars': Write a zone from the IANA list, for example Europe/Berlin.",
    ]
    assert files(tmp_path) == ["people.csv"]
    german = run("match", bad, lang="de_DE.UTF-8").stderr.splitlines()
    assert german[0] == "Zeile 2, level, '12': Schreibe eine ganze Zahl von 1 bis 9."
    assert run("match", bad, "--lang", "de").stderr.splitlines() == german


def test_match_lenient_says_what_it_left_out(tmp_path: Path) -> None:
    some_bad = write(tmp_path / "people.csv", AMIRA, BEN, {**CLARA, "level": "x"})
    result = run("match", some_bad, "--lenient", "--week", "2026-W48")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (0, "Left out:")
    assert result.stdout.splitlines()[0] == "2 people · 1 pairs · 0 trios · 0 waiting"


@pytest.mark.parametrize(
    "args",
    [
        ["--week", "2026-48"],
        ["--out", "pairs.xlsx"],
        ["--out", "waiting.csv"],
        ["--out", "nowhere/pairs.csv"],
    ],
)
def test_match_refuses_options_it_cannot_follow(people: Path, args: list[str]) -> None:
    assert run("match", people, *args).exit_code == 2
    assert files(people.parent) == ["people.csv"]


@pytest.mark.parametrize("name", ["pairs.csv", "waiting.csv", "pairs.proof.json"])
def test_match_never_writes_over_the_list_it_reads(tmp_path: Path, name: str) -> None:
    people = write(tmp_path / name, AMIRA, BEN)
    before = people.read_bytes()
    result = run("match", people, "--out", tmp_path / "pairs.csv")
    assert (result.exit_code, people.read_bytes()) == (2, before)
    assert "would overwrite the list" in result.stderr


def test_match_keeps_the_old_files_if_it_cannot_write(people: Path) -> None:
    out = people.with_name("pairs.csv")
    out.mkdir()
    (out / "kept").touch()
    assert run("match", people, "--out", out).exit_code == 2
    assert files(people.parent) == ["pairs.csv", "people.csv"]


def test_match_starts_without_django() -> None:
    code = "import sys, mutua.cli.match; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_lenient_with_no_row_left_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    people = write(tmp_path / "people.csv", {**AMIRA, "level": "x"})
    result = run("match", people, "--lenient", "--out", tmp_path / "pairs.csv")
    assert (result.exit_code, files(tmp_path)) == (2, ["people.csv"])
    assert "No row is left." in result.output

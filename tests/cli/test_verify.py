"""`mutua verify` as a person runs it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mutua.cli import main
from mutua.matching.proof.statement import Statement, proof_text
from tests.matching.people import AMIRA, BEN, Record
from tests.matching.proof.lists import proved_list

CLARA: Record = {**BEN, "id": "=clara", "name": "Clara", "years": 8, "function": "care"}
DORA: Record = {**AMIRA, "id": "dora", "name": "Dora", "years": 2, "function": "law", "unit": "hq"}
TRIANGLE = "p edge 4 4\ne 1 2 5\ne 2 3 5\ne 1 3 5\ne 3 4 1\n"


def run(*args: object, lang: str = "en_GB.UTF-8") -> Result:
    return CliRunner().invoke(main, list(map(str, args)), env={"LANG": lang, "LC_ALL": ""})


def write(path: Path, records: list[Record]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for record in records for name in record)))
        writer.writeheader()
        writer.writerows(records)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four people, their two pairs and the proof; and a graph with the same."""
    given = proved_list([AMIRA, BEN, CLARA, DORA], "none")
    assert given is not None
    write(tmp_path / "people.csv", given.records)
    # As `mutua match` writes it: an id that a spreadsheet would run gets a ' in front.
    rows: list[Record] = [dict(zip("abc", (*t.ids, ""), strict=True)) for t in given.tandems]
    write(tmp_path / "pairs.csv", [{**row, "b": str(row["b"]).replace("=", "'=")} for row in rows])
    (tmp_path / "pairs.proof.json").write_text(proof_text(given.statement), encoding="utf-8")
    (tmp_path / "graph.edge").write_text(TRIANGLE, encoding="utf-8")
    (tmp_path / "graph.pairs").write_text("s 6\nm 2 1\nm 3 4\n", encoding="utf-8")
    duals = replace(given.statement.duals, scale=1, bonus=0, gates=())
    duals = replace(duals, prices={"1": 2, "2": 3, "3": 3, "4": 0}, groups=())
    graph = Statement(
        replace(given.statement.claim, pairs=2, weight=6, upper_bound=8, most_pairs=None), duals
    )
    (tmp_path / "graph.proof.json").write_text(proof_text(graph), encoding="utf-8")
    return tmp_path


def test_verify_says_what_is_proven_about_people(folder: Path) -> None:
    result = run("verify", folder / "pairs.csv", "--people", folder / "people.csv")
    assert (result.exit_code, result.stderr, result.stdout.count("\n")) == (0, "", 1)
    assert result.stdout.startswith(
        "Proven for the 4 pairs to choose from: no set is larger than these 2 pairs;"
    )
    german = run("verify", folder / "pairs.csv", "--people", folder / "people.csv", "--lang", "de").stdout
    assert german.startswith(
        "Bewiesen für die 4 möglichen Paare: keine Auswahl ist größer als diese 2 Paare;"
    )
    elsewhere = (folder / "pairs.proof.json").rename(folder / "other.json")
    assert run("verify", folder / "pairs.csv", "--people", folder / "people.csv").exit_code == 2
    named = run("verify", folder / "pairs.csv", "--people", folder / "people.csv", "--proof", elsewhere)
    assert named.stdout == result.stdout


def test_verify_says_what_is_proven_about_a_graph_and_how_far(folder: Path) -> None:
    result = run("verify", folder / "graph.pairs", "--graph", folder / "graph.edge")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Proven for the 4 pairs to choose from: "
        "no set weighs more than 8, these 2 pairs weigh 6, at most 25.000 % less.\n"
    )


def changed(path: Path, **entries: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **entries}), encoding="utf-8")


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"weight": 7}, "The pairs weigh 6, but 7 is claimed."),
        ({"prices": {"1": 2, "2": 3, "3": 3}}, "The price of 4 is missing."),
        (
            {"prices": {"1": 3, "2": 2, "3": 2, "4": 1}},
            "The prices around 2 and 3 do not reach what this pair",
        ),
        (
            {"groups": [{"price": 0, "members": ["1", "2"], "inside": None}]},
            "Group 1 has 2 members; it needs an odd number",
        ),
    ],
)
def test_verify_refuses_a_changed_proof(folder: Path, entries: dict[str, object], said: str) -> None:
    changed(folder / "graph.proof.json", **entries)
    result = run("verify", folder / "graph.pairs", "--graph", folder / "graph.edge")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(said)


def test_verify_refuses_other_pairs_and_other_people(folder: Path) -> None:
    pairs, people = folder / "pairs.csv", folder / "people.csv"
    text = pairs.read_text(encoding="utf-8")
    pairs.write_text(text.replace("ben,dora", "ben,amira"), encoding="utf-8")
    result = run("verify", pairs, "--people", people)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "amira is in 2 tandems and has room for 1."
    pairs.write_text(text, encoding="utf-8")
    write(people, [AMIRA, {**BEN, "rather_not": "dora"}, CLARA, DORA])
    german = run("verify", pairs, "--people", people, lang="de_DE.UTF-8")
    assert (german.exit_code, german.stderr) == (
        1,
        "ben und dora dürfen nie ein Tandem bilden; `mutua explain` sagt, warum.\n",
    )


def test_verify_refuses_a_proof_about_a_graph_for_people(folder: Path) -> None:
    proof = folder / "graph.proof.json"
    result = run("verify", folder / "pairs.csv", "--people", folder / "people.csv", "--proof", proof)
    assert (result.exit_code, result.stderr) == (
        1,
        "The proof is about a graph, not about a list of people.\n",
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pairs.proof.json", "not json"),
        ("pairs.proof.json", "[]"),
        ("pairs.proof.json", '{"format": "mutua proof 1", "format": "mutua proof 1"}'),
        ("pairs.proof.json", "[" * 100_000),
        ("pairs.csv", "x,y\n1,2\n"),
        ("pairs.csv", 'a,b\n"open,2\n'),
        ("pairs.csv", "a,b,fit\namira,ben,high\n"),
        ("pairs.csv", "\x00"),
        ("people.csv", "id,level\namira,99\n"),
    ],
)
def test_verify_ends_with_2_where_a_file_cannot_be_read(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    result = run("verify", folder / "pairs.csv", "--people", folder / "people.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


@pytest.mark.parametrize(
    "entries",
    [
        {"week": "2026-48"},
        {"week": 48},
        {"seed": "0"},
        {"seed": None},
        {"scale": 1.0},
        {"scale": True},
        {"prices": []},
        {"prices": {"amira": "1"}},
        {"groups": [{"price": 1}]},
        {"groups": [["amira"]]},
        {"groups": [{"price": 1, "members": ["amira"]}]},
        {"groups": [{"price": 1, "members": ["amira"], "inside": "1"}]},
        {"gates": [["amira"]]},
        {"gates": None},
        {"locked": "amira"},
        {"lenient": 0},
        {"trios": "some"},
        {"trios": ["all"]},
        {"proposed": [2]},
        {"proposed": "22"},
        {"considered": "all"},
        {"pairs_alone": [["amira", 3]]},
        {"floor": "0.4"},
        {"most_pairs": "2"},
        {"pairs_duals": []},
        {"format": "mutua proof 2"},
        {"weight": 1e400},
    ],
)
def test_verify_names_the_entry_that_is_no_proof(folder: Path, entries: dict[str, object]) -> None:
    changed(folder / "pairs.proof.json", **entries)
    result = run("verify", folder / "pairs.csv", "--people", folder / "people.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f'"{next(iter(entries))}"' in result.stderr


@pytest.mark.parametrize(("name", "text"), [("graph.edge", "p edge 1\n"), ("graph.pairs", "m 1 2\n")])
def test_verify_names_the_line_of_a_graph_that_cannot_be_read(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    result = run("verify", folder / "graph.pairs", "--graph", folder / "graph.edge")
    assert (result.exit_code, result.stderr.startswith(f"{folder / name}: line 1, ")) == (2, True)


def test_verify_needs_people_or_a_graph(folder: Path) -> None:
    assert run("verify", folder / "pairs.csv").exit_code == 2
    both = ("--people", folder / "people.csv", "--graph", folder / "graph.edge")
    assert run("verify", folder / "pairs.csv", *both).exit_code == 2

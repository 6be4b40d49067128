"""`mutua optimum` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mutua.cli import main

# A path on which the heavy middle keeps two light pairs apart.
PATH = "c a path\np edge 4 3\ne 1 2 2\ne 2 3 5\ne 3 4 2\n"


def run(*args: object, lang: str = "en_GB.UTF-8") -> Result:
    return CliRunner().invoke(main, list(map(str, args)), env={"LANG": lang, "LC_ALL": ""})


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.edge"
    path.write_text(PATH, encoding="utf-8")
    return path


def answer(result: Result) -> list[int]:
    assert (result.exit_code, result.stderr, result.stdout.count("\n")) == (0, "", 1)
    counts = json.loads(result.stdout)
    assert list(counts) == ["n", "m", "pairs", "weight", "upper_bound", "seconds"]
    return list(counts.values())[:5]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_optimum_is_of_weight_alone_unless_more_pairs_are_wanted(graph: Path) -> None:
    assert answer(run("optimum", graph, "--json")) == [4, 3, 1, 5, 5]
    assert answer(run("optimum", graph, "--json", "--maximum-cardinality")) == [4, 3, 2, 4, 4]
    assert files(graph.parent) == ["graph.edge"]


def test_optimum_says_what_it_found_in_the_language_of_the_terminal(graph: Path) -> None:
    assert run("optimum", graph).stdout.startswith("1 pair · weight 5 · upper bound 5 · ")
    german = run("optimum", graph, lang="de_DE.UTF-8").stdout
    assert german.startswith("1 Paar · Gewicht 5 · obere Schranke 5 · ")


@pytest.mark.parametrize("option", [[], ["--maximum-cardinality"], ["--time-limit", "0"]])
def test_optimum_writes_pairs_and_a_proof_that_verify_accepts(graph: Path, option: list[str]) -> None:
    out, proof = graph.with_name("best.pairs"), graph.with_name("best.proof.json")
    result = run("optimum", graph, "--json", "--out", out, "--proof", proof, *option)
    pairs = answer(result)[2]
    lines = out.read_text(encoding="utf-8").splitlines()
    assert (lines[0][:2], [line[:2] for line in lines[1:]]) == ("s ", ["m "] * pairs)
    assert files(graph.parent) == ["best.pairs", "best.proof.json", "graph.edge"]
    verdict = run("verify", out, "--graph", graph)
    assert (verdict.exit_code, verdict.stderr) == (0, "")


@pytest.mark.parametrize("seconds", ["nan", "inf", "-1"])
def test_optimum_refuses_a_time_limit_that_is_no_time(graph: Path, seconds: str) -> None:
    result = run("optimum", graph, "--time-limit", seconds, "--out", graph.with_name("best.pairs"))
    assert (result.exit_code, files(graph.parent)) == (2, ["graph.edge"])
    assert f"{seconds} is no number of seconds" in result.stderr


def test_optimum_of_no_edges_is_nothing(graph: Path) -> None:
    graph.write_text("p edge 0 0\n", encoding="utf-8")
    out, proof = graph.with_name("best.pairs"), graph.with_name("best.proof.json")
    for option in ([], ["--maximum-cardinality"]):
        assert answer(run("optimum", graph, "--json", "--out", out, "--proof", proof, *option)) == [0] * 5
        assert out.read_text(encoding="utf-8") == "s 0\n"
        assert run("verify", out, "--graph", graph).exit_code == 0


def test_optimum_tells_line_and_reason_of_a_malformed_file(graph: Path) -> None:
    graph.write_text("p edge 2 1\ne 1 2 -3\n", encoding="utf-8")
    out = graph.with_name("best.pairs")
    result = run("optimum", graph, "--out", out)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"{graph}: line 2, 'e 1 2 -3': A weight is a whole number from 0 to 1000000000000.\n"
    )
    german = run("optimum", graph, "--lang", "de").stderr
    assert german.startswith(f"{graph}: Zeile 2, 'e 1 2 -3': Ein Gewicht ist eine ganze Zahl von 0 bis")
    assert files(graph.parent) == ["graph.edge"]


def test_optimum_refuses_weights_too_large_to_be_exact(graph: Path) -> None:
    graph.write_text("p edge 9000000 1\ne 1 2 1000000000000\n", encoding="utf-8")
    result = run("optimum", graph)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the weights are too large to be exact with so many nodes" in result.stderr
    assert "die Gewichte sind bei so vielen Knoten zu groß" in run("optimum", graph, "--lang", "de").stderr


@pytest.mark.parametrize("option", ["--out", "--proof"])
def test_optimum_refuses_a_folder_that_is_not_there(graph: Path, option: str) -> None:
    assert run("optimum", graph, option, graph.parent / "nowhere" / "file").exit_code == 2
    assert files(graph.parent) == ["graph.edge"]


def test_optimum_leaves_nothing_behind_if_it_cannot_write(graph: Path) -> None:
    out = graph.with_name("taken")
    (out / "kept").mkdir(parents=True)
    assert run("optimum", graph, "--proof", graph.with_name("best.proof.json"), "--out", out).exit_code == 2
    assert files(graph.parent) == ["graph.edge", "taken"]

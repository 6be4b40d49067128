"""`mutua compile`: what was compiled from other source goes, and a list can be matched at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mutua.cli import compile as compiling
from mutua.cli import main
from mutua.matching.compiled import FOLDER, kept_in

IN_A_NEW_PROCESS = """
import sys
from click.testing import CliRunner
from numba.core.dispatcher import Dispatcher
from mutua.cli import compile, main

def ready():
    modules = [module for name, module in sys.modules.items() if name.startswith("mutua.")]
    functions = [one for module in modules for one in vars(module).values() if isinstance(one, Dispatcher)]
    return {(str(one.py_func), str(signature)) for one in functions for signature in one.signatures}

compile._engine()
compile._lists()
before = ready()
match = ["match", sys.argv[1], "--out", sys.argv[2]]
for more in [], ["--trios", "all", "--report", sys.argv[2] + ".html"], ["--leave-no-one-behind"]:
    result = CliRunner().invoke(main, [*match, *more], catch_exceptions=False)
    assert result.exit_code == 0, result.output
assert len(before) > 20
assert ready() == before, ready() - before
"""


def test_compiling_again_throws_away_code_of_other_versions() -> None:
    kept = kept_in()
    other = kept.with_name(f"{FOLDER}of-another-version")
    other.mkdir()
    result = CliRunner().invoke(main, ["compile"])
    assert (result.exit_code, result.output) == (0, "")
    assert (kept.is_dir(), other.exists()) == (True, False)


def test_first_match_compiles_everything_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []
    monkeypatch.setattr(compiling, "compile_all", lambda: done.append("all"))
    compiling.compile_at_first_use("de")
    assert (done, capsys.readouterr().err) == ([], "")
    monkeypatch.setattr("mutua.matching.compiled.kept_in", lambda: tmp_path)
    compiling.compile_at_first_use("de")
    assert done == ["all"]
    assert "Erster Lauf" in capsys.readouterr().err


def test_compiled_code_is_kept_by_the_source_it_was_made_from() -> None:
    assert kept_in() == kept_in()
    assert kept_in().name.startswith(FOLDER)


def test_a_match_after_compiling_compiles_nothing_more(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    CliRunner().invoke(main, ["demo-list", str(people)])
    command = [sys.executable, "-c", IN_A_NEW_PROCESS, str(people), str(tmp_path / "pairs.csv")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.stages import Stage, counted

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("last_line", "counts"),
    [
        ("120 passed in 4.56s", {"passed": 120}),
        (
            "==== 3 failed, 120 passed, 2 errors in 62.00s (0:01:02) ====",
            {"failed": 3, "passed": 120, "error": 2},
        ),
        ("1 passed, 4 deselected, 1 error in 1.00s", {"passed": 1, "error": 1}),
        ("no tests ran in 0.01s", {}),
    ],
)
def test_the_last_line_of_pytest_is_counted(last_line, counts):
    assert counted(f"tests 99 passed\n{last_line}\n") == Counter(counts)


def test_a_command_that_fails_without_counts_is_one_failure():
    assert Stage("false", ["false"]).run() == ("", Counter({"failed": 1}))


def test_a_pytest_that_runs_nothing_is_a_failure():
    nothing = Stage("nothing", ["sh", "-c", "echo no tests ran in 0.01s; exit 5", "pytest"])
    assert nothing.run()[1] == Counter({"failed": 1})


@pytest.mark.parametrize(("arguments", "code"), [(["help"], 0), ([], 0), (["dmeo"], 2)])
def test_run_explains_itself(arguments, code):
    done = subprocess.run([ROOT / "run", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "./run demo [--port N] [--data DIR]" in done.stdout + done.stderr

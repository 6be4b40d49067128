"""All checks and tests, in stages: `python -m tests.stages check|test` (./run calls it).

The unit tests run first, on SQLite. Then, side by side: the database tests on PostgreSQL, the browser
tests, and the checks. The last line adds up all stages in pytest's own words.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = [sys.executable, "-m"]
PYTEST = [*PYTHON, "pytest", "-q", "--color=no"]


@dataclass(frozen=True)
class Stage:
    """One command; `environment` is added to the present one."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)

    def run(self) -> tuple[str, Counter[str]]:
        """Run it to its end; returns what it printed and what it counted, as pytest counts."""
        done = subprocess.run(
            self.command,
            cwd=ROOT,
            env={"MUTUA_DATA": str(ROOT / ".cache" / "checks"), **os.environ, **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        counts = counted(done.stdout) if "pytest" in self.command else Counter()
        if done.returncode and not counts["failed"] + counts["error"]:
            counts["failed"] += 1
        return done.stdout, counts


def program(name: str) -> str:
    """A program of the virtual environment."""
    return str(Path(sys.executable).parent / name)


def templates() -> list[str]:
    """All HTML templates."""
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("src/mutua/*/templates/**/*.html"))


def checks() -> list[Stage]:
    """What looks at the source without running it."""
    django = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "src:."}
    return [
        Stage("format", [*PYTHON, "ruff", "format", "--check", "."]),
        Stage("lint", [*PYTHON, "ruff", "check", "."]),
        Stage("layers", [program("lint-imports"), "--no-logo"], {"PYTHONPATH": "src"}),
        Stage("templates", [program("djade"), "--target-version", "5.2", "--check", *templates()]),
        Stage("migrations", [*PYTHON, "django", "makemigrations", "--check", "--dry-run"], django),
        Stage("types", [*PYTHON, "mypy"], django),
    ]


UNIT = Stage("unit tests on SQLite", [*PYTEST, "-n", "2", "-m", "not browser", "--durations=5"])
POSTGRESQL = Stage(
    "database tests on PostgreSQL",
    [*PYTEST, "-n", "2", "-m", "database and not browser"],
    {"MUTUA_TEST_DATABASE": "postgresql"},
)
BROWSER = Stage("browser tests", [*PYTEST, "-n", "0", "-m", "browser", "--durations=5"])


def counted(output: str) -> Counter[str]:
    """The counts of pytest's last line: “3 failed, 120 passed in 4.56s”."""
    last = output.strip().rsplit("\n", 1)[-1]
    found = re.findall(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)\b", last)
    counts: Counter[str] = Counter()
    for number, kind in found:
        counts[kind.removesuffix("s") if kind.startswith("error") else kind] += int(number)
    return counts


def told(stage: Stage) -> Counter[str]:
    """Run a stage and print what it said in one piece, so that parallel stages do not mix."""
    output, counts = stage.run()
    verdict = "failed" if counts["failed"] + counts["error"] else "ok"
    print(f"\n── {stage.name}: {verdict}\n{output.rstrip()}", flush=True)
    return counts


def run_checks() -> Counter[str]:
    return sum(map(told, checks()), Counter())


def run_all() -> Counter[str]:
    counts = told(UNIT)
    with ThreadPoolExecutor(3) as pool:
        side_by_side = [pool.submit(told, POSTGRESQL), pool.submit(told, BROWSER), pool.submit(run_checks)]
        return sum((job.result() for job in side_by_side), counts)


def main() -> int:
    """Exit code 0 if everything passed; the last line says how much that is."""
    began = time.monotonic()
    counts = run_checks() if sys.argv[1:] == ["check"] else run_all()
    bad = counts["failed"] + counts["error"]
    kinds = "failed", "passed", "skipped", "error" if counts["error"] == 1 else "errors"
    counts["errors"] = counts["error"]
    words = [f"{counts[kind]} {kind}" for kind in kinds if counts[kind]]
    line = f" {', '.join(words) or 'all checks passed'} in {time.monotonic() - began:.2f}s "
    print(f"\n{line:=^80}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

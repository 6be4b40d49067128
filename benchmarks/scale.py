"""How much to measure: everything at its full size, or all of it small, to see that it works."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure import LIMIT, Row
from benchmarks.results import Claim

SMALLER = 50
LEAST = 100


@dataclass(frozen=True)
class Scale:
    """full: as the figures ask for; otherwise a fiftieth of the people, and a minute at most per run."""

    full: bool = True

    def people(self, count: int) -> int:
        return count if self.full else max(LEAST, count // SMALLER)

    @property
    def limit(self) -> float:
        """Seconds per run."""
        return LIMIT if self.full else 60.0


@dataclass
class Findings:
    """What one part found; skipped: why there is nothing."""

    rows: list[Row] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    skipped: str = ""

    def add(self, rows: Sequence[Row], claims: Sequence[Claim]) -> None:
        self.rows += rows
        self.claims += claims


def survey_people() -> Path | None:
    """The list of survey answers that MUTUA_SURVEY names, if it is there."""
    named = os.environ.get("MUTUA_SURVEY", "")
    return Path(named) if named and Path(named).is_file() else None

"""What was measured, part by part, kept in results.json so that one part can be measured again alone."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.measure import Row


@dataclass(frozen=True)
class Claim:
    """One line of the summary; reached: None where there is no bar."""

    work: str
    must: str
    measured: str
    reached: bool | None


@dataclass(frozen=True)
class Part:
    """One part of a run: what it says, when, on what machine, and how noisy that was (seconds each)."""

    name: str
    at: str
    machine: dict[str, str]
    noise: list[float]
    rows: list[Row]
    claims: list[Claim]
    skipped: str = ""

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Part:
        rows = [Row.from_dict(row) for row in stored["rows"]]
        claims = [Claim(**claim) for claim in stored["claims"]]
        return cls(**{**stored, "rows": rows, "claims": claims})


def load(path: Path) -> dict[str, Part]:
    """The parts measured so far, by name."""
    if not path.exists():
        return {}
    return {part["name"]: Part.from_dict(part) for part in json.loads(path.read_text(encoding="utf-8"))}


def save(path: Path, parts: Sequence[Part]) -> None:
    text = json.dumps([asdict(part) for part in parts], ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def faster(ours: Row, peers: Sequence[Row], at_least: float | None) -> Claim:
    """How many times less CPU ours needs than the quickest of its peers, and whether the weights agree."""
    work, must = f"{ours.work}, beside {peers[0].who}", "no bar" if at_least is None else f"≥ {at_least:g}×"
    if not ours.done or not any(peer.done or peer.late for peer in peers):
        words = ", ".join(f"{row.who}: {row.status}" for row in (ours, *peers) if not row.done)
        return Claim(work, must, words, None if at_least is None else False)
    finished = [peer for peer in peers if peer.done and peer.answer.get("pairs", -1) >= 0]
    if not finished:
        least = min(peer.cpu for peer in peers if peer.late) / ours.cpu
        words = f"more than {times(least)} ({peers[0].who}: {peers[0].status})"
        return Claim(work, must, words, None if at_least is None else least >= at_least)
    best = min(finished, key=lambda peer: peer.cpu)
    ratio = best.cpu / ours.cpu
    same = all(peer.answer["weight"] == ours.answer["weight"] for peer in finished)
    words = f"{times(ratio)}, {'same weight' if same else 'ANOTHER WEIGHT'}"
    return Claim(work, must, words, None if at_least is None else same and ratio >= at_least)


def at_most(work: str, value: float, bar: float, unit: str, *, done: bool = True) -> Claim:
    """A figure that must not exceed a bar."""
    measured = f"{number(value)} {unit}" if done else f"not done after {number(value)} {unit}"
    return Claim(work, f"≤ {bar:g} {unit}", measured, done and value <= bar)


def times(ratio: float) -> str:
    """A ratio as a reader takes it in: 1.8×, 23×, 1,700×."""
    return f"{ratio:,.1f}×" if ratio < 10 else f"{ratio:,.0f}×"


def number(value: float) -> str:
    """Three digits that count, with thousands set apart."""
    if value == 0:
        return "0"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def spread(values: Sequence[float]) -> str:
    """How far the runs lie apart, as a share of their median: ±4 %."""
    middle = statistics.median(values)
    return f"±{50 * (max(values) - min(values)) / middle:.0f} %" if len(values) > 1 and middle else "–"

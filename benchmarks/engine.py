"""The optimum on the same edges as other engines: seconds of solving, memory, and the weight to the unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import lemon
from benchmarks.graphs import FAMILIES, NAMES, cache, graph_file
from benchmarks.measure import LIMIT, MOST_RUNS, Contestant, Rounds, Row, call, side_by_side
from benchmarks.results import Claim, at_most, faster
from benchmarks.scale import Findings, Scale, survey_people

LARGE_BARS = {"departmental": 10.0, "random": 10.0, "knn": 3.0, "hubs": None}
MILLION_BARS = {"departmental": 8.0, "random": 8.0, "knn": None}
MOST_MEMORY = 4096
SECONDS_GIVEN = 60.0
LEMON = {"weight": {"LEMON": "weight"}, "cardinality": {"LEMON": "cardinality", "LEMON, perfect": "perfect"}}


@dataclass(frozen=True)
class _Question:
    """A graph, what to maximise first, the seconds per run, and the peers in Python to ask beside LEMON."""

    family: str
    people: int
    first: str
    limit: float
    peers: tuple[str, ...] = ()

    @property
    def work(self) -> str:
        return _work(self.family, self.people, self.first)


def small(scale: Scale, rounds: Rounds) -> Findings:
    """1,000 people, beside networkx."""
    return _beside(scale, rounds, 1_000, "networkx", 500)


def middle(scale: Scale, rounds: Rounds) -> Findings:
    """20,000 people, beside rustworkx."""
    return _beside(scale, rounds, 20_000, "rustworkx", 1_000)


def large(scale: Scale, rounds: Rounds) -> Findings:
    """100,000 people, beside LEMON: weight alone, and as many pairs as possible first."""
    found = Findings()
    for first in LEMON:
        for family, bar in LARGE_BARS.items():
            rows = _compared(_Question(family, scale.people(100_000), first, scale.limit), rounds)
            found.add(rows, [faster(rows[0], rows[1:], bar)])
    return found


def million(scale: Scale, rounds: Rounds) -> Findings:
    """1,000,000 people, beside LEMON, and once more with a minute's time for the hard family."""
    found = Findings()
    people = scale.people(1_000_000)
    for family, bar in MILLION_BARS.items():
        rows = _compared(_Question(family, people, "weight", scale.limit), rounds, most=1)
        ours = rows[0]
        claims = [faster(ours, rows[1:], bar), _proven(ours)]
        if bar is None:
            claims.append(at_most(f"{ours.work}: time", ours.cpu, 200, "s of CPU", done=ours.done))
        claims.append(at_most(f"{ours.work}: memory", ours.peak, MOST_MEMORY, "MB", done=ours.done))
        found.add(rows, claims)
    found.add(*_in_a_minute(scale, rounds, people))
    return found


def survey(scale: Scale, rounds: Rounds) -> Findings:
    """The graph of real answers to a survey, all pairs considered: dense, with many equal weights."""
    people = survey_people()
    if people is None:
        return Findings(skipped="MUTUA_SURVEY names no file, so there is nothing to measure.")
    graph = cache() / "survey.npz"
    made = call("benchmarks.lists:as_graph", people=str(people), graph=str(graph))
    found = Findings()
    for first in LEMON:
        work = f"survey, {made.answer.get('people', 0):,} people, {_aim(first)}"
        contestants = _contestants(graph, first, ["rustworkx"], scale.limit)
        rows = side_by_side(work, contestants, rounds)
        found.add(rows, [faster(rows[0], rows[1:2], None), faster(rows[0], rows[2:], None)])
    return found


def _beside(scale: Scale, rounds: Rounds, people: int, peer: str, bar: float) -> Findings:
    found = Findings()
    for family in FAMILIES:
        rows = _compared(_Question(family, scale.people(people), "weight", scale.limit, (peer,)), rounds)
        found.add(rows, [faster(rows[0], rows[1:2], bar)])
    return found


def _compared(ask: _Question, rounds: Rounds, most: int = MOST_RUNS) -> list[Row]:
    contestants = _contestants(graph_of(ask.family, ask.people), ask.first, ask.peers, ask.limit)
    return side_by_side(ask.work, contestants, rounds, most)


def _contestants(graph: Path, first: str, peers: Sequence[str], limit: float) -> dict[str, Contestant]:
    """Ours first, then peers in Python, then LEMON."""
    asked = {"graph": str(graph), "first": first}
    found: dict[str, Contestant] = {
        "Mutua" if name == "mutua" else name: partial(call, f"benchmarks.solvers:{name}", limit, **asked)
        for name in ("mutua", *peers)
    }
    return found | {who: partial(lemon.solve, graph, aim, limit) for who, aim in LEMON[first].items()}


def _in_a_minute(scale: Scale, rounds: Rounds, people: int) -> tuple[list[Row], list[Claim]]:
    """How near the best we provably are when stopped early."""
    given = SECONDS_GIVEN if scale.full else 1.0
    graph = graph_of("knn", people)
    ours = partial(call, "benchmarks.solvers:mutua", LIMIT, graph=str(graph), first="weight", seconds=given)
    work = f"{_work('knn', people, 'weight')}, stopped after {given:g} s"
    rows = side_by_side(work, {"Mutua": ours}, rounds, most=1)
    gap = 100.0
    if rows[0].done:
        weight, bound = rows[0].answer["weight"], rows[0].answer["upper_bound"]
        gap = 100 * (bound - weight) / bound
    return rows, [at_most(f"{work}: gap", gap, 0.05, "%", done=rows[0].done)]


def _proven(ours: Row) -> Claim:
    exact = bool(ours.answer.get("exact"))
    return Claim(f"{ours.work}: proof", "exact", "exact" if exact else f"not ({ours.status})", exact)


def graph_of(family: str, people: int) -> Path:
    """The file of a graph, drawn in a process of its own, so that its memory is not ours."""
    call("benchmarks.solvers:make", limit=3_600, family=family, people=people)
    return graph_file(family, people)


def _work(family: str, people: int, first: str) -> str:
    return f"{NAMES[family]}, {people:,} people, {_aim(first)}"


def _aim(first: str) -> str:
    return "weight alone" if first == "weight" else "most pairs first"

"""mentor-match, the package on PyPI that pairs mentors and mentees, on the same list of people.

It knows two roles, and people may sign up for both, as all do here, since all teach and learn. It is timed
from people in memory to pairs, as ours is. Once it is given our fits and bars, reckoned before its clock
starts, while ours reckons them on the clock: the same task. Once it scores by its own rules, from what its
files hold: grade, organisation, profession.
"""

from __future__ import annotations

import csv
import operator
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.lists import MONDAY, invented
from benchmarks.measure import Rounds, Row, call, side_by_side
from benchmarks.results import Claim, times
from benchmarks.scale import Findings, Scale

PEOPLE, FEW_PEOPLE = 800, 60
AT_LEAST = 100
PATIENCE = 3_600.0
RULES = ("our fits and bars", "its own rules")
Numbers = NDArray[np.intp]


def mentor_match(scale: Scale, rounds: Rounds) -> Findings:
    """800 people: time, and pairs that may not be."""
    count = PEOPLE if scale.full else FEW_PEOPLE
    people = str(invented(count))
    contestants = {"Mutua": partial(call, "benchmarks.mentor_match:ours", people=people)}
    for rules in RULES:
        contestants[f"mentor-match, {rules}"] = partial(
            call, "benchmarks.mentor_match:theirs", PATIENCE, people=people, rules=rules
        )
    rows = side_by_side(f"{count:,} people", contestants, rounds)
    return Findings(rows, [_claim(rows)])


def _claim(rows: list[Row]) -> Claim:
    """The bar is for the same task, on our fits and bars."""
    mine, *peers = rows
    work, must = f"{mine.work}, beside mentor-match", f"≥ {AT_LEAST}×, no barred pair"
    if not all(row.done for row in rows):
        return Claim(work, must, ", ".join(f"{row.who}: {row.status}" for row in rows), False)
    ratios = [peer.cpu / mine.cpu for peer in peers]
    told = "; ".join(
        f"{rules}: {times(ratio)}, {peer.answer['barred']} of its {peer.answer['pairs']} pairs barred"
        for rules, ratio, peer in zip(RULES, ratios, peers, strict=True)
    )
    reached = ratios[0] >= AT_LEAST and mine.answer["barred"] == 0
    return Claim(work, must, f"{told}; {mine.answer['barred']} of ours", reached)


def ours(people: str) -> dict[str, Any]:
    """In a process of its own: our pairs of a list, its people being in memory and the code loaded."""
    from mutua.matching import Aims, match

    pool = _pool(people)
    match(pool, Aims(trios="none"))
    cpu, wall = time.process_time(), time.perf_counter()
    found = match(pool, Aims(trios="none")).pairs
    used = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    return used | _judged(pool, found.first, found.second)


def theirs(people: str, rules: str) -> dict[str, Any]:
    """In a process of its own: what mentor-match makes of a list; a pair is a mentor with a mentee."""
    from matching import process
    from matching.mentee import Mentee
    from matching.mentor import Mentor

    pool = _pool(people)
    with Path(people).open(encoding="utf-8", newline="") as file:
        rows = [_row(number, row) for number, row in enumerate(csv.DictReader(file))]
    mentors, mentees = ([role(**row) for row in rows] for role in (Mentor, Mentee))
    chosen = _own_rules() if rules == RULES[1] else _our_rules(pool)
    cpu, wall = time.process_time(), time.perf_counter()
    process.process_data(mentors, mentees, [chosen])
    used = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    pairs = [(_number(one), _number(other)) for one in mentors for other in one.mentees]
    first, second = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return used | _judged(pool, first, second)


def _own_rules() -> list[Any]:
    """As its documentation suggests: much the same grade, the same profession, another organisation."""
    from matching.rules.rule import Equivalent, Grade

    points = {True: 3, False: 0}
    near = [Grade(1, operator.le, points), Grade(-1, operator.ge, points)]
    return [*near, Equivalent("profession", points), Equivalent("organisation", {True: 0, False: 3})]


def _our_rules(pool: Any) -> list[Any]:
    """The weight of our graph as the score; who may never be paired is disqualified."""
    from matching.rules.rule import Disqualify, Rule

    from mutua.matching.filters import bars

    weight = _weights(pool)
    one, other = np.indices(weight.shape).reshape(2, -1)
    barred = (bars(pool, one, other) > 0).reshape(weight.shape)

    class Fit(Rule):
        def apply(self, match_object: Any) -> int:
            return int(weight[_number(match_object.mentor), _number(match_object.mentee)])

    return [Fit(), Disqualify(lambda match: bool(barred[_number(match.mentor), _number(match.mentee)]))]


def _weights(pool: Any) -> NDArray[np.int64]:
    """For everyone with everyone the weight of our graph, 0 without an edge."""
    from mutua.matching.candidates import candidate_graph

    graph = candidate_graph(pool)
    weight = np.zeros((len(pool), len(pool)), dtype=np.int64)
    weight[graph.first, graph.second] = weight[graph.second, graph.first] = graph.weight
    return weight


def _judged(pool: Any, first: Numbers, second: Numbers) -> dict[str, int]:
    """How many pairs there are, how many of them may never be, and in how many somebody gains too little."""
    from mutua.matching.filters import bars

    barred = bars(pool, first, second) > 0
    outside = _weights(pool)[first, second] == 0
    return {
        "pairs": len(first),
        "barred": int(barred.sum()),
        "below_gates": int((outside & ~barred).sum()),
    }


def _pool(people: str) -> Any:
    from mutua.cli.people import read_pool

    return read_pool(Path(people), MONDAY, "en", lenient=False)


def _row(number: int, row: Mapping[str, str]) -> dict[str, str]:
    """A person as its files have them; the e-mail tells people apart."""
    taken = {"grade": row["level"], "organisation": row["site"], "profession": row["function"]}
    return {"email": str(number), "first name": row["name"], **taken}


def _number(person: Any) -> int:
    return int(person.email)

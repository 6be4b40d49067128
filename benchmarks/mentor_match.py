"""mentor-match, the package on PyPI that pairs mentors and mentees, on the same list of people.

It knows two roles: every other person is a mentor, the rest are mentees. It is given our fits and our bars
as its rules, reckoned before the clock starts, and is timed from people to pairs. Ours reads the file,
reckons all fits, lets anyone meet anyone, and writes the pairs; its start is counted as well.
"""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.lists import MONDAY, invented, match
from benchmarks.measure import Noise, call, side_by_side
from benchmarks.results import Claim, times
from benchmarks.scale import Findings, Scale

PEOPLE, FEW_PEOPLE = 800, 60
AT_LEAST = 100
PATIENCE = 3_600.0


def mentor_match(scale: Scale, noise: Noise) -> Findings:
    """800 people: time, and pairs that may not be."""
    count = PEOPLE if scale.full else FEW_PEOPLE
    people = invented(count)
    contestants = {
        "Mutua": partial(match, people, "--trios", "none"),
        "mentor-match": partial(call, "benchmarks.mentor_match:solve", PATIENCE, people=str(people)),
    }
    ours, peer = rows = side_by_side(f"{count:,} people", contestants, noise)
    ratio = peer.wall / ours.wall
    least = "" if peer.done else "more than "
    barred = peer.answer.get("barred", "unknown")
    words = f"{least}{times(ratio)}; pairs that may not be: ours 0, theirs {barred}"
    claim = Claim(f"{count:,} people, beside mentor-match", f"≥ {AT_LEAST}×", words, ratio >= AT_LEAST)
    return Findings(rows, [claim])


def solve(people: str) -> dict[str, Any]:
    """In a process of its own: what mentor-match makes of a list."""
    import numpy as np
    from matching import process
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.rules.rule import Disqualify, Rule

    from mutua.cli.people import read_pool

    pool = read_pool(Path(people), MONDAY, "en", lenient=False)
    weight, barred = _tables(pool)

    class Fit(Rule):
        """Our fit as its score."""

        def apply(self, match_object: Any) -> int:
            return int(weight[_number(match_object.mentor), _number(match_object.mentee)])

    never = Disqualify(lambda one: bool(barred[_number(one.mentor), _number(one.mentee)]))
    mentors = [_person(Mentor, pool, number) for number in range(0, len(pool), 2)]
    mentees = [_person(Mentee, pool, number) for number in range(1, len(pool), 2)]
    cpu, wall = time.process_time(), time.perf_counter()
    process.process_data(mentors, mentees, [[Fit(), never]])
    used = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    pairs = [(_number(one), _number(other)) for one in mentors for other in one.mentees]
    where = tuple(np.array(pairs, dtype=np.intp).reshape(-1, 2).T)
    return used | {
        "pairs": len(pairs),
        "weight": int(weight[where].sum()),
        "barred": int(barred[where].sum()),
        "below_gates": int(((weight[where] == 0) & ~barred[where]).sum()),
    }


def _tables(pool: Any) -> tuple[Any, Any]:
    """For everyone with everyone: the weight of our graph, 0 without an edge; and whether they are barred."""
    import numpy as np

    from mutua.matching.candidates import candidate_graph
    from mutua.matching.filters import bars

    graph = candidate_graph(pool)
    weight = np.zeros((len(pool), len(pool)), dtype=np.int64)
    weight[graph.first, graph.second] = weight[graph.second, graph.first] = graph.weight
    one, other = np.indices(weight.shape).reshape(2, -1)
    return weight, (bars(pool, one, other) > 0).reshape(weight.shape)


def _person(role: Any, pool: Any, number: int) -> Any:
    """Its notion of a person; the e-mail tells people apart."""
    return role(**{"email": str(number), "grade": int(pool.level[number]), "first name": pool.names[number]})


def _number(person: Any) -> int:
    return int(person.email)

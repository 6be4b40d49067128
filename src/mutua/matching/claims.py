"""What a matching claims to be, as a statement that can be checked without what found it."""

from __future__ import annotations

from datetime import date

from mutua.matching.match import Matching
from mutua.matching.proof.naming import named_duals
from mutua.matching.proof.statement import Circumstances, Claim, Pair, Statement


def statement_of(matching: Matching, week: date, *, lenient: bool) -> Statement:
    """The statement that goes with the tandems of a matching; `week` and `lenient` as the list was read."""
    pool, alone = matching.pool, matching.alone
    first, second = alone.edges.T
    year, number, _ = week.isocalendar()
    how = Circumstances(
        week=f"{year}-W{number:02}",
        seed=matching.seed,
        considered=matching.considered,
        level_tolerance=pool.level_tolerance,
        trios=matching.aims.trios,
        lenient=lenient,
        locked=_named(matching, pool.relations.locks.tolist()),
        pairs_alone=_named(matching, alone.pairs.tolist()) if matching.reopened else None,
        proposed=(len(matching.pairs.fit), len(matching.trios.fit)),
        floor=alone.floor if matching.aims.leave_no_one_behind and len(alone.edges) else None,
    )
    claim = Claim(len(alone.pairs), alone.weight, alone.upper_bound, alone.most_pairs)
    counting = alone.optimum.pairs_proof
    return Statement(
        claim,
        named_duals(alone.optimum.proof, pool.ids, first, second),
        named_duals(counting, pool.ids, first, second) if counting else None,
        how,
    )


def _named(matching: Matching, pairs: list[list[int]]) -> tuple[Pair, ...]:
    ids = matching.pool.ids
    return tuple((ids[one], ids[other]) for one, other in pairs)

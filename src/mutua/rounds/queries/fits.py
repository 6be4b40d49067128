"""From a pool of a round to cards: who fits whom best, without anybody's marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

import numpy as np

from mutua.matching.candidates import candidate_graph
from mutua.rounds.queries.pool import RoundPool

MOST_CARDS = 8


def best_others(found: RoundPool, most: int = MOST_CARDS) -> Mapping[UUID, Sequence[UUID]]:
    """For each person the people who fit best, at most `most`, pass 1 first; equal fits by id."""
    pool = found.pool
    if len(pool) < 2:
        return {}
    graph = candidate_graph(pool)
    one = np.concatenate([graph.first, graph.second])
    other = np.concatenate([graph.second, graph.first])
    cards: dict[UUID, list[UUID]] = defaultdict(list)
    for place in np.lexsort((other, -np.tile(graph.weight, 2), one)).tolist():
        mine = cards[UUID(pool.ids[one[place]])]
        if len(mine) < most:
            mine.append(UUID(pool.ids[other[place]]))
    return cards

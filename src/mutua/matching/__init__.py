"""Who fits whom, and the best set of tandems for all: a pure library without Django.

pool = Pool.from_records(records, near=nearness(), week=date(2026, 11, 23))
pairs = fits(pool, first, second)
best = best_matching(pool, seed=0)
"""

from mutua.matching.explain import Explanation, explain
from mutua.matching.filters import Bar, bars
from mutua.matching.fit import Fits, Gate, fits
from mutua.matching.match import Matching, best_matching
from mutua.matching.pool import Pool
from mutua.matching.problems import PoolProblems, Problem
from mutua.matching.texts import Texts

__all__ = [
    "Bar",
    "Explanation",
    "Fits",
    "Gate",
    "Matching",
    "Pool",
    "PoolProblems",
    "Problem",
    "Texts",
    "bars",
    "best_matching",
    "explain",
    "fits",
]

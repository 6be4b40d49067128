"""Who fits whom, and the best set of tandems for all: a pure library without Django.

pool = Pool.from_records(records, near=nearness(), week=date(2026, 11, 23))
pairs = fits(pool, first, second)
best = match(pool, seed=0)
"""

from mutua.matching.explain import Explanation, explain
from mutua.matching.filters import Bar, bars
from mutua.matching.fit import Fits, Gate, fits
from mutua.matching.match import Aims, Matching, match
from mutua.matching.pool import Pool
from mutua.matching.problems import PoolProblems, Problem
from mutua.matching.texts import Texts

__all__ = [
    "Aims",
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
    "explain",
    "fits",
    "match",
]

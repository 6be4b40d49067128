"""Other weights than the usual ones: the same criteria, another sum."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mutua.content.skills import nearness
from mutua.demo.invention import invent
from mutua.demo.listing import row
from mutua.matching import match
from mutua.matching.fit import fits
from mutua.matching.pool import Pool
from mutua.matching.trios import candidate_trios, trio_fits
from mutua.matching.weights import POINTS, WEIGHTS, checked

OTHERS = (35, 10, 15, 15, 8, 7, 10)


def pool_of(count: int) -> Pool:
    """Invented people of all kinds, without what they say about each other."""
    records = [{**row(one), "reports_to": "", "rather_not": "", "trio": "yes"} for one in invent(1)[:count]]
    return Pool.from_records(records, near=nearness(), week=date(2026, 11, 23))


def test_fit_is_the_weighted_mean_with_the_points_of_the_pool() -> None:
    pool = replace(pool_of(40), points=OTHERS)
    one, other = np.triu_indices(40, 1)
    found = fits(pool, one, other)
    values = np.array(list(found.values.values()))
    points = np.array(OTHERS)[:, None] * ~np.isnan(values)
    known = points.sum(axis=0)
    expected = (points * np.nan_to_num(values)).sum(axis=0) / np.maximum(known, 1)
    assert np.array_equal(found.known_weight, known)
    assert np.allclose(found.fit, expected, atol=1e-12)


def test_usual_points_are_those_of_the_contract() -> None:
    assert dict(zip(WEIGHTS, POINTS, strict=True)) == WEIGHTS
    assert pool_of(5).points == POINTS


def test_compiled_trios_weigh_as_plain_ones_do() -> None:
    pool = replace(pool_of(40), points=OTHERS)
    members, weights = candidate_trios(pool, np.arange(40))
    assert len(members) > 0
    assert np.array_equal(trio_fits(pool, members).weights(), weights)


def test_other_points_can_lead_to_other_tandems() -> None:
    pool = pool_of(60)
    heavy = replace(pool, points=(100, 0, 0, 0, 0, 0, 0))
    usual, one_sided = match(pool), match(heavy)
    assert usual.pairs.fit.sum() != pytest.approx(one_sided.pairs.fit.sum())


@pytest.mark.parametrize("points", [(100,), (25, 20, 15, 15, 8, 7, 11), (-5, 105, 0, 0, 0, 0, 0)])
def test_points_that_do_not_make_a_hundred_are_refused(points: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="100"):
        checked(points)

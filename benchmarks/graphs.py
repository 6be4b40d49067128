"""Graphs to measure on: one family is easy, one is usual, two are hard. The same seed gives the same graph.

Weights are whole numbers from 1 to a million. Nobody is joined to themselves, no two people twice.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.neighbours import nearest

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]
HEAVIEST = 1_000_000
DIMENSIONS = 16
NEIGHBOURS = 16
DEPARTMENT_SIZE = 1500
BEST_INSIDE, ANY_OUTSIDE = 20, 4
DEGREE = 20
PEOPLE_PER_HUB, HUB_DEGREE = 500, 500


@dataclass(frozen=True)
class Edges:
    """A weighted graph: `first` < `second`, people from 0 to people − 1; all of shape (edges,)."""

    people: int
    first: NDArray[np.int32]
    second: NDArray[np.int32]
    weight: Numbers

    def save(self, path: Path) -> None:
        """Write an .npz, whole or not at all."""
        draft = path.with_name(f".{os.getpid()}.{path.name}")
        np.savez(draft, people=self.people, first=self.first, second=self.second, weight=self.weight)
        draft.replace(path)

    @classmethod
    def load(cls, path: Path) -> Edges:
        with np.load(path) as stored:
            return cls(int(stored["people"]), stored["first"], stored["second"], stored["weight"])


def graph_file(family: str, people: int, seed: int = 0) -> Path:
    """The .npz of a graph in the cache folder; made when it is not there yet."""
    path = cache() / f"{family}-{people}-{seed}.npz"
    if not path.exists():
        FAMILIES[family](people, seed).save(path)
    return path


def cache() -> Path:
    """The folder for graphs and lists: MUTUA_BENCH_CACHE, else one in the temporary folder."""
    named = os.environ.get("MUTUA_BENCH_CACHE")
    folder = Path(named) if named else Path(tempfile.gettempdir()) / "mutua-bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def knn_like(people: int, seed: int) -> Edges:
    """Points in 16 normal dimensions, each joined to its 16 nearest: the heavier the nearer.

    Hard: in so many dimensions some points are near to very many, others to nobody.
    """
    return _joined(people, *_near_points(people, np.random.default_rng(seed)))


def with_hubs(people: int, seed: int) -> Edges:
    """knn-like, and one person in 500 is wanted by 500 others anywhere, as much as by a neighbour."""
    random = np.random.default_rng(seed)
    first, second, share = _near_points(people, random)
    hubs = random.choice(people, max(1, people // PEOPLE_PER_HUB), replace=False)
    centre = np.repeat(hubs, min(HUB_DEGREE, people // 2))
    around = random.integers(0, people, len(centre))
    wanted = random.choice(share, len(centre))
    return _joined(people, *_chained([(first, second, share), (centre, around, wanted)]))


def departmental(people: int, seed: int) -> Edges:
    """People in departments who teach and learn, joined to the 20 best inside and 4 others anywhere."""
    random = np.random.default_rng(seed)
    count = max(1, people // DEPARTMENT_SIZE)
    sizes = random.lognormal(0, 0.6, count)
    home = np.sort(random.choice(count, people, p=sizes / sizes.sum()))
    centres = random.standard_normal((count, 32)).astype(np.float32)
    teach, learn = (_towards(centres[home], random) for _ in range(2))
    starts = np.searchsorted(home, np.arange(count + 1))
    parts = [
        _best_inside(teach[begin:end], learn[begin:end], begin)
        for begin, end in pairwise(starts)
        if end - begin > 1
    ]
    one, other = np.repeat(np.arange(people), ANY_OUTSIDE), random.integers(0, people, people * ANY_OUTSIDE)
    forth, back = ((teach[a] * learn[b]).sum(axis=1) for a, b in ((one, other), (other, one)))
    parts.append((one, other, np.sqrt(np.maximum(forth, 0) * np.maximum(back, 0))))
    return _joined(people, *_chained(parts))


def uniform(people: int, seed: int) -> Edges:
    """Anyone joined to anyone, 20 edges a person, all weights equally likely."""
    random = np.random.default_rng(seed)
    count = people * DEGREE // 2
    first, second = random.integers(0, people, count), random.integers(0, people, count)
    return _joined(people, first, second, random.integers(1, HEAVIEST + 1, count) / HEAVIEST)


FAMILIES: dict[str, Callable[[int, int], Edges]] = {
    "knn": knn_like,
    "hubs": with_hubs,
    "departmental": departmental,
    "random": uniform,
}
NAMES = {
    "knn": "knn-like",
    "hubs": "knn-like with hubs",
    "departmental": "departmental",
    "random": "random",
}

Triples = tuple[NDArray[np.intp], NDArray[np.intp], Shares]


def _near_points(people: int, random: np.random.Generator) -> Triples:
    points = random.standard_normal((people, DIMENSIONS)).astype(np.float32)
    squares, found = nearest(points, min(NEIGHBOURS + 1, people))
    one, other = np.repeat(np.arange(people), found.shape[1]), found.ravel()
    known = (other >= 0) & (other != one)
    return one[known], other[known], np.exp(-squares.ravel()[known] / DIMENSIONS)


def _towards(centres: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """One direction of length 1 per row, drawn towards its centre."""
    drawn = np.abs(random.standard_normal(centres.shape).astype(np.float32) + 0.6 * centres)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def _best_inside(teach: NDArray[np.float32], learn: NDArray[np.float32], begin: int) -> Triples:
    """Everyone of a department with the 20 best of it by the geometric mean of both directions."""
    forth = teach @ learn.T
    share = np.sqrt(np.maximum(forth, 0) * np.maximum(forth.T, 0))
    np.fill_diagonal(share, -1)
    count = min(BEST_INSIDE, len(teach) - 1)
    best = np.argpartition(-share, count - 1, axis=1)[:, :count]
    one = np.repeat(np.arange(begin, begin + len(teach)), count)
    return one, (begin + best).ravel(), np.take_along_axis(share, best, axis=1).ravel()


def _chained(parts: list[Triples]) -> Triples:
    first, second, share = (np.concatenate(column) for column in zip(*parts, strict=True))
    return first, second, share


def _joined(
    people: int, one: NDArray[np.intp], other: NDArray[np.intp], share: NDArray[np.floating]
) -> Edges:
    """Edges with weights from shares of the heaviest; of two between the same people the first stays."""
    apart = one != other
    first, second = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
    _, kept = np.unique(first.astype(np.int64) * people + second, return_index=True)
    weight = np.maximum(1, np.rint(HEAVIEST * share[apart][kept])).astype(np.int64)
    return Edges(people, first[kept].astype(np.int32), second[kept].astype(np.int32), weight)

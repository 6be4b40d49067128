"""The nearest points of each point, by faiss where there are many."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
Found = tuple[NDArray[np.float32], NDArray[np.int64]]
FEW, MANY = 5_000, 120_000
CELLS, CELLS_ASKED = 2048, 12


def nearest(points: Points, count: int) -> Found:
    """Squared distances and numbers of the `count` nearest of each point, itself included; −1: not found.

    Exact up to 120,000 points; beyond, the nearest within 12 of 2,048 cells.
    """
    return _by_numpy(points, count) if len(points) <= FEW else _by_faiss(points, count)


def _by_numpy(points: Points, count: int) -> Found:
    """All distances at once: enough for a few, and the tests need no faiss."""
    lengths = (points**2).sum(axis=1)
    squares = np.maximum(0, lengths[:, None] + lengths[None, :] - 2 * points @ points.T)
    found = np.argsort(squares, axis=1, kind="stable")[:, :count]
    return np.take_along_axis(squares, found, axis=1), found


def _by_faiss(points: Points, count: int) -> Found:
    import faiss  # of the benchmark's own packages, not of the tests'

    index = faiss.IndexFlatL2(points.shape[1])
    if len(points) > MANY:
        index = faiss.IndexIVFFlat(index, points.shape[1], CELLS)
        index.train(points[:MANY])
        index.nprobe = CELLS_ASKED
    index.add(points)
    squares, found = index.search(points, count)
    return squares, found

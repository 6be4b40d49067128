"""How much each criterion counts (CONTRACT §3.2); together 100 points."""

from __future__ import annotations

WEIGHTS = {
    "complementarity": 25,
    "career_goals": 20,
    "experience": 15,
    "background_difference": 15,
    "challenges": 8,
    "working_values": 7,
    "practical": 10,
}
"""The usual points, in the order in which criteria are listed everywhere."""
POINTS = tuple(WEIGHTS.values())
ALL_POINTS = 100


def checked(points: tuple[int, ...]) -> tuple[int, ...]:
    """The points of a pool, in the order of WEIGHTS. Raises ValueError unless they are seven and make 100."""
    if len(points) != len(WEIGHTS) or min(points) < 0 or sum(points) != ALL_POINTS:
        raise ValueError(f"{len(WEIGHTS)} points that make {ALL_POINTS} together are needed, not {points}")
    return points

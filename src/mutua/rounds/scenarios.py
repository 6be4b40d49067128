"""Sets of weights to try side by side: the programme's own, and two that lean to one side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OWN, COMMON, DIFFERENT = "own", "common", "different"
LEANING = 10


@dataclass(frozen=True)
class Kind:
    """A scenario one can choose. more, less: criteria that get ten points more and less."""

    name: Promise | str
    about: Promise | str
    more: str = ""
    less: str = ""


KINDS: Mapping[str, Kind] = {
    OWN: Kind(_("As the programme is set up"), _("The weights of the programme.")),
    COMMON: Kind(
        _("More in common"),
        _("Ten points from another background to similar goals."),
        more="career_goals",
        less="background_difference",
    ),
    DIFFERENT: Kind(
        _("More contrast"),
        _("Ten points from similar experience to another background."),
        more="background_difference",
        less="experience",
    ),
}


def points_of(kind: str, own: Mapping[str, int]) -> dict[str, int]:
    """The weight points of a scenario, 100 together."""
    points = dict(own)
    lean = KINDS[kind]
    if lean.more:
        moved = min(LEANING, points[lean.less])
        points[lean.less] -= moved
        points[lean.more] += moved
    return points

"""What the scenarios of a run led to, beside each other; and what a run is doing, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mutua.rounds.models import Run, Scenario
from mutua.rounds.scenarios import KINDS
from mutua.ui.bars import Bar, bars

PHASES: dict[str, Promise | str] = {
    "": gettext_lazy("Waiting for its turn"),
    "reading": gettext_lazy("Reading who takes part"),
    "candidates": gettext_lazy("Who fits whom"),
    "relaxing": gettext_lazy("The best tandems for all"),
    "searching": gettext_lazy("The best tandems for all"),
    "trios": gettext_lazy("Trios for those left over"),
}
STEP = 10


@dataclass(frozen=True)
class Compared:
    """A scenario as a column. fits: how many tandems fit how well."""

    scenario: Scenario
    name: Promise | str
    about: Promise | str
    rows: Sequence[tuple[str, int]]
    proof: str
    fits: Sequence[Bar]


def phase_words(run: Run) -> str:
    """What the run is doing."""
    return str(PHASES.get(run.phase, PHASES["searching"]))


def side_by_side(run: Run) -> list[Compared]:
    """The scenarios of a run that is done, in their order."""
    return [_compared(scenario) for scenario in run.scenarios.order_by("place")]


def _compared(scenario: Scenario) -> Compared:
    figures, kind = scenario.figures, KINDS[scenario.name]
    return Compared(
        scenario=scenario,
        name=kind.name,
        about=kind.about,
        rows=[
            (_("People in a tandem"), figures["paired"]),
            (_("Pairs"), figures["pairs"]),
            (_("Trios"), figures["trios"]),
            (_("On the waiting list"), figures["waiting"]),
        ],
        proof=_("Proven: no other choice of pairs is better.")
        if figures["exact"]
        else _("Stopped early: a better choice may exist."),
        fits=bars([(_band(step), count) for step, count in enumerate(figures["fits"]) if step >= 4]),
    )


def _band(step: int) -> str:
    low = step * STEP
    return _("%(low)s to %(high)s") % {"low": low, "high": low + STEP}

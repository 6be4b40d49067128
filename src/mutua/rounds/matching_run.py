"""What the worker does in a run: read the round, match it once per scenario, write what was found.

Nothing is locked while it thinks. What changed meanwhile (somebody withdrew, an exclusion was made) is
looked at again when the result is written, in one transaction under the lock of the round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import uuid4

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mutua.matching.match import Aims, match
from mutua.rounds.actions.locking import locked_round
from mutua.rounds.actions.proposal import send_proposals
from mutua.rounds.actions.round import step
from mutua.rounds.actions.run import choose_scenario
from mutua.rounds.found import Found, found_in
from mutua.rounds.keeping import keep
from mutua.rounds.models import Proposal, Round, Run, Scenario
from mutua.rounds.queries.bars import barred_pairs, may_be_together
from mutua.rounds.queries.pool import people_looking, round_pool

EVERY_SECONDS = 0.4
_log = structlog.get_logger(__name__)


class StoppedError(Exception):
    """Somebody stopped the run, or another worker does it now."""


def do_run(arguments: Mapping[str, Any], at: datetime) -> None:
    """Do a run that is under way; one that is stopped or over stays as it is."""
    token = uuid4()
    ours = Run.objects.filter(pk=arguments["run"], state__in=Run.UNDER_WAY)
    if not ours.update(state=Run.State.RUNNING, token=token, phase="reading", share=0.0):
        return
    run = Run.objects.select_related("round__programme").get(pk=arguments["run"])
    try:
        _match_all(run, at)
    except StoppedError:
        _log.info("run_stopped", run=str(run.pk))
    except Exception as error:  # noqa: BLE001 - a run that fails says so, and the next can begin
        _log.error("run_failed", run=str(run.pk), error=type(error).__name__)
        _still_ours(run).update(state=Run.State.FAILED, finished_at=timezone.now())


def _match_all(run: Run, at: datetime) -> None:
    scenarios = list(run.scenarios.order_by("place"))
    kept = [frozenset(seat.person_id for seat in one.seats.all()) for one in _locked(run.round)]
    people = round_pool(run.round, at=at, kept=kept)
    results: list[tuple[Scenario, Found]] = []
    for number, scenario in enumerate(scenarios):
        matching = match(
            people.weighed(scenario.weights),
            Aims("consenting" if run.round.trios == Round.Trios.CONSENTING else "none"),
            seed=run.seed,
            progress=_Watch(run, number, len(scenarios)),
        )
        results.append((scenario, found_in(people, matching)))
    _write(run, results, timezone.now())


class _Watch:
    """Tells in the run's row how far it is, and ends it when it was stopped."""

    def __init__(self, run: Run, number: int, of: int) -> None:
        self._run, self._number, self._of, self._told = run, number, of, 0.0

    def __call__(self, phase: str, share: float, gap: float | None = None) -> None:
        if monotonic() - self._told < EVERY_SECONDS:
            return
        self._told = monotonic()
        whole = (self._number + _done(phase, share)) / self._of
        if not _still_ours(self._run).update(phase=phase, share=min(whole, 1.0)):
            raise StoppedError


PHASES = {"candidates": (0.0, 0.4), "relaxing": (0.4, 0.5), "searching": (0.5, 0.7), "trios": (0.7, 1.0)}
"""From where to where each phase moves the bar."""


def _done(phase: str, share: float) -> float:
    start, end = PHASES.get(phase, (0.0, 0.0))
    return start + (end - start) * min(max(share, 0.0), 1.0)


def _still_ours(run: Run) -> QuerySet[Run]:
    """The run's row, unless it was stopped or another worker has it."""
    return Run.objects.filter(pk=run.pk, token=run.token, state=Run.State.RUNNING)


def _locked(round: Round) -> list[Proposal]:
    """What a coordinator locked in the review before."""
    locked = Proposal.objects.filter(scenario=round.scenario_id, state=Proposal.State.DRAFT, locked=True)
    return list(locked.prefetch_related("seats")) if round.scenario_id else []


@transaction.atomic
def _write(run: Run, results: Sequence[tuple[Scenario, Found]], at: datetime) -> None:
    """All or nothing, after everybody who changed something meanwhile."""
    round = locked_round(run.round, None)
    if round.state != Round.State.MATCHING:
        raise StoppedError
    if not _still_ours(run).update(state=Run.State.DONE, share=1.0, finished_at=at):
        raise StoppedError
    looking = people_looking(round)
    barred = barred_pairs(round, looking, at=at)
    locked = _locked(round)
    for scenario, found in results:
        keep(scenario, found, locked, lambda people: may_be_together(people, looking, barred), looking)
    Run.objects.filter(pk=run.pk).update(people=len(looking))
    round.proposals.filter(state=Proposal.State.DRAFT, scenario__run__in=_older(run)).delete()
    if len(results) == 1:
        choose_scenario(round=round, scenario_id=results[0][0].pk, by=None, at=at)
    if round.programme_id is None:
        _send_to_circle(round, at)


def _send_to_circle(round: Round, at: datetime) -> None:
    """A circle has nobody who reviews: its members decide at once, or go on looking for more members."""
    if round.proposals.filter(state=Proposal.State.DRAFT).exists():
        send_proposals(round=round, by=None, at=at)
    else:
        step(Round.objects.get(pk=round.pk), "reopen")


def _older(run: Run) -> QuerySet[Run]:
    return Run.objects.filter(round=run.round_id).exclude(pk=run.pk)

"""Beginning, watching over and stopping a matching run, and taking one of its scenarios into review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.outbox.actions import enqueue_work
from mutua.people.models import Person
from mutua.rounds import rules
from mutua.rounds.actions.enrolment import refresh_eligible
from mutua.rounds.actions.locking import locked_round
from mutua.rounds.actions.round import check_all_answered, step
from mutua.rounds.models import Proposal, Round, Run, Scenario
from mutua.rounds.models.run import MOST_SCENARIOS
from mutua.rounds.scenarios import KINDS, OWN, points_of
from mutua.rounds.states import MATCHABLE

RUN_WORK = "rounds.run"
LARGEST_SEED = 2**31 - 1


@transaction.atomic
def start_run(
    *, round: Round, kinds: Sequence[str], seed: int, by: Person | None, at: datetime, again: bool = False
) -> Run:
    """Let the worker match the round in up to three scenarios; the round is in matching from now on.

    `again`: the automatic second run for those left over. Raises DomainError: not_yours, not_now,
    run_under_way, still_open, too_few, scenarios.
    """
    locked = locked_round(round, by)
    check_all_answered(locked)
    chosen = [kind for kind in KINDS if kind in kinds]
    if not 1 <= len(chosen) <= MOST_SCENARIOS or not 0 <= seed <= LARGEST_SEED:
        raise DomainError("scenarios", _("Choose one to three scenarios."), field="kinds")
    refresh_eligible(locked, at=at)
    rules.check_enough_people(_matchable(locked))
    if locked.state != Round.State.MATCHING:
        step(locked, "match")
    try:
        with transaction.atomic():
            run = Run.objects.create(round=locked, seed=seed, again=again, by=by, created_at=at)
    except IntegrityError:
        raise _under_way() from None
    own = locked.points
    Scenario.objects.bulk_create(
        [
            Scenario(run=run, place=place, name=kind, weights=points_of(kind, own))
            for place, kind in enumerate(chosen, start=1)
        ]
    )
    enqueue_work(name=RUN_WORK, arguments={"run": str(run.pk)}, run_at=at, ref=f"run/{run.pk}")
    return run


@transaction.atomic
def cancel_run(*, run: Run, by: Person, at: datetime) -> None:
    """Stop it; nothing of it is kept. Raises DomainError: not_yours, run_over."""
    locked_round(run.round, by)
    changed = Run.objects.filter(pk=run.pk, state__in=Run.UNDER_WAY).update(
        state=Run.State.CANCELLED, finished_at=at
    )
    if not changed:
        raise DomainError("run_over", _("This matching is over already."))


@transaction.atomic
def choose_scenario(*, round: Round, scenario_id: int, by: Person | None, at: datetime) -> Round:
    """Take one scenario of a finished run into review; the drafts of all others are forgotten.

    Raises DomainError: not_yours, not_now, run_under_way; Http404 for a scenario of something else.
    """
    locked = locked_round(round, by)
    chosen = get_object_or_404(Scenario, pk=scenario_id, run__round=locked, run__state=Run.State.DONE)
    if locked.runs.filter(state__in=Run.UNDER_WAY).exists():
        raise _under_way()
    moved = step(locked, "review")
    locked.proposals.filter(state=Proposal.State.DRAFT).exclude(scenario=chosen).delete()
    moved.scenario = chosen
    moved.save(update_fields=["scenario"])
    return moved


def rerun_for_those_left(round: Round, *, at: datetime) -> Run | None:
    """The one automatic run once nothing is open any more; None where nobody or nothing is left for it."""
    if not round.reruns_left or _matchable(round) < rules.LEAST_PEOPLE:
        return None
    Round.objects.filter(pk=round.pk).update(reruns_left=round.reruns_left - 1)
    return start_run(round=round, kinds=[OWN], seed=round.seed, by=None, at=at, again=True)


def _matchable(round: Round) -> int:
    return round.enrolments.filter(state__in=MATCHABLE).count()


def _under_way() -> DomainError:
    return DomainError(
        "run_under_way", _("A matching of this round is under way already. Wait for it, or stop it.")
    )

"""Changing a matching by hand before it is sent. Every step can be taken back for ten minutes.

Hard filters hold for hands, too (invariants 4 and 5); why something is not possible is never said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.rounds.actions.ending import drop_drafts
from mutua.rounds.actions.locking import locked_round
from mutua.rounds.found import Tandem
from mutua.rounds.keeping import draft_of, seats_of
from mutua.rounds.models import Proposal, ReviewStep, Round, Scenario, Seat, Split
from mutua.rounds.queries.outcomes import tandem_by_hand
from mutua.rounds.queries.pool import people_looking
from mutua.rounds.rules import UNDO_FOR
from mutua.rounds.snapshots import put_back, taken


@dataclass(frozen=True)
class _Change:
    """Who changes what in which review, and when."""

    scenario: Scenario
    kind: ReviewStep.Kind
    by: Person
    at: datetime


SHORTEST_REASON = 10
Kind = ReviewStep.Kind


@transaction.atomic
def lock_proposal(*, proposal: Proposal, locked: bool, by: Person, at: datetime) -> ReviewStep:
    """Keep this tandem in every further matching of the round, or no longer."""
    scenario = _in_review(proposal.round, by)
    draft = _draft(scenario, proposal.pk)
    kind = Kind.LOCK if locked else Kind.UNLOCK
    step = _note(_Change(scenario, kind, by, at), [draft], [])
    Proposal.objects.filter(pk=draft.pk).update(locked=locked)
    return step


@transaction.atomic
def split_proposal(*, proposal: Proposal, reason: str, by: Person, at: datetime) -> ReviewStep:
    """Take this tandem apart and keep its people apart in this round. Raises DomainError("reason")."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise DomainError("reason", _("Say in a few words why. It is kept with the round."), field="reason")
    scenario = _in_review(proposal.round, by)
    draft = _draft(scenario, proposal.pk)
    people = [seat.person_id for seat in draft.seats.all()]
    step = _note(_Change(scenario, Kind.SPLIT, by, at), [draft], people)
    for first, second in combinations(sorted(people), 2):
        Split.objects.get_or_create(
            round=proposal.round,
            first_id=first,
            second_id=second,
            defaults={"reason": reason.strip(), "by": by, "at": at},
        )
    drop_drafts([draft.pk])
    return step


@transaction.atomic
def join_as_trio(*, proposal: Proposal, person: UUID, by: Person, at: datetime) -> ReviewStep:
    """Somebody who waits joins a pair. Raises DomainError: not_waiting, not_possible."""
    scenario = _in_review(proposal.round, by)
    draft = _draft(scenario, proposal.pk)
    _check_waiting(scenario, [person])
    people = [seat.person_id for seat in draft.seats.all()]
    if len(people) != 2:
        raise _not_possible()
    return _replace(_Change(scenario, Kind.TRIO, by, at), [draft], [[*people, person]])


@transaction.atomic
def pair_by_hand(*, round: Round, people: Sequence[UUID], by: Person, at: datetime) -> ReviewStep:
    """Two or three who wait become a tandem. Raises DomainError: not_waiting, not_possible."""
    scenario = _in_review(round, by)
    if not 2 <= len(set(people)) <= 3:
        raise _not_possible()
    _check_waiting(scenario, people)
    return _replace(_Change(scenario, Kind.PAIR, by, at), [], [list(people)])


@transaction.atomic
def swap_people(
    *, proposal: Proposal, person: UUID, other: Proposal, other_person: UUID, by: Person, at: datetime
) -> ReviewStep:
    """`person` and `other_person` change places. Raises DomainError("not_possible")."""
    scenario = _in_review(proposal.round, by)
    if proposal.pk == other.pk:
        raise _not_possible()
    drafts = [_draft(scenario, key) for key in (proposal.pk, other.pk)]
    change = _Change(scenario, Kind.SWAP, by, at)
    return _replace(change, drafts, swapped(drafts, person, other_person))


@transaction.atomic
def undo(*, round: Round, by: Person, at: datetime) -> ReviewStep:
    """Take back the newest step of the review. Raises DomainError("nothing_to_undo") after ten minutes."""
    scenario = _in_review(round, by)
    step = newest_step(scenario, at)
    if step is None:
        raise DomainError("nothing_to_undo", _("There is nothing left that can be taken back."))
    if step.kind == Kind.SPLIT:
        people = sorted(UUID(seat["person"]) for row in step.before["proposals"] for seat in row["seats"])
        for first, second in combinations(people, 2):
            Split.objects.filter(round=round, first=first, second=second, at=step.at).delete()
    put_back(scenario, step.before, step.made)
    _without_those_who_left(scenario)
    ReviewStep.objects.filter(pk=step.pk).update(undone_at=at)
    return step


def newest_step(scenario: Scenario, at: datetime) -> ReviewStep | None:
    """What can be taken back now."""
    recent = scenario.steps.filter(undone_at__isnull=True).order_by("-at", "-pk")
    newest: ReviewStep | None = recent.first()
    return newest if newest and newest.at > at - UNDO_FOR else None


def swapped(drafts: Sequence[Proposal], person: UUID, other_person: UUID) -> list[list[UUID]]:
    """Who would be together after the swap, in the order of `drafts`; Http404 for somebody else's seat."""
    one, other = ([seat.person_id for seat in draft.seats.all()] for draft in drafts)
    if person not in one or other_person not in other:
        raise _not_possible()
    return [
        [other_person if member == person else member for member in one],
        [person if member == other_person else member for member in other],
    ]


def _in_review(round: Round, by: Person) -> Scenario:
    """The scenario in review, with the round locked. Raises DomainError: not_yours, not_now."""
    locked = locked_round(round, by)
    if locked.state != Round.State.REVIEW or locked.scenario_id is None:
        raise DomainError("not_now", _("The review of this round is over, or has not begun."))
    return Scenario.objects.select_related("run__round__programme").get(pk=locked.scenario_id)


def _draft(scenario: Scenario, key: UUID) -> Proposal:
    drafts = Proposal.objects.filter(scenario=scenario, state=Proposal.State.DRAFT)
    return get_object_or_404(drafts.prefetch_related("seats"), pk=key)


def _check_waiting(scenario: Scenario, people: Sequence[UUID]) -> None:
    if scenario.waiting.filter(person__in=people).count() != len(set(people)):
        raise DomainError("not_waiting", _("This person does not wait any more. Reload the page."))


def _replace(change: _Change, drafts: Sequence[Proposal], tandems: Sequence[Sequence[UUID]]) -> ReviewStep:
    """Instead of `drafts`, these people together; whoever waited and is in one waits no longer."""
    scenario = change.scenario
    found = [tandem_by_hand(scenario.run.round, people, at=change.at) for people in tandems]
    if any(tandem is None for tandem in found) or _together_already(scenario, drafts, tandems):
        raise _not_possible()
    people = [person for members in tandems for person in members]
    step = _note(change, drafts, people)
    Proposal.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()
    made = [_make(scenario, tandem) for tandem in found if tandem is not None]
    ReviewStep.objects.filter(pk=step.pk).update(made=[str(one.pk) for one in made])
    scenario.waiting.filter(person__in=people).delete()
    return step


def _together_already(
    scenario: Scenario, drafts: Sequence[Proposal], tandems: Sequence[Sequence[UUID]]
) -> bool:
    """Whether two of them are in another draft together: whoever takes two tandems may be in two."""
    others = Proposal.objects.filter(scenario=scenario).exclude(pk__in=[draft.pk for draft in drafts])
    for first, second in {pair for people in tandems for pair in combinations(people, 2)}:
        if others.filter(seats__person=first).filter(seats__person=second).exists():
            return True
    return False


def _make(scenario: Scenario, tandem: Tandem) -> Proposal:
    made = draft_of(scenario, tandem, locked=True, by_hand=True)
    made.save(force_insert=True)
    made.seats.bulk_create(list(seats_of(made, tandem)))
    return made


def _note(change: _Change, drafts: Sequence[Proposal], people: Sequence[UUID]) -> ReviewStep:
    waiting = list(change.scenario.waiting.filter(person__in=people))
    return ReviewStep.objects.create(
        scenario=change.scenario,
        kind=change.kind,
        before=taken(drafts, waiting),
        by=change.by,
        at=change.at,
    )


def _without_those_who_left(scenario: Scenario) -> None:
    """Whoever left the round or paused after a step does not come back by taking it back."""
    looking = people_looking(scenario.run.round)
    drafts = Seat.objects.filter(proposal__scenario=scenario, proposal__state=Proposal.State.DRAFT)
    gone = list(drafts.exclude(person__in=looking).values_list("proposal_id", "person_id"))
    drop_drafts({draft for draft, _person in gone}, without={person for _draft, person in gone})
    scenario.waiting.exclude(person__in=looking).delete()


def _not_possible() -> DomainError:
    return DomainError(
        "not_possible",
        _("These people cannot be a tandem: a rule that always holds is against it, or too little fits."),
    )

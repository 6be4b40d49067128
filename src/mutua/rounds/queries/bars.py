"""Who must not be brought together in a round, whatever fits: hard filters between two (CONTRACT §3.1).

Reporting lines, exclusions, “rather not”, a coordinator's split, a proposal that came to nothing: nothing
that is worked out from these pairs tells which of them it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import combinations
from uuid import UUID

from mutua.people.models import Exclusion
from mutua.people.queries import reporting_pairs
from mutua.programmes.models import Pairing
from mutua.rounds.models import Candidate, Proposal, Round, Seat, Split

Two = frozenset[UUID]


def barred_pairs(round: Round, people: Collection[UUID], *, at: datetime) -> set[Two]:
    """All pairs among these people that must not come about now. Six queries."""
    inside = set(people)
    found = [
        reporting_pairs(inside, at.date()),
        Exclusion.objects.filter(lifted_at__isnull=True).values_list("owner_id", "other_id"),
        Candidate.objects.filter(round=round, mark=Candidate.Mark.RATHER_NOT).values_list(
            "person_id", "other_id"
        ),
        Split.objects.filter(round=round).values_list("first_id", "second_id"),
        Pairing.objects.filter(ended_at__isnull=True).values_list("first_id", "second_id"),
        _came_to_nothing(round),
    ]
    return {frozenset(pair) for pairs in found for pair in pairs if inside.issuperset(pair)}


def may_be_together(people: Collection[UUID], looking: set[UUID], barred: set[Two]) -> bool:
    """Whether all of them still look for a tandem and no two of them are barred."""
    pairs = map(frozenset, combinations(people, 2))
    return looking.issuperset(people) and barred.isdisjoint(pairs)


def _came_to_nothing(round: Round) -> Iterable[tuple[UUID, UUID]]:
    over = (Proposal.State.DECLINED, Proposal.State.EXPIRED)
    members: dict[UUID, list[UUID]] = defaultdict(list)
    for proposal, person in Seat.objects.filter(proposal__round=round, proposal__state__in=over).values_list(
        "proposal_id", "person_id"
    ):
        members[proposal].append(person)
    for people in members.values():
        yield from combinations(people, 2)

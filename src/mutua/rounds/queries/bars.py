"""Who must not be brought together in a round, whatever fits: hard filters between two (CONTRACT §3.1).

Reporting lines, exclusions, “rather not”, a coordinator's split, a proposal that came to nothing: nothing
that is worked out from these pairs tells which of them it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from itertools import combinations
from uuid import UUID

from mutua.people.models import Exclusion
from mutua.people.queries import reporting_edges
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


def reporting_pairs(people: Collection[UUID], on: date) -> Iterable[tuple[UUID, UUID]]:
    """(below, above) at any depth among these people, through whoever stands between them (invariant 4)."""
    above: dict[UUID, set[UUID]] = defaultdict(set)
    for below, over in reporting_edges(on):
        above[below].add(over)
    inside = set(people)
    for person in inside & above.keys():
        for over in _all_above(person, above):
            if over in inside:
                yield person, over


def _all_above(person: UUID, above: dict[UUID, set[UUID]]) -> set[UUID]:
    found: set[UUID] = set()
    frontier = [person]
    while frontier:
        new = above.get(frontier.pop(), set()) - found - {person}
        found |= new
        frontier.extend(new)
    return found


def _came_to_nothing(round: Round) -> Iterable[tuple[UUID, UUID]]:
    over = (Proposal.State.DECLINED, Proposal.State.EXPIRED)
    members: dict[UUID, list[UUID]] = defaultdict(list)
    for proposal, person in Seat.objects.filter(proposal__round=round, proposal__state__in=over).values_list(
        "proposal_id", "person_id"
    ):
        members[proposal].append(person)
    for people in members.values():
        yield from combinations(people, 2)

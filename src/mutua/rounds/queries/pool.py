"""Everybody who looks for a tandem in a round, as a matching Pool, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import combinations
from uuid import UUID

from mutua.content.skills import nearness
from mutua.matching.pool import Pool
from mutua.matching.weights import WEIGHTS
from mutua.people.models import Offer, Person, Profile, Wish
from mutua.programmes.models import Pairing
from mutua.programmes.queries.pairings import tandems_of_each
from mutua.programmes.queries.pool import Sheet, numbers, sheet_of
from mutua.programmes.rules import MOST_TANDEMS
from mutua.rounds.models import Candidate, Named, Proposal, Round, Seat
from mutua.rounds.queries.bars import Two, barred_pairs
from mutua.rounds.states import LOOKING

TAKING_PART = (Person.State.INVITED, Person.State.ACTIVE)


@dataclass(frozen=True)
class RoundPool:
    """The people of a round who look for a tandem and whose profile is complete, by their id.

    room: how many tandems each can still take; barred: pairs that must not come about; gladly: whom each
    marked so; former: who was in a tandem with whom before.
    """

    sheets: Mapping[UUID, Sheet]
    room: Mapping[UUID, int]
    barred: set[Two]
    gladly: Mapping[UUID, set[UUID]]
    former: Mapping[UUID, set[UUID]]
    day: datetime
    tolerance: int
    points: Mapping[str, int]

    @cached_property
    def pool(self) -> Pool:
        """The same for matching; profiles that cannot be read are left out."""
        return Pool.from_records(
            [self._record(key) for key in sorted(self.sheets)],
            near=nearness(),
            week=self.day.date(),
            lenient=True,
            level_tolerance=self.tolerance,
            points=_in_order(self.points),
        )

    def weighed(self, points: Mapping[str, int]) -> Pool:
        """The same people for matching, with other weights of the criteria."""
        return replace(self.pool, points=_in_order(points))

    def _record(self, key: UUID) -> dict[str, object]:
        sheet = self.sheets[key]
        return {
            **sheet.record(),
            "trio": sheet.profile.trio,
            "capacity": self.room[key],
            "rather_not": [str(other) for other in self._kept_apart[key]],
            "gladly": [str(other) for other in self.gladly.get(key, ())],
            "former": [str(other) for other in self.former.get(key, ())],
        }

    @cached_property
    def _kept_apart(self) -> Mapping[UUID, list[UUID]]:
        """Each barred pair once, with its smaller id."""
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for pair in self.barred:
            one, other = sorted(pair)
            found[one].append(other)
        return found


def _in_order(points: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(points[criterion] for criterion in WEIGHTS)


def round_pool(
    round: Round,
    *,
    at: datetime,
    kept: Iterable[Two] = (),
    only: Collection[UUID] | None = None,
) -> RoundPool:
    """Thirteen queries. `kept`: tandems that are settled already; each takes a place of its members.

    `only`: these people alone.
    """
    sheets = _sheets(round, only)
    settled = list(kept)
    taken = _taken(sheets) + Counter(person for people in settled for person in people)
    room = {
        key: max(0, min(MOST_TANDEMS, sheet.profile.capacity) - taken[key]) for key, sheet in sheets.items()
    }
    return RoundPool(
        sheets=sheets,
        room=room,
        barred=barred_pairs(round, sheets, at=at)
        | {frozenset(pair) for people in settled for pair in combinations(people, 2)},
        gladly=_gladly(round, sheets),
        former=_former(sheets),
        day=at,
        tolerance=round.level_tolerance,
        points=round.points,
    )


def people_looking(round: Round) -> set[UUID]:
    """Who looks for a tandem in it now; whoever pauses does not."""
    found = round.enrolments.filter(state__in=LOOKING, person__state__in=TAKING_PART)
    return set(found.values_list("person_id", flat=True))


def _sheets(round: Round, only: Collection[UUID] | None) -> dict[UUID, Sheet]:
    looking: dict[str, object] = {"enrolments__round": round, "enrolments__state__in": LOOKING}
    if only is not None:
        looking["pk__in"] = list(only)
    profiles = Profile.objects.select_related("person").filter(
        person__state__in=TAKING_PART, **{f"person__{key}": value for key, value in looking.items()}
    )
    inside = {f"profile__person__{key}": value for key, value in looking.items()}
    offers = numbers(Offer.objects.filter(**inside).values_list("profile_id", "skill", "confidence"))
    wishes = numbers(Wish.objects.filter(**inside).values_list("profile_id", "skill", "priority"))
    found = (sheet_of(row, offers[row.pk], wishes[row.pk]) for row in profiles)
    return {sheet.id: sheet for sheet in found if sheet.is_complete}


def _taken(sheets: Mapping[UUID, Sheet]) -> Counter[UUID]:
    """How many tandems each is in, and how many proposals they have not answered with a no."""
    running = Pairing.objects.filter(ended_at__isnull=True)
    waiting = Seat.objects.filter(proposal__state=Proposal.State.PROPOSED)
    taken = tandems_of_each(running.values_list("tandem", "first_id", "second_id"))
    taken.update(waiting.values_list("person_id", flat=True))
    return Counter({person: taken[person] for person in sheets})


def _gladly(round: Round, sheets: Mapping[UUID, Sheet]) -> Mapping[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    marked = Candidate.objects.filter(round=round, mark=Candidate.Mark.GLADLY)
    for person, other in marked.values_list("person_id", "other_id"):
        if person in sheets and other in sheets:
            found[person].add(other)
    by_email = {sheet.profile.person.email: key for key, sheet in sheets.items()}
    for person, email in Named.objects.filter(round=round).values_list("person_id", "email"):
        if person in sheets and by_email.get(email, person) != person:
            found[person].add(by_email[email])
    return found


def _former(sheets: Mapping[UUID, Sheet]) -> Mapping[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    over = Pairing.objects.filter(ended_at__isnull=False)
    for first, second in over.values_list("first_id", "second_id"):
        if first in sheets and second in sheets:
            found[first].add(second)
    return found

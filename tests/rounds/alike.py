"""A crowd in which everybody fits everybody, so that nothing but a bar keeps two apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from django.db import transaction

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.rounds.actions.review import join_as_trio, pair_by_hand, swap_people
from mutua.rounds.actions.run import start_run
from mutua.rounds.matching_run import do_run
from mutua.rounds.models import Candidate, Named, Round
from tests.factories import AT, make_person
from tests.rounds.sent import round_in
from tests.rounds.team import join, make_people, make_programme

ANY = {"sk_presenting": 3, "sk_negotiating": 3}
PEOPLE, OUTSIDE = 9, 4
Two = frozenset[UUID]


@dataclass
class Crowd:
    """People of whom each fits each, those outside the round, and who coordinates it."""

    inside: list[Person]
    outside: list[Person]
    by: Person
    rounds: list[Round]

    @property
    def everybody(self) -> list[Person]:
        return [*self.inside, *self.outside]


def make_crowd(by: Person) -> Crowd:
    """Nine people in a round that `by` coordinates and in a circle, and four in neither."""
    programme = make_programme(by)
    inside = make_people(PEOPLE, offers=ANY, wishes=ANY)
    rounds = [round_in("registration", programme), round_in("registration")]
    for round in rounds:
        join(round, inside)
    return Crowd(inside, [make_person() for _number in range(OUTSIDE)], by, rounds)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is forgotten, so that one crowd serves many examples."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def match(round: Round, by: Person) -> None:
    chosen = by if round.programme else None
    run = start_run(round=round, kinds=["own"], seed=1, by=chosen, at=AT)
    do_run({"run": str(run.pk)}, AT)
    round.refresh_from_db()


def together(round: Round, *states: str) -> set[Two]:
    """Every two people of a proposal in one of these states."""
    found = round.proposals.filter(state__in=states or ("draft", "proposed")).prefetch_related("seats")
    return {
        frozenset(two)
        for one in found
        for two in combinations([seat.person_id for seat in one.seats.all()], 2)
    }


def bring_together(round: Round, one: UUID, other: UUID, by: Person) -> bool:
    """By the move that would put these two into one tandem; whether it was possible."""
    drafts = {
        seat.person_id: draft
        for draft in round.proposals.filter(state="draft").prefetch_related("seats")
        for seat in draft.seats.all()
    }
    mine, theirs = drafts.get(one), drafts.get(other)
    try:
        if mine and theirs:
            given = next(seat.person_id for seat in mine.seats.all() if seat.person_id != one)
            swap_people(proposal=mine, person=given, other=theirs, other_person=other, by=by, at=AT)
        elif pair := mine or theirs:
            join_as_trio(proposal=pair, person=other if mine else one, by=by, at=AT)
        else:
            pair_by_hand(round=round, people=[one, other], by=by, at=AT)
    except DomainError as refusal:
        if refusal.code != "not_possible":
            raise
        return False
    return True


def wish_each_other(round: Round, one: Person, other: Person) -> None:
    """Each marks the other gladly and names them."""
    for me, them in ((one, other), (other, one)):
        Candidate.objects.create(round=round, person=me, other=them, position=0, mark="gladly")
        Named.objects.create(round=round, person=me, email=them.email)

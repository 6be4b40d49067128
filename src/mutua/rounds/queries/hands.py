"""Changes by hand that would work, the best first, each with its effect on every tandem it touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from mutua.people.models import Person
from mutua.rounds.found import Tandem
from mutua.rounds.models import Proposal, Round, Waiting
from mutua.rounds.queries.outcomes import tandem_among, why
from mutua.rounds.queries.pool import RoundPool, round_pool
from mutua.rounds.queries.reviewing import fit_words

MOST_CHOICES = 12
MOST_LOOKED_AT = 400
"""Pairs of the review that are tried for one question: of a larger one the weakest fits."""


@dataclass(frozen=True)
class Effect:
    """One tandem as it would be: who, how it fits, and what speaks for it; before: how it fits now."""

    names: str
    fit: str
    before: str
    why: Sequence[str]


@dataclass(frozen=True)
class Choice:
    """One change that would work. proposal, other_person: fill the form that makes it."""

    people: Sequence[UUID]
    effects: Sequence[Effect]
    proposal: UUID | None
    other_person: UUID | None


@dataclass(frozen=True)
class _Option:
    """A choice before it is put into words. tandems: as they would be, with the fit of now."""

    people: Sequence[UUID]
    tandems: Sequence[tuple[Tandem, float | None]]
    proposal: UUID | None
    other_person: UUID | None
    worth: float


def swap_choices(proposal: Proposal, person: Person, *, at: datetime, lang: str) -> list[Choice]:
    """With whom of other tandems `person` could change places so that both tandems can be."""
    others = _others(proposal)
    mine = [seat.person_id for seat in proposal.seats.all()]
    found = _pool(proposal.round, [mine, *(people for _draft, people in others)], at)
    options: list[_Option] = []
    apart = [(other, people) for other, people in others if not set(mine) & set(people)]
    for other, people in apart:
        for given in people:
            pair = _exchanged(found, (mine, person.pk), (people, given))
            if pair is not None:
                made = [(pair[0], proposal.fit), (pair[1], other.fit)]
                worth = sum(tandem.fit - before for tandem, before in made)
                options.append(_Option([*mine, *people], made, other.pk, given, worth))
    return _best(found, options, lang)


def trio_choices(round: Round, person: Person, *, at: datetime, lang: str) -> list[Choice]:
    """Pairs this person could join as a trio, and others who wait with whom they could be a pair."""
    drafts = _drafts(round).filter(size=2).order_by("fit", "pk")[:MOST_LOOKED_AT]
    pairs = [(draft, [seat.person_id for seat in draft.seats.all()]) for draft in drafts]
    waits = Waiting.objects.filter(scenario=round.scenario_id).exclude(person=person)
    others = list(waits.values_list("person_id", flat=True)[:MOST_LOOKED_AT])
    found = _pool(round, [[person.pk, *others], *(people for _draft, people in pairs)], at)
    options: list[_Option] = []
    for other in others:
        made = tandem_among(found, [person.pk, other])
        if made:
            options.append(_Option([other], [(made, None)], None, other, 1 + made.fit))
    for draft, people in pairs:
        made = tandem_among(found, [*people, person.pk])
        if made:
            options.append(_Option(people, [(made, draft.fit)], draft.pk, None, made.fit))
    return _best(found, options, lang)


def _best(found: RoundPool, options: Sequence[_Option], lang: str) -> list[Choice]:
    """The best of them in words."""
    best = sorted(options, key=lambda one: (-one.worth, str(one.people), str(one.other_person)))
    return [
        Choice(
            one.people,
            [_effect(found, tandem, before, lang) for tandem, before in one.tandems],
            one.proposal,
            one.other_person,
        )
        for one in best[:MOST_CHOICES]
    ]


def _others(proposal: Proposal) -> list[tuple[Proposal, list[UUID]]]:
    drafts = _drafts(proposal.round).filter(locked=False).exclude(pk=proposal.pk).order_by("fit", "pk")
    return [(draft, [seat.person_id for seat in draft.seats.all()]) for draft in drafts[:MOST_LOOKED_AT]]


def _drafts(round: Round) -> QuerySet[Proposal]:
    drafts = Proposal.objects.filter(scenario=round.scenario_id, state=Proposal.State.DRAFT)
    return drafts.prefetch_related("seats")


def _pool(round: Round, groups: Sequence[Sequence[UUID]], at: datetime) -> RoundPool:
    return round_pool(round, at=at, only={person for people in groups for person in people})


def _exchanged(
    found: RoundPool, one: tuple[Sequence[UUID], UUID], other: tuple[Sequence[UUID], UUID]
) -> tuple[Tandem, Tandem] | None:
    (mine, mine_given), (theirs, theirs_given) = one, other
    first = tandem_among(found, [theirs_given if key == mine_given else key for key in mine])
    if first is None:
        return None
    second = tandem_among(found, [mine_given if key == theirs_given else key for key in theirs])
    return (first, second) if second else None


def _effect(found: RoundPool, tandem: Tandem, before: float | None, lang: str) -> Effect:
    names = " · ".join(found.sheets[person].profile.person.get_full_name() for person in tandem.people)
    return Effect(
        names=names,
        fit=fit_words(tandem.fit),
        before="" if before is None else fit_words(before),
        why=why(found, tandem.people, lang),
    )

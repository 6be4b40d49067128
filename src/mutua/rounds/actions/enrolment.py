"""Taking part in a round, and leaving it at any time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mutua.people.models import Person, Profile
from mutua.people.queries import complete_profiles
from mutua.programmes.actions.pairing import lock_people
from mutua.rounds import mails, rules
from mutua.rounds.actions.ending import end_proposals_of
from mutua.rounds.actions.locking import locked_round
from mutua.rounds.models import Enrolment, Round
from mutua.rounds.states import LOOKING


@transaction.atomic
def enrol(*, round: Round, by: Person, at: datetime) -> Enrolment:
    """Take part; whoever had withdrawn takes part again. Raises DomainError("not_joinable")."""
    lock_people(by.pk)
    found = locked_round(round, None)
    rules.check_joinable(found)
    profile = Profile.objects.filter(person=by).prefetch_related("offers", "wishes").first()
    state = rules.enrolled_as(profile)
    mine, made = Enrolment.objects.get_or_create(
        round=found, person=by, defaults={"state": state, "since": at}
    )
    if not made and mine.state in {Enrolment.State.WITHDRAWN, Enrolment.State.APPLIED}:
        mine.state, mine.since = state, at
        mine.save(update_fields=["state", "since"])
    return mine


@transaction.atomic
def enrol_listed(*, round: Round, people: Collection[UUID], by: Person, at: datetime) -> int:
    """Enrol people of an imported list who have agreed to take part. Returns how many are new.

    Whoever withdrew stays withdrawn. Raises DomainError: not_yours, not_joinable.
    """
    found = locked_round(round, by)
    rules.check_joinable(found)
    known = set(found.enrolments.values_list("person_id", flat=True))
    new = sorted(set(people) - known)
    Enrolment.objects.bulk_create(
        [Enrolment(round=found, person_id=person, since=at) for person in new], ignore_conflicts=True
    )
    refresh_eligible(found, at=at)
    return len(new)


@transaction.atomic
def withdraw(*, round: Round, by: Person, at: datetime) -> None:
    """Leave the round, without a reason. A tandem that has begun goes on."""
    lock_people(by.pk)
    locked_round(round, None)
    mine = Enrolment.objects.filter(round=round, person=by, state__in=LOOKING)
    if mine.update(state=Enrolment.State.WITHDRAWN, since=at):
        end_proposals_of(by.pk, round, at=at)
        mails.take_back(round, by)


def refresh_eligible(round: Round, *, at: datetime) -> None:
    """Whoever has completed their profile meanwhile is eligible; whoever emptied it is not any more."""
    people = complete_profiles().values("person_id")
    applied, eligible = Enrolment.State.APPLIED, Enrolment.State.ELIGIBLE
    round.enrolments.filter(state=applied, person__in=people).update(state=eligible, since=at)
    round.enrolments.filter(state=eligible).exclude(person__in=people).update(state=applied, since=at)

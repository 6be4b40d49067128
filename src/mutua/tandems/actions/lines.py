"""A reporting line that comes up inside a tandem: a note to its members, two weeks to part well, then held.

Coordinators learn nothing of it but that people are free again (CONTRACT §2.2).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import combinations
from uuid import UUID

from django.db import transaction

from mutua.people.queries import reporting_pairs
from mutua.programmes.actions.pairing import end_pairing
from mutua.tandems import mails
from mutua.tandems.models import Member, Tandem
from mutua.tandems.states import LIVING, TANDEM
from mutua.transitions import after

TIME_TO_PART = timedelta(days=14)
WATCHED = (*LIVING, Tandem.State.CLOSING)


def watch_lines(*, at: datetime) -> list[Tandem]:
    """Note new lines, forget those that are gone, and hold what was noted two weeks ago; returns the held."""
    crossed = _crossed(at)
    watched = Tandem.objects.filter(state__in=WATCHED)
    watched.exclude(pk__in=crossed).update(line_noted_at=None)
    for tandem in watched.filter(pk__in=crossed, line_noted_at__isnull=True):
        _note(tandem, at)
    due = watched.filter(pk__in=crossed, line_noted_at__lte=at - TIME_TO_PART)
    return [_hold(key, at) for key in due.values_list("pk", flat=True)]


def _crossed(at: datetime) -> set[UUID]:
    """Tandems in which one reports to another, at any depth."""
    members: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Member.objects.filter(tandem__state__in=WATCHED, left_at__isnull=True)
    for tandem, person in rows.values_list("tandem_id", "person_id"):
        members[tandem].append(person)
    everybody = {person for people in members.values() for person in people}
    lines = {frozenset(pair) for pair in reporting_pairs(everybody, at.date())}
    return {
        tandem
        for tandem, people in members.items()
        if any(frozenset(pair) in lines for pair in combinations(people, 2))
    }


@transaction.atomic
def _note(tandem: Tandem, at: datetime) -> None:
    if Tandem.objects.filter(pk=tandem.pk, line_noted_at__isnull=True).update(line_noted_at=at):
        for member in tandem.members.filter(left_at__isnull=True).select_related("person"):
            mails.line_noted(to=member.person, tandem=tandem, until=at + TIME_TO_PART, at=at)


@transaction.atomic
def _hold(key: UUID, at: datetime) -> Tandem:
    tandem = Tandem.objects.select_for_update().get(pk=key)
    tandem.state = after(TANDEM, tandem.state, "hold")
    tandem.save(update_fields=["state"])
    end_pairing(tandem=tandem.pk, at=at)
    return tandem

"""Circles: a team of at least four finds its tandems itself, without leader or coordinator (S36)."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.programmes.actions.pairing import lock_people
from mutua.rounds import rules
from mutua.rounds.actions.enrolment import enrol, refresh_eligible
from mutua.rounds.actions.locking import locked_round
from mutua.rounds.actions.run import start_run
from mutua.rounds.models import Circle, Enrolment, Round, Run
from mutua.rounds.scenarios import OWN
from mutua.rounds.states import LOOKING

LEAST_MEMBERS = 4
FORMING_DAYS = 60
RUNNING_DAYS = 365
MOST_FORMING = 3


@transaction.atomic
def start_circle(*, name: str, by: Person, at: datetime) -> Circle:
    """A circle that is forming, with its first member. Raises DomainError("too_many_circles")."""
    lock_people(by.pk)
    mine = Enrolment.objects.filter(
        person=by, round__circle__isnull=False, round__state=Round.State.REGISTRATION
    )
    if mine.exclude(state=Enrolment.State.WITHDRAWN).count() >= MOST_FORMING:
        raise DomainError(
            "too_many_circles",
            _("You are in three circles that are still forming. Leave one first."),
        )
    today = rules.today(at)
    round = Round.objects.create(
        title_de=name,
        title_en=name,
        state=Round.State.REGISTRATION,
        register_until=today + timedelta(days=FORMING_DAYS),
        ends_on=today + timedelta(days=FORMING_DAYS + RUNNING_DAYS),
        created_at=at,
    )
    circle = Circle.objects.create(round=round, name=name, key=token_urlsafe(24), created_at=at)
    enrol(round=round, by=by, at=at)
    return circle


@transaction.atomic
def match_circle(*, circle: Circle, by: Person, at: datetime) -> Run:
    """Any member may begin once four are ready; proposals go out as soon as they are found.

    Raises DomainError: not_a_member, too_few_members, not_now, run_under_way.
    """
    round = locked_round(circle.round, None)
    if not round.enrolments.filter(person=by, state__in=LOOKING).exists():
        raise DomainError("not_a_member", _("Only members of the circle can begin."))
    refresh_eligible(round, at=at)
    if round.enrolments.filter(state=Enrolment.State.ELIGIBLE).count() < LEAST_MEMBERS:
        raise DomainError(
            "too_few_members",
            _("A circle needs at least four members with a complete profile. Share the link with your team."),
        )
    return start_run(round=round, kinds=[OWN], seed=round.seed, by=None, at=at)

"""Rounds as those may see them who ask: coordinators of the programme, and people who take part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Exists, Model, OuterRef, QuerySet
from django.http import Http404

from mutua.people.models import Person
from mutua.programmes.models import Programme
from mutua.programmes.queries.programmes import coordinations, open_programmes_for
from mutua.rounds.models import Circle, Enrolment, Proposal, Round, Run, Seat
from mutua.rounds.states import JOINABLE

M = TypeVar("M", bound=Model)


def round_for(person: Person, round_id: UUID) -> Round:
    """A round for a coordinator of its programme; 404 for everybody else. One query."""
    found = _coordinated(person, Round.objects.all(), "programme").filter(pk=round_id)
    return _or_404(found.select_related("programme", "scenario").first())


def _coordinated(person: Person, rows: QuerySet[M], programme: str) -> QuerySet[M]:
    """Those rows whose programme (by this path) the person coordinates now."""
    if not person.is_active:
        return rows.none()
    return rows.filter(Exists(coordinations().filter(programme=OuterRef(programme), person=person)))


def _or_404(found: M | None) -> M:
    if found is None:
        raise Http404
    return found


def rounds_of(programme: Programme) -> list[Round]:
    """All rounds of a programme, the newest first."""
    return list(programme.rounds.order_by("-created_at"))


def enrolment_counts(round: Round) -> Mapping[str, int]:
    """How many enrolments are in each state."""
    counts = round.enrolments.values_list("state").annotate(count=Count("pk"))
    return dict(counts)


def run_for(person: Person, round_id: UUID, run_id: UUID) -> Run:
    """A run of a round for its coordinator. Raises Http404."""
    found = _coordinated(person, Run.objects.filter(pk=run_id, round=round_id), "round__programme")
    return _or_404(found.select_related("round__programme").first())


def newest_run(round: Round) -> Run | None:
    return round.runs.order_by("-created_at").first()


def draft_for(person: Person, proposal_id: UUID) -> Proposal:
    """A draft in review for a coordinator of its programme; 404 for everybody else."""
    drafts = Proposal.objects.filter(pk=proposal_id, state=Proposal.State.DRAFT)
    found = _coordinated(person, drafts, "round__programme")
    return _or_404(
        found.select_related("round__programme").prefetch_related("seats__person__profile").first()
    )


def circle_for(person: Person, circle_id: UUID) -> Circle:
    """A circle for one of its members; 404 for everybody else, operators and coordinators included."""
    found = Circle.objects.select_related("round").filter(pk=circle_id).first()
    if found is None or not person.is_active:
        raise Http404
    mine = found.round.enrolments.filter(person=person).exclude(state=Enrolment.State.WITHDRAWN)
    if not mine.exists():
        raise Http404
    return found


def circle_by_key(key: str) -> Circle:
    """The circle of a link that is still forming. Raises Http404."""
    forming = Circle.objects.filter(key=key, round__state=Round.State.REGISTRATION)
    return _or_404(forming.select_related("round").first())


def circle_members(circle: Circle) -> list[Enrolment]:
    """Who is in it, by first name."""
    inside = circle.round.enrolments.exclude(state=Enrolment.State.WITHDRAWN)
    members = inside.select_related("person")
    return sorted(members, key=lambda one: (one.person.first_name, str(one.person_id)))


def round_of(person: Person, round_id: UUID) -> tuple[Round, Enrolment | None]:
    """A round for somebody who takes part or may join it, with their enrolment; 404 for all others."""
    found = Round.objects.select_related("programme").filter(pk=round_id).first()
    if found is None or not person.is_active:
        raise Http404
    mine = found.enrolments.filter(person=person).first()
    if mine is None and not (found.state in JOINABLE and may_join_round(person, found)):
        raise Http404
    return found, mine


def may_join_round(person: Person, round: Round) -> bool:
    """Whether the domain of their address, or an earlier round of the programme, lets them in."""
    if round.programme is None:
        return False
    known = Enrolment.objects.filter(round__programme=round.programme, person=person).exists()
    return known or round.programme in open_programmes_for(person)


def my_rounds(person: Person) -> list[Enrolment]:
    """Where this person takes part and it is not long over, the newest first."""
    over = (Round.State.PURGED, Round.State.CANCELLED, Round.State.CLOSED, Round.State.DRAFT)
    mine = Enrolment.objects.filter(person=person).exclude(round__state__in=over)
    return list(mine.select_related("round__programme", "round__circle").order_by("-round__created_at"))


def joinable_rounds(person: Person) -> list[Round]:
    """Rounds that are open to this person and that they are not in."""
    rounds = Round.objects.filter(programme__in=open_programmes_for(person), state__in=JOINABLE)
    return list(rounds.exclude(enrolments__person=person).select_related("programme"))


def my_seat(person: Person, proposal_id: UUID) -> Seat:
    """One's own seat in a proposal that was sent. 404 for everybody else and for drafts."""
    seats = Seat.objects.filter(proposal=proposal_id, person=person)
    sent = seats.exclude(proposal__state=Proposal.State.DRAFT)
    found = sent.select_related("proposal__round__programme", "person").first()
    if found is None or not person.is_active:
        raise Http404
    return found


def open_seats(person: Person) -> list[Seat]:
    """Proposals that wait for this person's answer, the one that ends first before the others."""
    mine = Seat.objects.filter(person=person, answer="", proposal__state=Proposal.State.PROPOSED)
    return list(mine.select_related("proposal__round").order_by("proposal__expires_at"))


def rounds_that_take_people(programme: Programme) -> QuerySet[Round]:
    """Its rounds that can be joined now."""
    return programme.rounds.filter(state__in=JOINABLE).order_by("register_until")

"""Programmes as those may see them who ask: their coordinators, operators, and people who may take part."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from mutua.people.models import Person
from mutua.people.rules import may_join
from mutua.programmes.models import Coordination, Programme


def coordinations() -> QuerySet[Coordination]:
    """Those that hold now."""
    return Coordination.objects.filter(ended_at__isnull=True)


def coordinates(person: Person, programme: Programme) -> bool:
    """Whether this person coordinates this programme now."""
    return coordinations().filter(person=person, programme=programme).exists()


def _coordinated_by(person: Person) -> QuerySet[Programme]:
    mine = coordinations().filter(programme=OuterRef("pk"), person=person)
    return Programme.objects.filter(Exists(mine))


def programme_for(person: Person, programme_id: UUID) -> Programme:
    """A programme for one of its coordinators; 404 for everybody else, operators included."""
    found = _coordinated_by(person).filter(pk=programme_id).first() if person.is_active else None
    if found is None:
        raise Http404
    return found


def configured_by(person: Person, programme_id: UUID) -> Programme:
    """A programme for whoever may see how it is set up: its coordinators and operators. 404 for others."""
    if person.is_operator:
        found = Programme.objects.filter(pk=programme_id).first()
        if found is not None:
            return found
    return programme_for(person, programme_id)


def programmes_cared_for(person: Person) -> list[Programme]:
    """What this person coordinates, and for an operator all of them; the newest first."""
    cared = Programme.objects.all() if person.is_operator else _coordinated_by(person)
    return list(cared.order_by("-created_at"))


def open_programmes_for(person: Person) -> list[Programme]:
    """Open programmes that the domain of this person's address belongs to."""
    opened = Programme.objects.filter(state=Programme.State.OPEN).order_by("-created_at")
    return [programme for programme in opened if may_join(person.email, programme.join_domains)]


def programme_by_key(key: str) -> Programme:
    """The open programme of a join link. 404 for every other key."""
    found = Programme.objects.filter(Q(join_key=key) & ~Q(join_key=""), state=Programme.State.OPEN).first()
    if found is None:
        raise Http404
    return found


def coordinators_of(programme: Programme) -> list[Coordination]:
    """Who coordinates it now, in the order in which they began."""
    return list(coordinations().filter(programme=programme).select_related("person").order_by("granted_at"))

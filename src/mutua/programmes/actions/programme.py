"""Setting up a programme, opening it, and who coordinates it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.people.queries import person_by_email
from mutua.programmes.models import Coordination, Programme
from mutua.programmes.models.programme import usual_weights
from mutua.programmes.opening import check_ready, check_weights
from mutua.programmes.queries.programmes import coordinations, coordinators_of
from mutua.programmes.states import PROGRAMME
from mutua.transitions import after

EDITABLE = frozenset(
    {
        "title_de", "title_en", "about_de", "about_en", "privacy_de", "privacy_en", "time_frame_de",
        "time_frame_en",
        "safety_contacts", "weights", "level_tolerance", "k", "content_days", "enrolment_days",
        "escalations_open", "escalations_quarter", "join_domains",
    }
)  # fmt: skip


@transaction.atomic
def create_programme(*, title_de: str, title_en: str, by: Person, at: datetime) -> Programme:
    """A programme in draft. Only operators. Raises DomainError("operators_only")."""
    if not by.is_operator:
        raise DomainError("operators_only", _("Only an operator can begin a programme."))
    return Programme.objects.create(title_de=title_de, title_en=title_en, created_at=at)


@transaction.atomic
def edit_programme(*, programme: Programme, values: Mapping[str, Any], by: Person, at: datetime) -> Programme:
    """Change how a programme is set up; an open one stays complete.

    Raises DomainError: not_yours, archived, weights, not_ready.
    """
    locked = _locked(programme, by)
    if locked.state == Programme.State.ARCHIVED:
        raise DomainError("archived", _("This programme is archived; it does not change any more."))
    for field in EDITABLE & set(values):
        setattr(locked, field, values[field])
    check_weights(locked.weights, usual_weights())
    if locked.state == Programme.State.OPEN:
        check_ready(locked)
    locked.save()
    return locked


@transaction.atomic
def move_programme(*, programme: Programme, event: str, by: Person, at: datetime) -> Programme:
    """check, revise, open or archive. Raises DomainError: not_yours, not_now, not_ready."""
    locked = _locked(programme, by)
    target = after(PROGRAMME, locked.state, event)
    if event == "open":
        check_ready(locked)
    locked.state = target
    locked.save(update_fields=["state"])
    return locked


@transaction.atomic
def renew_join_link(*, programme: Programme, on: bool, by: Person, at: datetime) -> Programme:
    """A new link for joining; the old one works no longer. With on=False there is none."""
    locked = _locked(programme, by)
    locked.join_key = token_urlsafe(24) if on else None
    locked.save(update_fields=["join_key"])
    return locked


@transaction.atomic
def grant_coordination(*, programme: Programme, email: str, by: Person, at: datetime) -> Coordination:
    """Let somebody coordinate the programme. Raises DomainError: not_yours, oneself, unknown_address."""
    locked = _locked(programme, by)
    person = person_by_email(email)
    if person is None or not person.is_active:
        raise DomainError(
            "unknown_address", _("Nobody here has this address. They have to sign in once."), field="email"
        )
    if person.pk == by.pk:
        raise DomainError(
            "oneself", _("You cannot give yourself this right. Ask another coordinator."), field="email"
        )
    try:
        with transaction.atomic():
            return Coordination.objects.create(programme=locked, person=person, granted_by=by, granted_at=at)
    except IntegrityError:
        return coordinations().get(programme=locked, person=person)


@transaction.atomic
def end_coordination(*, programme: Programme, person: Person, by: Person, at: datetime) -> None:
    """Take the right back, also one's own. Raises DomainError("last_coordinator") for the last one."""
    locked = _locked(programme, by)
    held = coordinators_of(locked)
    mine = [one for one in held if one.person_id == person.pk]
    if not mine:
        return
    if len(held) == 1:
        raise DomainError(
            "last_coordinator",
            _("A programme needs at least one coordinator. First give somebody else this right."),
        )
    coordinations().filter(pk=mine[0].pk).update(ended_at=at)


def _locked(programme: Programme, by: Person) -> Programme:
    """The programme's row, locked; only for whoever may set it up. Raises DomainError("not_yours")."""
    found = Programme.objects.select_for_update().get(pk=programme.pk)
    if not (by.is_operator or coordinations().filter(programme=found, person=by).exists()):
        raise DomainError("not_yours", _("Only coordinators of this programme can do this."))
    return found

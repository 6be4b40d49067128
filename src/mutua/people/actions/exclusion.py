"""People one should not be paired with. No reason is asked, none is stored, nobody is told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.actions.signin import keep_address
from mutua.people.models import Exclusion, Person


@transaction.atomic
def exclude_address(*, email: str, by: Person, at: datetime) -> Exclusion:
    """The same by address, for everyone whether they are here or not: so nobody learns who is.

    It holds from the first day for someone who joins later.
    """
    return exclude(other=keep_address(email=email, language=by.language, at=at), by=by, at=at)


@transaction.atomic
def exclude(*, other: Person, by: Person, at: datetime) -> Exclusion:
    """`by` is never paired with `other` from now on. Twice is the same as once. DomainError("oneself")."""
    if other == by:
        raise DomainError("oneself", _("You cannot choose yourself here."))
    exclusion, _created = Exclusion.objects.get_or_create(
        owner=by, other=other, lifted_at=None, defaults={"since": at}
    )
    return exclusion


def lift_exclusion(*, exclusion: Exclusion, by: Person, at: datetime) -> None:
    """The two may be paired again, unless the other side says no. Raises DomainError("not_yours")."""
    if exclusion.owner_id != by.pk:
        raise DomainError("not_yours", _("Only the person who made this choice can change it."))
    Exclusion.objects.filter(pk=exclusion.pk, lifted_at=None).update(lifted_at=at)

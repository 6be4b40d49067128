"""Who may do what with a person and a profile, and when a profile is complete."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person, Profile


def require_own(person: Person, by: Person) -> None:
    """Nobody changes someone else's profile or account (invariant 3). Raises DomainError("not_yours")."""
    if person.pk != by.pk:
        raise DomainError("not_yours", _("Only the person themselves can change this."))


def may_join(email: str, domains: Sequence[str]) -> bool:
    """Whether this address belongs to the organisation, so that an account can be made for it."""
    return email.rpartition("@")[2].lower() in {domain.lower() for domain in domains}


def missing_parts(profile: Profile) -> list[str]:
    """What a profile lacks before it can take part (S19): offers, wishes, level, languages."""
    present = {
        "offers": bool(profile.offers.all()),
        "wishes": bool(profile.wishes.all()),
        "level": profile.level is not None,
        "languages": bool(profile.languages),
    }
    return [part for part, there in present.items() if not there]


def is_complete(profile: Profile) -> bool:
    """At least one offer and one wish, a level and a language (S19). Asks nothing if both are prefetched."""
    return not missing_parts(profile)


def may_read_own(owner: UUID, viewer: UUID, author: UUID | None) -> bool:
    """The vault's question for what people keep to themselves: the owner alone."""
    return viewer == owner

"""The first operator: made by whoever can read the terminal of the first start."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person, SignInLink
from mutua.people.queries import has_operator, person_by_email
from mutua.people.tokens import hash_of

LIFETIME = timedelta(hours=24)
_signer = signing.TimestampSigner(salt="mutua.people.operator")


def operator_link(*, at: datetime) -> str | None:
    """A link that makes the first operator, good for a day and one use; None where there is one already."""
    if has_operator():
        return None
    token = _signer.sign(at.strftime("%Y%m%d%H%M%S"))
    return settings.BASE_URL + reverse("people:first-operator", args=[token])


def is_operator_token(token: str) -> bool:
    """Whether this is a link of ours, not too old, and still needed."""
    try:
        _signer.unsign(token, max_age=LIFETIME)
    except signing.BadSignature:
        return False
    return not has_operator()


@transaction.atomic
def create_first_operator(*, token: str, name: str, email: str, language: str, at: datetime) -> Person:
    """Make the first operator, from the existing person of that address where there is one.

    Raises DomainError("link_over") if the link is used, too old or not ours. The hash of the token is
    unique in the database, so of two clicks at the same moment one wins.
    """
    if not is_operator_token(token):
        raise _link_over()
    person = person_by_email(email) or Person(email=email.lower(), created_at=at)
    person.name, person.language = name, language
    person.is_operator, person.state = True, Person.State.ACTIVE
    try:
        with transaction.atomic():
            person.save()
            SignInLink.objects.create(person=person, token_hash=hash_of(token), expires_at=at, used_at=at)
    except IntegrityError:
        raise _link_over() from None
    return person


def _link_over() -> DomainError:
    return DomainError(
        "link_over",
        _("This link no longer works. If there is no operator yet, start Mutua again for a new one."),
    )

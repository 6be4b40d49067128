"""What a tandem tells its members by mail: that there is something, never what (invariant 20)."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from mutua.outbox.actions import cancel, enqueue_mail
from mutua.people.models import Person
from mutua.tandems.models import AgreementVersion


def agreement_proposed(*, to: Person, version: AgreementVersion, at: datetime) -> None:
    """Once per proposal; a new proposal after an edit is a new mail."""
    enqueue_mail(
        to=to.email,
        language=to.language,
        template="nt_sign",
        context={"link": reverse("tandems:version", args=[version.tandem_id, version.number])},
        at=at,
        ref=f"{_ref(version)}/{version.revision}/{to.id}",
    )


def take_back(version: AgreementVersion) -> None:
    """An edit came first: nobody is to be called to a text that is a draft again."""
    cancel(ref=_ref(version))


def _ref(version: AgreementVersion) -> str:
    return f"agreement/{version.id}"

"""What every edit in a tandem has in common: one lock, one open version, voided signatures."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.tandems import mails
from mutua.tandems.models import AgreementPart, AgreementVersion, Tandem
from mutua.tandems.queries import open_version
from mutua.tandems.rules import is_member, may_write
from mutua.tandems.states import VERSION
from mutua.transitions import after


def take_turn(tandem_id: UUID, *, by: Person) -> Tandem:
    """Lock the tandem: of two people who write at once one waits for the other.

    Raises Http404 for anyone but a present member.
    """
    locked = Tandem.objects.select_for_update().get(id=tandem_id)
    if not is_member(locked.id, by.id):
        raise Http404
    return locked


def lock_tandem(tandem: Tandem, *, by: Person) -> Tandem:
    """The same for the agreement's own words. Raises DomainError("not_now") when the tandem is over."""
    locked = take_turn(tandem.id, by=by)
    if not may_write(locked):
        raise DomainError("not_now", _("This tandem is not open for changes at the moment."))
    return locked


def touch_agreement(tandem: Tandem, *, at: datetime) -> AgreementVersion:
    """An edit happened: void signatures of a proposal, or open the next version after a signed one."""
    version = open_version(tandem)
    if version is None:
        last = AgreementVersion.objects.filter(tandem=tandem).aggregate(last=Max("number"))["last"] or 0
        return AgreementVersion.objects.create(tandem=tandem, number=last + 1, created_at=at)
    version.state = after(VERSION, version.state, "edit")
    version.signatures.filter(voided_at__isnull=True).update(voided_at=at)
    version.frozen.all().delete()
    mails.take_back(version)
    version.content_hash, version.proposed_at = "", None
    version.revision += 1  # the tandem is locked: nobody else counts at the same time
    version.save(update_fields=["state", "content_hash", "proposed_at", "revision"])
    return version


def write_part(
    tandem: Tandem, section: str, *, author: Person | None, value: dict[str, Any], seen: int | None
) -> AgreementPart:
    """Store one part. `seen` is the version the writer had before them (None: no form involved).

    Raises DomainError("changed_meanwhile") when someone else has saved since; nothing is overwritten.
    """
    row = AgreementPart.objects.filter(tandem=tandem, section=section, author=author).first()
    current = row.row_version if row else 0
    if seen is not None and seen != current:
        raise changed_meanwhile()
    if row is None:
        return AgreementPart.objects.create(tandem=tandem, section=section, author=author, value=value)
    row.value, row.row_version = value, current + 1
    row.save(update_fields=["value", "row_version"])
    return row


def changed_meanwhile() -> DomainError:
    return DomainError(
        "changed_meanwhile",
        _("Your partner has changed this in the meantime. You see both texts: mend yours and save again."),
    )

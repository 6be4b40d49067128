"""Writing, proposing and signing the agreement."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutua import vault
from mutua.content import loader
from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.tandems import mails
from mutua.tandems.actions.writing import lock_tandem, touch_agreement, write_part
from mutua.tandems.content import canonical, freeze, open_points
from mutua.tandems.models import AgreementVersion, FrozenPart, Goal, Signature, Tandem
from mutua.tandems.queries import (
    content_of,
    frozen_parts,
    members_of,
    open_version,
    signed_by,
    version_in_force,
)
from mutua.tandems.rules import kept_apart
from mutua.tandems.states import TANDEM, VERSION
from mutua.transitions import after


@transaction.atomic
def save_mine(*, tandem: Tandem, value: dict[str, Any], seen: int, by: Person, at: datetime) -> None:
    """What I get out of it, and my priorities in order."""
    tandem = lock_tandem(tandem, by=by)
    write_part(tandem, "mine", author=by, value=value, seen=seen)
    touch_agreement(tandem, at=at)


@transaction.atomic
def save_shared(
    *, tandem: Tandem, section: str, value: dict[str, Any], seen: int, by: Person, at: datetime
) -> None:
    """A part everyone writes: `together` (purpose, alike and different) or `frame` (cadence, format …)."""
    if section not in {"together", "frame"}:
        raise DomainError("no_such_part", _("There is no such part in the agreement."))
    tandem = lock_tandem(tandem, by=by)
    write_part(tandem, section, author=None, value=value, seen=seen)
    touch_agreement(tandem, at=at)


@transaction.atomic
def propose_agreement(*, tandem: Tandem, by: Person, at: datetime) -> AgreementVersion:
    """Freeze the words as they are, so that everyone can sign exactly the same.

    What is already fixed stays as it is, so a second click does nothing. Raises DomainError("incomplete")
    while something the agreement needs is missing.
    """
    tandem = lock_tandem(tandem, by=by)
    version = open_version(tandem)
    if version is None:
        raise DomainError(
            "nothing_new", _("The agreement in force is signed by all of you. Change something first.")
        )
    if version.state == AgreementVersion.State.PROPOSED:
        return version
    content = content_of(tandem, viewer=by)
    if open_points(content):
        raise DomainError("incomplete", _("Some parts are still missing. The list above says which."))
    version.state = after(VERSION, version.state, "propose")
    parts = freeze(content, fixed_clauses())
    for author, words in parts.items():
        FrozenPart.objects.create(tandem=tandem, version=version, author_id=author, content=words)
    version.content_hash = vault.mac("tandem", tandem.id, canonical(parts))
    version.proposed_at = at
    version.save(update_fields=["state", "content_hash", "proposed_at"])
    for person in members_of(tandem):
        if person.id != by.id:
            mails.agreement_proposed(to=person, version=version, at=at)
    return version


@transaction.atomic
def sign_agreement(*, version: AgreementVersion, content_hash: str, by: Person, at: datetime) -> Signature:
    """Sign exactly the words with this hash; the last signature puts the version into force.

    Raises DomainError("changed_meanwhile") if the words are not those any more, ("already_signed") on a
    second click, ("not_possible") if the members may not be paired (guard of forming → active).
    """
    tandem = lock_tandem(version.tandem, by=by)
    version = AgreementVersion.objects.get(id=version.id)
    if version.state != AgreementVersion.State.PROPOSED or version.content_hash != content_hash:
        raise DomainError(
            "changed_meanwhile",
            _("The text has changed since you read it. Please read it once more, then sign."),
        )
    if by.id in signed_by(version):
        raise DomainError("already_signed", _("You have already signed this version."))
    _check_frozen(version, by)
    signature = Signature.objects.create(version=version, person=by, content_hash=content_hash, signed_at=at)
    if signed_by(version) == {person.id for person in members_of(tandem)}:
        _put_into_force(tandem, version, at=at)
    return signature


def _check_frozen(version: AgreementVersion, by: Person) -> None:
    """The words under the hash are complete, and the fixed clauses are those that are shipped."""
    parts = frozen_parts(version, viewer=by)
    if vault.mac("tandem", version.tandem_id, canonical(parts)) != version.content_hash:
        raise DomainError("damaged", _("The text does not match its fingerprint. Please propose it again."))
    if parts[None]["fixed"] != fixed_clauses():
        raise DomainError(
            "fixed_changed", _("The fixed clauses have changed. Please propose the agreement again.")
        )


def _put_into_force(tandem: Tandem, version: AgreementVersion, *, at: datetime) -> None:
    if kept_apart([person.id for person in members_of(tandem)], at):
        raise DomainError(
            "not_possible",
            _("This tandem cannot start at the moment. Help and protection tells you whom to ask."),
        )
    before = version_in_force(tandem)
    if before is not None:
        before.state = after(VERSION, before.state, "replace")
        before.save(update_fields=["state"])
    version.state, version.signed_at = after(VERSION, version.state, "sign_last"), at
    version.save(update_fields=["state", "signed_at"])
    Goal.objects.filter(tandem=tandem, state=Goal.State.SUPPORTED).update(state=Goal.State.ACTIVE)
    if tandem.state == Tandem.State.FORMING:
        tandem.state, tandem.active_at = after(TANDEM, tandem.state, "activate"), at
        tandem.save(update_fields=["state", "active_at"])


def fixed_clauses() -> dict[str, Any]:
    """The clauses nobody can change (trust, respect, honesty …), as shipped, in both languages."""
    return {
        lang: {
            section["id"]: section["text"]
            for section in loader.document("agreement_template", lang)["sections"]
            if section["field"] == "fixed"
        }
        for lang in ("de", "en")
    }

"""Writing, sending and answering invitations. Every step is one row of states.INVITATION.

Two people may act at the same moment: each step is one conditional UPDATE, and whoever changes no row
came too late.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from mutua.content import loader
from mutua.errors import DomainError
from mutua.people.actions.signin import invite_person, keep_address
from mutua.people.models import Person
from mutua.people.queries import excluded_with, has_reflected, reporting_relatives
from mutua.programmes import mails, rules
from mutua.programmes.actions.pairing import lock_people
from mutua.programmes.letter import Letter
from mutua.programmes.models import Invitation, Pairing
from mutua.programmes.queries.invitations import (
    BY_ADDRESS,
    between,
    is_stopped,
    letter_of,
    open_sent,
    received_by,
    sent_to,
)
from mutua.programmes.states import Event, after, before

A_DAY = timedelta(days=1)


@transaction.atomic
def draft_invitation(
    *, receiver: Person, template: str, letter: Letter, by: Person, at: datetime
) -> Invitation:
    """Keep the text for a receiver; a draft to the same person is written over.

    Raises DomainError: why_first, oneself, reporting_line, already_paired, already_open, they_invited_you.
    """
    rules.check_has_reflected(has_reflected=has_reflected(by.pk))
    rules.check_not_oneself(by, receiver)
    lock_people(by.pk, receiver.pk)
    _check_may_invite(by, receiver, at)
    draft = Invitation.objects.filter(sender=by, receiver=receiver, state=Invitation.State.DRAFT).first()
    if draft is None:
        return Invitation.objects.create(
            sender=by, receiver=receiver, template=template, text=letter.to_text(), created_at=at
        )
    draft.template = template
    return _write(draft, letter)


@transaction.atomic
def draft_by_address(*, email: str, letter: Letter, by: Person, at: datetime) -> Invitation:
    """The same for an address. Known and unknown ones take the same way.

    Of the domains of the organisation someone unknown becomes an invited person, without any mail yet.
    Where no domain is named only people who are here get anything, and the sender cannot tell.
    Raises DomainError("domain") by the domain alone, ("too_many_drafts").
    """
    rules.check_draft_limit(Invitation.objects.filter(sender=by, created_at__gt=at - A_DAY).count())
    domains = [] if settings.DEMO else settings.EMAIL_DOMAINS
    rules.check_address(email, domains)
    reach = invite_person if domains or settings.DEMO else keep_address
    receiver = reach(email=email, language=letter.language, at=at)
    return draft_invitation(receiver=receiver, template=BY_ADDRESS, letter=letter, by=by, at=at)


@transaction.atomic
def edit_invitation(*, invitation: Invitation, body: str, by: Person, at: datetime) -> Invitation:
    """Change the text of an own draft. Raises DomainError("not_a_draft") once it is sent."""
    draft = Invitation.objects.select_for_update().filter(
        id=invitation.id, sender=by, state=before(Event.SEND)[0]
    )
    found = draft.first()
    if found is None:
        raise DomainError(
            "not_a_draft", _("This invitation is no longer a draft. Its text cannot change any more.")
        )
    letter = letter_of(found, by)
    return _write(found, letter.with_body(body))


@transaction.atomic
def send_invitation(*, invitation: Invitation, by: Person, at: datetime) -> Invitation:
    """Send an own draft. An exclusion, or a receiver who pauses, holds it back without a word (invariant 5).

    Raises DomainError: reporting_line, already_paired, already_open, they_invited_you, too_many_open,
    too_many_today, not_open.
    """
    receiver = invitation.receiver
    lock_people(by.pk, receiver.pk)
    _check_may_invite(by, receiver, at)
    rules.check_open_limit(open_sent(by.pk, at=at).count())
    rules.check_day_limit(Invitation.objects.filter(sender=by, sent_at__gt=at - A_DAY).count())
    held_back = receiver.pk in excluded_with(by.pk) or not rules.is_reachable(receiver)
    moved = _move(
        Event.SEND,
        invitation.id,
        Q(sender=by),
        sent_at=at,
        expires_at=at + rules.OPEN_FOR,
        held_back=held_back,
    )
    if not held_back:
        mails.invitation_arrived(moved, at=at)
    return moved


@transaction.atomic
def withdraw_invitation(*, invitation_id: UUID, by: Person, at: datetime) -> Invitation:
    """Take back an own draft or open invitation. Raises DomainError("not_open") if it was answered."""
    get_object_or_404(Invitation, id=invitation_id, sender=by)
    moved = _move(Event.WITHDRAW, invitation_id, Q(sender=by), decided_at=at)
    mails.take_back(moved)
    return moved


@transaction.atomic
def chat_first(*, invitation_id: UUID, by: Person, at: datetime) -> Invitation:
    """The receiver would like to talk before deciding; the time to decide begins anew."""
    later = at + rules.OPEN_FOR
    return _answered(Event.CHAT, invitation_id, reply="rep_chat_first", by=by, at=at, expires_at=later)


@transaction.atomic
def decline_invitation(*, invitation_id: UUID, reply: str, by: Person, at: datetime) -> Invitation:
    """An easy no with one of the shipped texts; the sender sees these words and nothing else."""
    if reply not in decline_replies():
        raise DomainError("unknown_reply", _("Please choose one of the answers."), field="reply")
    return _answered(Event.DECLINE, invitation_id, reply=reply, by=by, at=at, decided_at=at)


@transaction.atomic
def take_invitation(*, invitation_id: UUID, by: Person, at: datetime) -> Invitation:
    """The receiver's yes: exactly one yes wins, and every other invitation between the two is closed.

    For tandems, which begin the tandem in the same transaction. Locks both people.

    Raises DomainError: not_open, reporting_line; Http404 if it is not addressed to `by`.
    """
    asked = get_object_or_404(sent_to(by), id=invitation_id)
    rules.check_no_reporting_line(on_line=asked.sender_id in reporting_relatives(by.pk, at.date()))
    taken = _answered(Event.ACCEPT, invitation_id, reply="rep_yes", by=by, at=at, decided_at=at)
    Invitation.objects.filter(between(asked.sender_id, by.pk), state__in=before(Event.SUPERSEDE)).update(
        state=after(Event.SUPERSEDE), decided_at=at
    )
    return taken


@transaction.atomic
def expire_invitations(*, at: datetime) -> int:
    """Close what has run out and remind receivers once, three days before. Returns how many ran out."""
    soon = Invitation.objects.filter(
        state=Invitation.State.SENT,
        held_back=False,
        expires_at__gt=at,
        expires_at__lte=at + rules.REMIND_BEFORE,
    )
    for invitation in soon.select_related("receiver"):
        if not is_stopped(invitation):
            mails.invitation_runs_out(invitation, at=at)
    over = Invitation.objects.filter(state__in=before(Event.EXPIRE), expires_at__lte=at)
    # Whatever somebody is answering at this moment waits for the next hour instead of for us.
    free = list(over.select_for_update(skip_locked=True).values_list("id", flat=True))
    return over.filter(id__in=free).update(state=after(Event.EXPIRE), decided_at=at)


def decline_replies() -> list[str]:
    """The ids of the texts of a no."""
    replies = loader.document("invitations", loader.DEFAULT_LANGUAGE)["replies"]
    return [reply["id"] for reply in replies if reply["kind"] == "decline"]


def _check_may_invite(by: Person, receiver: Person, at: datetime) -> None:
    _close_overdue(by, receiver, at)
    rules.check_no_reporting_line(on_line=receiver.pk in reporting_relatives(by.pk, at.date()))
    first, second = sorted((by.pk, receiver.pk))
    if Pairing.objects.filter(first=first, second=second, ended_at__isnull=True).exists():
        raise DomainError("already_paired", _("The two of you already are a tandem."), field="email")
    if open_sent(by.pk, at=at).filter(receiver=receiver).exists():
        raise DomainError(
            "already_open",
            _("Your invitation to this person is still open. Wait for the answer or withdraw it."),
            field="email",
        )
    if received_by(by, at=at).filter(sender=receiver).exists():
        raise DomainError(
            "they_invited_you",
            _("This person has invited you already. You find it at the top of “Find”."),
            field="email",
        )


def _close_overdue(by: Person, receiver: Person, at: datetime) -> None:
    """What has run out, but was not marked yet by the hourly job, must not stand in the way."""
    overdue = Invitation.objects.filter(sender=by, receiver=receiver, expires_at__lte=at)
    overdue.filter(state__in=before(Event.EXPIRE)).update(state=after(Event.EXPIRE), decided_at=at)


def _answered(
    event: Event, invitation_id: UUID, *, reply: str, by: Person, at: datetime, **changes: datetime
) -> Invitation:
    # People before the invitation, as everywhere here: the second UPDATE of a row makes PostgreSQL lock
    # the people it points to, and the other order would lock up with somebody who accepts.
    lock_people(get_object_or_404(sent_to(by), id=invitation_id).sender_id, by.pk)
    still_mine = Q(receiver=by, held_back=False, expires_at__gt=at) & ~Q(sender__in=excluded_with(by.pk))
    moved = _move(event, invitation_id, still_mine, **changes)
    answered = _write(moved, letter_of(moved, by).answered(reply))
    mails.take_back(answered)
    mails.invitation_answered(answered, at=at)
    return answered


def _move(event: Event, invitation_id: UUID, only: Q, **changes: datetime | bool) -> Invitation:
    """The one place where a state changes. Raises DomainError("not_open") for whoever comes too late."""
    changed = Invitation.objects.filter(only, id=invitation_id, state__in=before(event)).update(
        state=after(event), **changes
    )
    if changed != 1:
        raise _too_late()
    return Invitation.objects.select_related("sender", "receiver").get(id=invitation_id)


def _write(invitation: Invitation, letter: Letter) -> Invitation:
    invitation.text = letter.to_text()
    invitation.row_version += 1
    invitation.save(update_fields=["template", "text", "row_version"])
    return invitation


def _too_late() -> DomainError:
    return DomainError(
        "not_open", _("This invitation is no longer open. Reload the page to see how things stand.")
    )

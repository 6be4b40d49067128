"""Invitations as their sender or their receiver may see them; for everybody else there are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from mutua import vault
from mutua.people.models import Person
from mutua.people.queries import excluded_with
from mutua.programmes.letter import Letter
from mutua.programmes.models import Invitation

BY_ADDRESS = "inv_known_colleague"
"""The template of invitations to an e-mail address: about such a receiver the sender learns nothing else."""
LIST_LENGTH = 30


def invitation_for(person: Person, invitation_id: UUID) -> Invitation:
    """The invitation, if this person wrote it or may see it as its receiver; otherwise 404.

    An exclusion made after the sending looks to the receiver as if it had been withdrawn, whoever made it.
    """
    mine = Invitation.objects.filter(sender=person) | sent_to(person)
    found = mine.select_related("sender", "receiver").filter(id=invitation_id).first()
    if found is None:
        raise Http404
    if found.state in Invitation.OPEN and found.receiver_id == person.pk and is_stopped(found):
        found.state = Invitation.State.WITHDRAWN  # for this page alone: it is stored as it was
    return found


def is_stopped(invitation: Invitation) -> bool:
    """Whether one of the two no longer wants to be paired with the other. Nobody may be told."""
    return invitation.sender_id in excluded_with(invitation.receiver_id)


def letter_of(invitation: Invitation, viewer: Person) -> Letter:
    """The words. Raises vault.NotAReader for anyone but the two of them."""
    return Letter.from_text(vault.open(invitation.text, viewer=viewer.pk, purpose="read an invitation"))


def may_read_letter(scope_id: UUID, viewer_id: UUID, author_id: UUID | None) -> bool:
    """The vault's question: the sender always, the receiver once it was sent and not held back."""
    sent = Q(receiver_id=viewer_id) & _shown_to_receiver()
    return Invitation.objects.filter(Q(sender_id=viewer_id) | sent, id=scope_id).exists()


def received_by(person: Person, *, at: datetime) -> QuerySet[Invitation]:
    """Open invitations to this person, the oldest first; those of excluded people are not there."""
    open_now = sent_to(person).filter(state__in=Invitation.OPEN, expires_at__gt=at)
    wanted = open_now.exclude(sender__in=excluded_with(person.pk))
    return wanted.select_related("sender").order_by("sent_at", "id")


def sent_to(person: Person) -> QuerySet[Invitation]:
    """Everything this person has received, over or not; nothing that was held back."""
    return Invitation.objects.filter(_shown_to_receiver(), receiver=person)


def sent_by(person: Person, *, at: datetime) -> list[SentInvitation]:
    """What this person wrote: drafts and open ones first, then the latest answers."""
    rows = (
        Invitation.objects.filter(sender=person)
        .exclude(state=Invitation.State.WITHDRAWN)
        .select_related("receiver")
        .order_by("-created_at", "id")[:LIST_LENGTH]
    )
    seen = [SentInvitation.of(row, at) for row in rows]
    return sorted(seen, key=lambda row: not row.is_open)


@dataclass(frozen=True)
class SentInvitation:
    """A line in the sender's list. `to` is how the sender knows the receiver: by card or by address."""

    id: UUID
    to: str
    state: str
    status: str
    tone: str
    is_open: bool
    is_draft: bool
    expires_at: datetime | None

    @classmethod
    def of(cls, invitation: Invitation, at: datetime) -> SentInvitation:
        state = state_at(invitation, at)
        draft = state == Invitation.State.DRAFT
        return cls(
            id=invitation.id,
            to=known_as(invitation),
            state=state,
            status=status_word(state),
            tone=tone(state),
            is_open=draft or state in Invitation.OPEN,
            is_draft=draft,
            expires_at=invitation.expires_at,
        )


def known_as(invitation: Invitation) -> str:
    """How the sender knows the receiver: the address typed in, or the first name on a card."""
    by_address = invitation.template == BY_ADDRESS
    return invitation.receiver.email.lower() if by_address else invitation.receiver.first_name


def state_at(invitation: Invitation, at: datetime) -> str:
    """The state now, also in the minutes before the hourly job marks what has run out."""
    if invitation.state in Invitation.OPEN and invitation.expires_at and invitation.expires_at <= at:
        return Invitation.State.EXPIRED
    return invitation.state


def status_word(state: str) -> str:
    """What the sender reads: neutral, whatever the answer was."""
    words = {
        Invitation.State.DRAFT: _("not sent yet"),
        Invitation.State.SENT: _("open"),
        Invitation.State.CHAT_FIRST: _("would like to talk first"),
        Invitation.State.ACCEPTED: _("you are a tandem"),
        Invitation.State.DECLINED: _("not this time"),
        Invitation.State.WITHDRAWN: _("withdrawn"),
        Invitation.State.EXPIRED: _("has run out"),
    }
    return words[Invitation.State(state)]


def tone(state: str) -> str:
    """Colour for what moves on; a no has no colour of its own."""
    return {"chat_first": "apricot", "accepted": "success", "sent": "mint"}.get(state, "plain")


def open_sent(person_id: UUID, *, at: datetime) -> QuerySet[Invitation]:
    """Open invitations that this person sent; held back ones count like all others."""
    return Invitation.objects.filter(sender=person_id, state__in=Invitation.OPEN, expires_at__gt=at)


def between(first: UUID, second: UUID) -> Q:
    """Either way between two people."""
    return Q(sender=first, receiver=second) | Q(sender=second, receiver=first)


def _shown_to_receiver() -> Q:
    return Q(sent_at__isnull=False, held_back=False)

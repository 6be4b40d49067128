"""What leaves the house about invitations: that there is one, and where. Never its words or a name."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mutua.outbox.actions import cancel, enqueue_mail
from mutua.outbox.texts import MailText
from mutua.people.models import Person
from mutua.programmes.models import Invitation

ANSWERED = MailText(
    subject=_("There is an answer to your invitation"),
    paragraphs=[_("Someone you invited has answered. You find the answer with your invitations.")],
    button=_("See the answer"),
)


def invitation_arrived(invitation: Invitation, *, at: datetime) -> None:
    _to_receiver(invitation, "arrived", at)


def invitation_runs_out(invitation: Invitation, *, at: datetime) -> None:
    """The one reminder; asked for twice it still leaves once."""
    _to_receiver(invitation, "reminder", at)


def invitation_answered(invitation: Invitation, *, at: datetime) -> None:
    """The same words for every answer, so that a mailbox tells nothing."""
    sender = invitation.sender
    enqueue_mail(
        to=sender.email,
        language=sender.language,
        template=ANSWERED,
        context={"link": _link(invitation)},
        at=at,
        ref=f"{_ref(invitation)}/{invitation.state}",
    )


def take_back(invitation: Invitation) -> None:
    """What has not left yet stays here: nobody is to be called to an invitation that is over."""
    cancel(ref=_ref(invitation))


def _to_receiver(invitation: Invitation, reason: str, at: datetime) -> None:
    receiver: Person = invitation.receiver
    if invitation.expires_at is None:
        raise ValueError("an invitation that was sent has a last day")
    enqueue_mail(
        to=receiver.email,
        language=receiver.language,
        template="nt_invitation",
        context={"link": _link(invitation), "date": invitation.expires_at.date()},
        at=at,
        ref=f"{_ref(invitation)}/{reason}",
        valid_until=invitation.expires_at,
    )


def _link(invitation: Invitation) -> str:
    return reverse("programmes:invitation", args=[invitation.pk])


def _ref(invitation: Invitation) -> str:
    return f"invitation/{invitation.pk}"

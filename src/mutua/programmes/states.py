"""The lives of an invitation and of a programme (CONTRACT §2.1). A row that is not here does not happen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from mutua.programmes.models import Invitation, Programme

S = Invitation.State
P = Programme.State

PROGRAMME: Mapping[tuple[str, str], Programme.State] = {
    (P.DRAFT, "check"): P.CHECK,
    (P.CHECK, "revise"): P.DRAFT,
    (P.CHECK, "open"): P.OPEN,
    (P.DRAFT, "archive"): P.ARCHIVED,
    (P.CHECK, "archive"): P.ARCHIVED,
    (P.OPEN, "archive"): P.ARCHIVED,
}


class Event(StrEnum):
    """What can happen to an invitation. The sender: send, withdraw. The receiver: chat, accept, decline."""

    SEND = "send"
    CHAT = "chat"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    SUPERSEDE = "supersede"  # the same two have begun a tandem through another invitation


INVITATION: Mapping[tuple[Invitation.State, Event], Invitation.State] = {
    (S.DRAFT, Event.SEND): S.SENT,
    (S.DRAFT, Event.WITHDRAW): S.WITHDRAWN,
    (S.DRAFT, Event.SUPERSEDE): S.WITHDRAWN,
    (S.SENT, Event.CHAT): S.CHAT_FIRST,
    (S.SENT, Event.ACCEPT): S.ACCEPTED,
    (S.SENT, Event.DECLINE): S.DECLINED,
    (S.SENT, Event.WITHDRAW): S.WITHDRAWN,
    (S.SENT, Event.EXPIRE): S.EXPIRED,
    (S.SENT, Event.SUPERSEDE): S.WITHDRAWN,
    (S.CHAT_FIRST, Event.ACCEPT): S.ACCEPTED,
    (S.CHAT_FIRST, Event.DECLINE): S.DECLINED,
    (S.CHAT_FIRST, Event.WITHDRAW): S.WITHDRAWN,
    (S.CHAT_FIRST, Event.EXPIRE): S.EXPIRED,
    (S.CHAT_FIRST, Event.SUPERSEDE): S.WITHDRAWN,
}


def before(event: Event) -> list[Invitation.State]:
    """The states in which `event` may happen."""
    return [state for state, known in INVITATION if known == event]


def after(event: Event) -> Invitation.State:
    """The one state that `event` leads to, wherever it starts."""
    return next(target for (_, known), target in INVITATION.items() if known == event)

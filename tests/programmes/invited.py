"""Short ways to an invitation in a given state."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from mutua.errors import DomainError
from mutua.outbox.models import Delivery
from mutua.people.models import Person, Reflection
from mutua.programmes.actions import invitation as actions
from mutua.programmes.letter import Letter
from mutua.programmes.models import Invitation
from tests.factories import AT

MARKER = "quokka-in-the-invitation"
LETTER = Letter(language="en", body=f"Dear Ben, {MARKER}.", offer="Presenting", wish="Negotiating")
LATER = AT + timedelta(days=1)


def draft(sender: Person, receiver: Person, *, at: datetime = AT, letter: Letter = LETTER) -> Invitation:
    reflect(sender)
    return actions.draft_invitation(
        receiver=receiver, template="inv_same_goal", letter=letter, by=sender, at=at
    )


def sent(sender: Person, receiver: Person, *, at: datetime = AT) -> Invitation:
    return actions.send_invitation(invitation=draft(sender, receiver, at=at), by=sender, at=at)


def invitation_in(state: str, sender: Person, receiver: Person, **fields: Any) -> Invitation:
    """One in any state, written past the actions."""
    values = {
        "template": "inv_same_goal",
        "text": LETTER.to_text(),
        "created_at": AT,
        "sent_at": None if state == Invitation.State.DRAFT else AT,
        "expires_at": None if state == Invitation.State.DRAFT else AT + timedelta(days=14),
        **fields,
    }
    return Invitation.objects.create(sender=sender, receiver=receiver, state=state, **values)


def reflect(*people: Person) -> None:
    """S62: a why comes before the first suggestion."""
    for person in people:
        if not Reflection.objects.filter(person=person).exists():
            Reflection.objects.create(person=person, answers={"reason": "why_skill", "note": ""})


def code_of(call, *args, **kwargs) -> str:
    with pytest.raises(DomainError) as error:
        call(*args, **kwargs)
    return error.value.code


def mails() -> list[tuple[str, str]]:
    return list(Delivery.objects.order_by("created_at", "ref").values_list("recipient", "payload__subject"))

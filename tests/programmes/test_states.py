"""Every event in every state: what the table holds happens, everything else changes nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from itertools import product

import pytest
from django.http import Http404

from mutua.errors import DomainError
from mutua.programmes.actions import invitation as actions
from mutua.programmes.models import Invitation
from mutua.programmes.states import INVITATION, Event, after, before
from tests.factories import AT
from tests.programmes.invited import LATER, invitation_in

OVER = AT + timedelta(days=15)
EVENTS = {
    Event.SEND: lambda one: actions.send_invitation(invitation=one, by=one.sender, at=LATER),
    Event.CHAT: lambda one: actions.chat_first(invitation_id=one.pk, by=one.receiver, at=LATER),
    Event.ACCEPT: lambda one: actions.take_invitation(invitation_id=one.pk, by=one.receiver, at=LATER),
    Event.DECLINE: lambda one: actions.decline_invitation(
        invitation_id=one.pk, reply="rep_no_time", by=one.receiver, at=LATER
    ),
    Event.WITHDRAW: lambda one: actions.withdraw_invitation(invitation_id=one.pk, by=one.sender, at=LATER),
    Event.EXPIRE: lambda one: actions.expire_invitations(at=OVER),
    Event.SUPERSEDE: lambda one: actions.take_invitation(
        invitation_id=invitation_in("sent", one.receiver, one.sender).pk, by=one.sender, at=LATER
    ),
}


@pytest.mark.parametrize(("state", "event"), list(product(Invitation.State, Event)))
def test_invitation_walks_only_along_the_table(state, event, amira, ben):
    one = invitation_in(state, amira, ben)
    with suppress(DomainError, Http404):
        EVENTS[event](one)
    one.refresh_from_db()
    assert one.state == INVITATION.get((state, event), state)


def test_every_event_has_one_target():
    for event in Event:
        assert {INVITATION[state, event] for state in before(event)} == {after(event)}


def test_every_state_but_the_first_can_be_reached():
    assert {*INVITATION.values(), Invitation.State.DRAFT} == set(Invitation.State)

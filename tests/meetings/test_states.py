"""Every state meets every event."""

from __future__ import annotations

from itertools import product

import pytest

from mutua.errors import DomainError
from mutua.meetings.models import Meeting
from mutua.meetings.states import TRANSITIONS, Event, State, after

OVER = [State.HELD, State.NOT_HELD, State.CANCELLED]


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_after_every_state_and_event(state: State, event: Event) -> None:
    meeting = Meeting(state=state)

    if (state, event) in TRANSITIONS:
        assert after(meeting, event) == TRANSITIONS[state, event]
        return
    with pytest.raises(DomainError) as refusal:
        after(meeting, event)
    assert refusal.value.code == ("meeting_over" if state in OVER else "not_confirmed")


def test_transitions_lead_out_of_open_states_alone() -> None:
    assert {state for state, _event in TRANSITIONS} == set(Meeting.OPEN)


def test_transitions_leave_exactly_these_states() -> None:
    assert set(TRANSITIONS.values()) == set(State)

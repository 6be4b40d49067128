"""A tandem of Amira and Ben and what its meetings need."""

from __future__ import annotations

import pytest

from mutua.meetings.actions import confirm_meeting, propose_meeting
from mutua.meetings.models import Meeting
from mutua.people.models import Person
from mutua.tandems.models import Tandem
from tests.factories import AT
from tests.meetings.tandem import END, START, make_tandem


@pytest.fixture
def tandem(amira: Person, ben: Person) -> Tandem:
    return make_tandem(amira, ben)


@pytest.fixture
def proposed(tandem: Tandem, amira: Person) -> Meeting:
    """Amira has proposed START."""
    return propose_meeting(tandem=tandem, start=START, end=END, by=amira, at=AT)


@pytest.fixture
def confirmed(proposed: Meeting, ben: Person) -> Meeting:
    return confirm_meeting(meeting=proposed, proposal=1, by=ben, at=AT)

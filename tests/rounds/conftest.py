"""What tests of rounds may ask for."""

from __future__ import annotations

import pytest

from mutua.people.models import Person
from tests.rounds.alike import Crowd, make_crowd


@pytest.fixture
def crowd(dora: Person) -> Crowd:
    """People of whom each fits each; Dora coordinates their round."""
    return make_crowd(dora)

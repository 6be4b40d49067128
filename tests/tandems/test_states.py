"""Every pair of state and event either stands in the table or is refused."""

from __future__ import annotations

from itertools import product

import pytest

from mutua.errors import DomainError
from mutua.tandems.models import AgreementVersion, Tandem
from mutua.tandems.states import TANDEM, VERSION
from mutua.transitions import after

TABLES = [(TANDEM, Tandem.State), (VERSION, AgreementVersion.State)]


@pytest.mark.parametrize(("table", "states"), TABLES)
def test_after_follows_the_table_and_refuses_the_rest(
    table: dict[tuple[str, str], str], states: type
) -> None:
    events = {event for _state, event in table}
    for state, event in product(states.values, events):
        if (state, event) in table:
            assert after(table, state, event) in states.values
        else:
            with pytest.raises(DomainError, match="not_now"):
                after(table, state, event)


@pytest.mark.parametrize(("table", "states"), TABLES)
def test_every_state_can_be_reached(table: dict[tuple[str, str], str], states: type) -> None:
    first = states.values[0]
    assert {first, *table.values()} == set(states.values)

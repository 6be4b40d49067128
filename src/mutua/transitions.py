"""A life told as a table, (state, event) to state. A row that is not there does not happen (law 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError

State = TypeVar("State")


def after(table: Mapping[tuple[str, str], State], state: str, event: str) -> State:
    """The state that `event` leads to; DomainError("not_now") where the table has no such row."""
    if (state, event) not in table:
        raise DomainError(
            "not_now", _("This is not possible any more. Reload the page to see how things stand.")
        )
    return table[state, event]

"""What rounds do without anybody asking."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mutua.rounds.actions.clock import move_by_dates, purge_old_rounds
from mutua.rounds.actions.proposal import expire_proposals


def move_on(_arguments: dict[str, Any], at: datetime) -> None:
    """Every hour: proposals run out, rounds move on by their dates, old ones are forgotten."""
    expire_proposals(at=at)
    move_by_dates(at=at)
    purge_old_rounds(at=at)

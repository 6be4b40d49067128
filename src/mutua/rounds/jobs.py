"""What rounds do without anybody asking."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mutua.outbox.actions import enqueue_work
from mutua.rounds.actions.clock import move_by_dates, purge_old_rounds
from mutua.rounds.actions.proposal import expire_proposals

CLOCK_WORK = "rounds.clock"


def enqueue_clock(_arguments: dict[str, Any], at: datetime) -> None:
    """Every hour; as work, so that each step is a transaction of its own."""
    enqueue_work(name=CLOCK_WORK, arguments={}, run_at=at, ref=f"clock/{at:%Y%m%d%H}")


def move_on(_arguments: dict[str, Any], at: datetime) -> None:
    """Proposals run out, rounds move on by their dates, old ones are forgotten."""
    expire_proposals(at=at)
    move_by_dates(at=at)
    purge_old_rounds(at=at)

"""What meetings does without anybody asking."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mutua.meetings.actions import call_off_for_held
from mutua.tandems.actions.lines import watch_lines


def watch(_arguments: dict[str, Any], at: datetime) -> None:
    """Every night: tandems along a new reporting line are told so, and held two weeks later."""
    for tandem in watch_lines(at=at):
        call_off_for_held(tandem=tandem, at=at)

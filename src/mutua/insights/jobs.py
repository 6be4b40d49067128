"""What insights does in the worker."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mutua.insights.nudges import write_nudges
from mutua.rounds.models import Nudge


def nudge(arguments: dict[str, Any], at: datetime) -> None:
    write_nudges(Nudge.objects.select_related("round").get(pk=arguments["nudge"]), at=at)

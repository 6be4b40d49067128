"""What programmes does without anybody asking."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mutua.programmes.actions.invitation import expire_invitations


def expire(arguments: dict[str, Any], at: datetime) -> None:
    """Every hour: invitations run out, and three days before that their receivers are reminded once."""
    expire_invitations(at=at)

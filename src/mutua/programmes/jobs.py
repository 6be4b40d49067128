"""What programmes does without anybody asking."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mutua.programmes.actions.invitation import expire_invitations
from mutua.programmes.actions.outsiders import forget_outsiders


def forget(arguments: dict[str, Any], at: datetime) -> None:
    """Every night: addresses of people who are not here do not stay."""
    forget_outsiders(at=at)


def expire(arguments: dict[str, Any], at: datetime) -> None:
    """Every hour: invitations run out, and three days before that their receivers are reminded once."""
    expire_invitations(at=at)

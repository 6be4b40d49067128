"""What people does without anybody asking."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management import call_command


def forget_sessions(arguments: dict[str, Any], at: datetime) -> None:
    """Every night: sessions that have run out are deleted, so that nothing of them is left lying around."""
    call_command("clearsessions")

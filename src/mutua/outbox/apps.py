from datetime import datetime
from typing import Any

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "mutua.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mutua.outbox.jobs import register_job
        from mutua.outbox.schedules import register_schedule

        register_job("outbox.tidy", _tidy)
        register_schedule("outbox.tidy", "40 3 * * *", "UTC", "outbox.tidy")


def _tidy(_arguments: dict[str, Any], at: datetime) -> None:
    from mutua.outbox.actions import tidy

    tidy(at=at)

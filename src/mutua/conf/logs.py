"""Logs go to standard error, one line each: when, how grave, where from, what. Never content, never links.

Standard output is for the operator: the first link, “Ready: …”.
"""

from __future__ import annotations

import logging.config
from logging import LogRecord
from typing import Any

import structlog

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "mutua.conf.logs.Discreet"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["discreet"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "mutua": {"level": "INFO"},
        # A page that was not found is no news, and its address may hold somebody's sign-in link.
        "django.request": {"level": "ERROR"},
        "psycopg.pool": {"level": "ERROR"},  # it warns of each try; what finally fails is told anyway
    },
}


class Discreet(logging.Filter):
    """Names the route of a request instead of its address, which may hold somebody's sign-in link.

    A request that is turned away is one line: a stranger may send as many as they like.
    """

    def filter(self, record: LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else "an unknown address"
            paths = {request.path, request.path.encode("unicode_escape").decode()}
            record.args = tuple(route if each in paths else each for each in record.args)
        if record.name.startswith("django.security."):
            record.exc_info = None
        return True


def configure(logging_settings: dict[str, Any]) -> None:
    """Called by Django (LOGGING_CONFIG). structlog's lines go the same way as all others."""
    logging.config.dictConfig(logging_settings)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )

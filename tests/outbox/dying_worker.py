"""A worker of its own process: python dying_worker.py DATABASE HOST PORT delivers once what is due at AT."""

from __future__ import annotations

import sys

import django


def main(database: str, host: str, port: str) -> None:
    django.setup()
    from django.conf import settings
    from django.db import connections

    from mutua.outbox.worker import deliver_due
    from tests.outbox.conftest import AT

    connections["default"].settings_dict["NAME"] = database
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, int(port)
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    deliver_due(AT, 10)


if __name__ == "__main__":
    main(*sys.argv[1:])

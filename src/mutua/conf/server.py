"""The web server, and beside it the worker that sends mail and runs jobs."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from time import monotonic, sleep
from types import FrameType
from urllib.parse import urlsplit

from django.conf import settings
from granian.constants import Interfaces
from granian.server import MPServer

STOP_WITHIN_SECONDS = 4.5
PAGES_STOP_WITHIN_SECONDS = 3
THREADS = 4
Work = Callable[[threading.Event], None]


class Server(MPServer):
    """granian, which on SIGTERM and Ctrl-C also tells the threads beside it at once, not after itself."""

    threads: list[threading.Thread]
    stop: threading.Event
    stopped_at = 0.0

    def signal_handler_interrupt(self, *arguments: object, **named: object) -> None:
        self.stopped_at = self.stopped_at or monotonic()
        self.stop.set()
        super().signal_handler_interrupt(*arguments, **named)  # type: ignore[no-untyped-call]

    def begin(self) -> None:
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join(timeout=max(0.1, self.stopped_at + STOP_WITHIN_SECONDS - monotonic()))


def run(host: str, port: int, *, processes: int = 1, work: Work | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C; `work` runs in a thread beside it and stops when its event is set.

    Prints “Ready: http://…” once the address really answers.
    """
    # The web processes must begin afresh: a fork would share open database connections.
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        "mutua.conf.server:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        factory=True,
        respawn_failed_workers=True,
        workers_kill_timeout=PAGES_STOP_WITHIN_SECONDS,
        websockets=False,
        log_enabled=False,
    )
    server.stop = threading.Event()
    server.threads = [threading.Thread(target=_tell_when_ready, args=(host, port, server.stop), daemon=True)]
    if work:
        server.threads.append(threading.Thread(target=work, args=(server.stop,), name="work", daemon=True))
    server.on_startup(server.begin)
    server.on_shutdown(server.end)
    server.serve()
    print("Stopped.", flush=True)


def run_work(work: Work) -> None:
    """Only the worker, until SIGTERM or Ctrl-C."""
    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    print("Ready: working.", flush=True)
    work(stop)
    print("Stopped.", flush=True)


def application() -> object:
    """What each web process loads. Only its parent stops it: not Ctrl-C, but also the parent's sudden death,
    so that the port is free again.
    """
    os.setsid()
    if sys.platform == "linux":
        parent_death_signal = 1  # PR_SET_PDEATHSIG of prctl(2)
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGKILL)
    from mutua.conf.wsgi import application as loaded  # only here: it sets Django up

    return loaded


def _tell_when_ready(host: str, port: int, stop: threading.Event) -> None:
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - only compared
    while not stop.is_set():
        if _answers(here, port):
            print(f"Ready: {settings.BASE_URL}", flush=True)
            return
        sleep(0.05)


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": urlsplit(settings.BASE_URL).netloc})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()

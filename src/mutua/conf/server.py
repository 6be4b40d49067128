"""The web server, and beside it the worker that sends mail and runs jobs."""

from __future__ import annotations

import ctypes
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from http.client import HTTPConnection, HTTPException
from time import sleep
from types import FrameType
from urllib.parse import urlsplit

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

STOP_WITHIN_SECONDS = 5
THREADS = 4
Work = Callable[[threading.Event], None]


def run(host: str, port: int, *, processes: int = 1, work: Work | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C; `work` runs in a thread beside it and stops when its event is set.

    Prints “Ready: http://…” once the address really answers.
    """
    # The web processes must begin afresh: a fork would share open database connections.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "mutua.conf.server:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        factory=True,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_WITHIN_SECONDS - 1,
        websockets=False,
        log_enabled=False,
    )
    stop = threading.Event()
    threads = [threading.Thread(target=_tell_when_ready, args=(host, port, stop), daemon=True)]
    if work:
        threads.append(threading.Thread(target=work, args=(stop,), name="work", daemon=True))
    server.on_startup(partial(_begin, threads))
    server.on_shutdown(partial(_end, threads, stop))
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
    """What each web process loads; it ends with its parent, so that the port is free again."""
    if sys.platform == "linux":
        parent_death_signal = 1  # PR_SET_PDEATHSIG of prctl(2)
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGKILL)
    from mutua.conf.wsgi import application as loaded  # only here: it sets Django up

    return loaded


def _begin(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()


def _end(threads: list[threading.Thread], stop: threading.Event) -> None:
    stop.set()
    for thread in threads:
        thread.join(timeout=STOP_WITHIN_SECONDS)


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

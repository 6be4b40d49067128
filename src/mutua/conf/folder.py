"""The data folder and the port: what can be wrong before Django is even loaded."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StartError(Exception):
    """The start cannot go on; the message is the one line that the operator reads."""


def prepare(data: Path) -> None:
    """Make the data folder, readable for its owner only, as is every file made from now on."""
    os.umask(0o077)
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = data / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise StartError(
            f"Cannot write to the data folder {data}: {error.strerror}. "
            "Choose another with --data, or give it to the person who runs this."
        ) from None


def keep_apart(data: Path, *, demo: bool) -> None:
    """Invented people and real ones never share a data folder."""
    marker = data / "demo"  # a file; a folder of this name beside real people is the demo's own data folder
    if demo and not marker.is_file() and (data / "mutua.sqlite3").exists():
        raise StartError(
            f"{data} holds the data of real people. Choose another folder for --demo with --data."
        )
    if not demo and marker.is_file():
        raise StartError(f"{data} holds a demo. Start it with --demo, or choose another folder with --data.")
    if demo:
        marker.touch()


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold the data folder for this process; a second `mutua serve` on it does not start."""
    with (data / "serve.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StartError(
                f"Mutua is already running on {data}. Stop it first, or choose another folder with --data."
            ) from None
        yield


def refuse_busy_port(host: str, port: int) -> None:
    """Say it now if the port is taken: the server would share it silently."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or "there is no such port"
            raise StartError(
                f"Cannot listen on {host}, port {port}: {reason}. Choose another with --port."
            ) from None


def url(host: str, port: int) -> str:
    """The address of a page there: http://[::1]:8000."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"

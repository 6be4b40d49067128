"""`mutua …` as a process of its own, for the tests of how it runs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(**settings: str) -> dict[str, str]:
    """What a person who knows nothing of the tests would have set, and these settings."""
    wanted = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**wanted, "PYTHONPATH": str(ROOT / "src"), **settings}


class Running:
    """A started `mutua`; all it prints, to either stream, is in a file."""

    def __init__(self, folder: Path, *arguments: str, **settings: str) -> None:
        self.output = folder / f"output-{time.monotonic_ns()}"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mutua", *arguments],
                cwd=folder,
                env=environment(**settings),
                stdout=output,
                stderr=output,
                start_new_session=True,  # so that a signal can go to all its processes, as Ctrl-C does
            )

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def until(self, words: str) -> str:
        """Wait until it has said these words; returns all it said."""
        self._wait(lambda: words in self.said(), f"“{words}” was never said")
        return self.said()

    def until_file(self, path: Path) -> None:
        """Wait until it has made this file."""
        self._wait(path.exists, f"{path} was never made")

    def _wait(self, happened: Callable[[], bool], complaint: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not happened():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"{complaint}. {self.process.returncode}: {self.said()}")
            time.sleep(0.02)

    def end(self, number: int = signal.SIGTERM, *, everyone: bool = False) -> int:
        """Send the signal; returns the exit code."""
        send = os.killpg if everyone else os.kill
        send(self.process.pid, number)
        return self.process.wait(PATIENCE_SECONDS)


@contextmanager
def running(folder: Path, *arguments: str, **settings: str):
    """A started `mutua` that is gone afterwards, whatever happens."""
    started = Running(folder, *arguments, **settings)
    try:
        yield started
    finally:
        if started.process.poll() is None:
            os.killpg(started.process.pid, signal.SIGKILL)
            started.process.wait()


def ended(folder: Path, *arguments: str, **settings: str) -> tuple[int, str]:
    """Run `mutua …` to its end; returns its exit code and all it said."""
    with running(folder, *arguments, **settings) as started:
        return started.process.wait(PATIENCE_SECONDS), started.said()


def answer(port: int, path: str = "/healthz") -> str:
    """The body of a page, asked without any proxy."""
    with build_opener(ProxyHandler({})).open(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
        return response.read().decode()

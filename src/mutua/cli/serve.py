"""`mutua serve`, `web`, `work`, `migrate` and `manage`: how Mutua runs."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import FrameType, ModuleType

import click
import django
from rich.console import Console
from rich.progress import Progress

from mutua.conf import env, folder

Command = Callable[..., None]


def address(command: Command) -> Command:
    """The options that say where to listen."""
    for option in (
        click.option(
            "--port",
            type=click.IntRange(1, 65535),
            default=8000,
            show_default=True,
            help="The port to listen on.",
        ),
        click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on."),
    ):
        command = option(command)
    return command


data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="The data folder.  [default: ./mutua-data]",
)


@click.command()
@address
@data_option
@click.option("--demo", is_flag=True, help="Invent an organisation of 300 people to look around in.")
@click.option("--seed", default=2026, show_default=True, help="Which organisation --demo invents.")
def serve(host: str, port: int, data: Path | None, demo: bool, seed: int) -> None:
    """Run all of Mutua: web pages, mail and jobs."""
    if demo:
        os.environ["MUTUA_DEMO"] = "1"
        env.assume("MUTUA_ORGANISATION", "Lindenwerk")
        env.assume(
            "MUTUA_SAFETY_CONTACTS",
            "Vertrauensstelle / trust office: 1234; Betriebsrat / works council: 1235",
        )
        data = data or Path("mutua-data", "demo")
    with started(data, listen=(host, port), alone=True) as start:
        from mutua.conf import server
        from mutua.outbox import worker

        if demo:
            refuse_real_people()
        if advice := start.sqlite_advice():
            click.echo(advice)
        start.migrate()
        start.check_master_key()
        start.collect_static()
        for line in demo_lines(seed) if demo else operator_lines():
            click.echo(line)
        server.run(host, port, work=worker.run)


@click.command()
@address
@click.option("--processes", default=2, show_default=True, help="How many processes answer.")
def web(host: str, port: int, processes: int) -> None:
    """Run only the web pages: one of several machines on a PostgreSQL database."""
    with started(listen=(host, port)) as start:
        from mutua.conf import server

        start.refuse_unmigrated()
        start.check_master_key()
        start.collect_static()
        for line in operator_lines():
            click.echo(line)
        server.run(host, port, processes=processes)


@click.command()
def work() -> None:
    """Run only mail and jobs: any number of these may run at once."""
    with started() as start:
        from mutua.conf import server
        from mutua.outbox import worker

        start.refuse_unmigrated()
        start.check_master_key()
        server.run_work(worker.run)


@click.command()
@data_option
def migrate(data: Path | None) -> None:
    """Bring the databases up to date with this version."""
    with started(data) as start:
        start.migrate()
    click.echo("The databases are up to date.")


@click.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's own commands, for developers: mutua manage help."""
    from django.core.management import execute_from_command_line

    with told_in_one_line():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutua.conf.settings")
        execute_from_command_line(["mutua manage", *arguments])


@contextmanager
def started(
    data: Path | None = None, *, listen: tuple[str, int] | None = None, alone: bool = False
) -> Iterator[ModuleType]:
    """Folder and settings are ready inside; yields mutua.conf.start, which needs them.

    Every known trouble ends as one line and exit code 2, Ctrl-C and SIGTERM as exit code 0.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop_starting)
    with told_in_one_line():
        if data:
            os.environ["MUTUA_DATA"] = str(data)
        place = Path(env.text("MUTUA_DATA", "mutua-data")).resolve()
        os.environ["MUTUA_DATA"] = str(place)
        folder.prepare(place)
        folder.keep_apart(place, demo=env.flag("MUTUA_DEMO"))
        with folder.only_one(place) if alone else nullcontext():
            if listen:
                folder.refuse_busy_port(*listen)
                env.assume("MUTUA_BASE_URL", folder.url(*listen))
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutua.conf.settings")
            django.setup()
            start = import_module("mutua.conf.start")
            start.reach_databases()
            yield start


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """Turn what the operator can mend into one line and exit code 2."""
    try:
        yield
    except (env.SettingError, folder.StartError) as error:
        click.echo(f"mutua: {error}", err=True)
        sys.exit(2)


def stop_starting(_signal: int, _frame: FrameType | None) -> None:
    """End at once: nothing is half-written, because each step of the start survives even a power cut.

    An exception instead could be raised, and lost, inside somebody's callback.
    """
    os.write(sys.stdout.fileno(), b"Stopped before it was ready.\n")
    os._exit(0)


def operator_lines() -> list[str]:
    """The link that makes the first operator, as long as there is none."""
    from mutua.people.actions.operator import operator_link

    link = operator_link(at=datetime.now(UTC))
    return [f"Nobody operates this Mutua yet. Open this link to begin: {link}"] if link else []


def refuse_real_people() -> None:
    """Before anything is changed: the demo begins in an empty database or goes on in its own."""
    from django.db import connection

    from mutua.demo.storing import person_id
    from mutua.people.models import Person

    if Person._meta.db_table not in connection.introspection.table_names():
        return
    first = Person.objects.order_by("created_at").values_list("id", "email").first()
    if first and first[0] != person_id(first[1]):
        raise folder.StartError(
            "The database holds people whom the demo did not invent. "
            "Choose an empty one, with --data or DATABASE_URL."
        )


def demo_lines(seed: int) -> list[str]:
    """The invented organisation, made on the first start; one line per person: who, and a link to be them."""
    from mutua.demo.seed import ensure
    from mutua.errors import DomainError

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("Inventing 300 people …", total=None)
        try:
            people = ensure(
                seed=seed,
                at=datetime.now(UTC),
                progress=lambda done, steps: bar.update(task, completed=done, total=steps),
            )
        except DomainError as error:
            raise folder.StartError(str(error.message)) from None
    return [f"{name} {link}" for name, link in people]

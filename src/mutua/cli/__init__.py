"""The command `mutua`. Each command is loaded only when it is asked for, so that `match` needs no Django."""

from __future__ import annotations

from importlib import import_module

import click

from mutua import __version__
from mutua.cli.collector import no_collection

COMMANDS = {
    "serve": "mutua.cli.serve",
    "web": "mutua.cli.serve",
    "work": "mutua.cli.serve",
    "migrate": "mutua.cli.serve",
    "import-people": "mutua.cli.imports",
    "manage": "mutua.cli.serve",
    "match": "mutua.cli.match",
    "explain": "mutua.cli.explain",
    "optimum": "mutua.cli.optimum",
    "verify": "mutua.cli.verify",
    "demo-list": "mutua.cli.demo",
    "compile": "mutua.cli.compile",
}
LASTING = {"mutua.cli.serve"}
"""Whose commands go on until they are stopped."""


class Lazy(click.Group):
    """A group whose commands are functions of the modules in COMMANDS."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if COMMANDS[cmd_name] not in LASTING:
            ctx.with_resource(no_collection())
        module = import_module(COMMANDS[cmd_name])
        # A command that is called like a built-in function has a _ at its end.
        command = getattr(module, cmd_name.replace("-", "_"), None) or getattr(module, f"{cmd_name}_")
        return command if isinstance(command, click.Command) else None


@click.group(cls=Lazy)
@click.version_option(__version__, prog_name="mutua")
def main() -> None:
    """Peer mentoring at work: find an equal, agree, meet, part well."""

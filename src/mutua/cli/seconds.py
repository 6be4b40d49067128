"""The option that says after how many seconds to stop. Needs no Django."""

from __future__ import annotations

import math

import click


def _seconds(ctx: click.Context, param: click.Parameter, value: float | None) -> float | None:
    """A number from 0 up; neither `nan` nor `inf` is a time to stop at."""
    if value is not None and not 0 <= value < math.inf:
        raise click.BadParameter(f"{value:g} is no number of seconds; write one from 0 up, such as 30.")
    return value


time_limit_option = click.option(
    "--time-limit",
    type=float,
    callback=_seconds,
    metavar="SECONDS",
    help="Stop after so many seconds, with a bound.",
)

"""`mutua demo-list`: the invented people of the demo as a list to try `mutua match` on."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from mutua.demo.invention import invent
from mutua.demo.listing import COLUMNS, row


@click.command("demo-list")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--seed", default=2026, show_default=True, help="Which organisation to invent.")
def demo_list(out: Path, seed: int) -> None:
    """Write the 300 invented people of the demo to OUT, a list for `mutua match`."""
    people = invent(seed)
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(map(row, people))
    except OSError as error:
        click.echo(f"mutua: Cannot write {out}: {error.strerror}. Choose another file.", err=True)
        sys.exit(2)
    click.echo(f"{len(people)} people in {out}. Try: mutua match {out}")

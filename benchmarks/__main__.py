"""`./run bench [NAME …]`: measure, keep the figures in results.json, write README.md; never a test."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import candidates, engine, growth, lists, mentor_match, published, search
from benchmarks.machine import machine
from benchmarks.measure import Rounds
from benchmarks.page import growth_picture, page
from benchmarks.results import Part, load, save
from benchmarks.scale import Findings, Scale

HERE = Path(__file__).parent
PARTS: dict[str, tuple[str, Callable[[Scale, Rounds], Findings]]] = {
    "small": ("The optimum, 1,000 people", engine.small),
    "middle": ("The optimum, 20,000 people", engine.middle),
    "large": ("The optimum, 100,000 people", engine.large),
    "million": ("The optimum, 1,000,000 people", engine.million),
    "survey": ("The optimum, real answers to a survey", engine.survey),
    "published": ("The optimum, published instances", published.published),
    "start": ("From nothing to a first answer", lists.start),
    "list": ("From a list to pairs, 2,000 people", lists.list2000),
    "long-list": ("From a list to pairs, 100,000 people", lists.list100000),
    "reading": ("Reading a list of 1,000,000 people", lists.reading),
    "candidates": ("Whom to consider", candidates.candidates),
    "waiting": ("Who waits", lists.waiting),
    "mentor-match": ("Beside mentor-match", mentor_match.mentor_match),
    "growth": ("Growth of the optimum", growth.growth),
    "growth-lists": ("Growth from list to pairs", growth.growth_lists),
    "search": ("The skill search", search.search),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"all, or some of: {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="everything small, kept in a temporary folder")
    parser.add_argument("--page", action="store_true", help="only write the page anew")
    wanted = parser.parse_args()
    unknown = set(wanted.names) - set(PARTS)
    if unknown:
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}")
    folder = Path(tempfile.mkdtemp(prefix="mutua-bench-")) if wanted.quick else HERE
    for name in [] if wanted.page else wanted.names or PARTS:
        print(f"{name} …", file=sys.stderr, flush=True)
        keep(folder, measured(name, Scale(full=not wanted.quick)))
    write_page(folder)
    if wanted.quick:
        print("Tried small: that it works is what counts, the bars are for the full sizes.\n")
        print((folder / "README.md").read_text(encoding="utf-8"))


def measured(name: str, scale: Scale) -> Part:
    """Measure one part."""
    rounds = Rounds() if scale.full else Rounds(most=2)
    at = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    before = machine()
    found = PARTS[name][1](scale, rounds)
    return Part(name, at, before, rounds.noise, found.rows, found.claims, found.skipped)


def keep(folder: Path, part: Part) -> None:
    """Put a part in the place of the old one; after each part, so that a stopped run keeps what it has."""
    file = folder / "results.json"
    parts = load(file)
    if part.skipped and part.name in parts:
        return
    parts[part.name] = part
    save(file, [parts[name] for name in PARTS if name in parts])


def write_page(folder: Path) -> None:
    parts = list(load(folder / "results.json").values())
    titles = {name: title for name, (title, _) in PARTS.items()}
    (folder / "README.md").write_text(page(parts, titles), encoding="utf-8")
    picture = growth_picture(parts)
    if picture:
        (folder / "growth.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()

"""benchmarks/README.md, rendered from what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.growth import size
from benchmarks.measure import Row
from benchmarks.missed import reasons
from benchmarks.plot import Points, growth_svg
from benchmarks.results import Claim, Part, number, spread

INTRO = """# Figures

What `./run bench` measured on one machine, ours and others side by side in one run. It writes this page.
`./run bench NAME …` measures single parts again; `./run bench --quick` tries all of them small and keeps
nothing.

Every run is a process of its own. *CPU* is the median of the seconds that all its threads together worked,
*wall* the median of those that passed; ± is half the distance between the quickest and the slowest run. What
takes longer than a minute is run once. Engines are timed from the edges in memory to the pairs. Making their
own form of the graph is left out for the others; for ours it counts, as does the proof. *MB* is the most that
the process ever held, graph included. The benchmark counts pairs and weights itself, for LEMON in its driver.
*LEMON* finds most pairs first by a bonus on each edge; *LEMON, perfect* can only pair everybody or nobody.
"""
GRAPHS = """## The graphs

Weights are whole numbers from 1 to a million. *knn-like*: points in 16 normal dimensions, each joined to its
16 nearest, the nearer the heavier. *With hubs*: the same, and one person in 500 is wanted by 500 others.
*Departmental*: people who teach and learn in departments of 1,500, joined to 20 inside and 4 anywhere.
*Random*: 20 edges a person, anyone to anyone.
"""
MARKS = {True: "reached", False: "**missed**", None: "–"}


def page(parts: Sequence[Part], titles: Mapping[str, str]) -> str:
    """The whole page."""
    missed = reasons([claim for part in parts for claim in part.claims])
    return "\n".join(
        [INTRO, *_summary(parts), *missed, GRAPHS, *_machines(parts), *_all_parts(parts, titles)]
    )


def growth_picture(parts: Sequence[Part]) -> str | None:
    """growth.svg, if growth was measured."""
    series: dict[str, Points] = {}
    for part in parts:
        if not part.name.startswith("growth"):
            continue
        for name in dict.fromkeys(row.work.rpartition(", ")[0] for row in part.rows):
            rows = [row for row in part.rows if row.work.startswith(f"{name}, ") and row.done]
            series[name] = [(size(row), max(row.cpu, 1e-6)) for row in rows]
    drawn = {name: points for name, points in series.items() if points}
    return growth_svg(drawn) if drawn else None


def _summary(parts: Sequence[Part]) -> Iterator[str]:
    yield "## In short\n"
    yield "| work | must reach | measured | |"
    yield "|---|---|---|---|"
    for part in parts:
        yield from map(_claim, part.claims)
    yield ""


def _claim(claim: Claim) -> str:
    return f"| {claim.work} | {claim.must} | {claim.measured} | {MARKS[claim.reached]} |"


def _machines(parts: Sequence[Part]) -> Iterator[str]:
    """Each machine once, with the names of the parts measured on it; the load belongs to each part."""
    known: dict[str, list[str]] = {}
    for part in parts:
        words = ", ".join(f"{name} {value}" for name, value in part.machine.items() if name != "load")
        known.setdefault(words, []).append(part.name)
    yield "## The machine\n"
    for words, names in known.items():
        yield f"{words}." if len(known) == 1 else f"- {', '.join(names)}: {words}."
    yield ""


def _all_parts(parts: Sequence[Part], titles: Mapping[str, str]) -> Iterator[str]:
    for part in parts:
        yield f"## {titles.get(part.name, part.name)}\n"
        if part.skipped:
            yield f"{part.skipped}\n"
            continue
        yield f"`./run bench {part.name}`, {part.at}; {_noise(part)}.\n"
        if part.name == "growth":
            yield "![Seconds against people](growth.svg)\n"
        yield "| work | | CPU s | ± | wall s | runs | MB | found |"
        yield "|---|---|---:|---:|---:|---:|---:|---|"
        yield from map(_row, part.rows)
        yield ""


def _noise(part: Part) -> str:
    load = part.machine.get("load", "")
    if not part.noise:
        return load
    low, high = min(part.noise), max(part.noise)
    return (
        f"the same small work, timed {len(part.noise)} times between the runs, took {low:.3f} to {high:.3f} s"
        f" of CPU ({spread(part.noise)}); {load}"
    )


def _row(row: Row) -> str:
    apart = spread([run.cpu for run in row.runs]) if row.done else "–"
    found = ", ".join(_found(row.answer)) if row.done else row.status
    figures = number(row.cpu), apart, number(row.wall), str(len(row.runs)), number(row.peak)
    return f"| {' | '.join([row.work, row.who, *figures, found])} |"


def _found(answer: Mapping[str, int | float | bool]) -> Iterator[str]:
    pairs = answer.get("pairs")
    if pairs == -1:
        yield "not everybody can be paired"
        return
    if pairs is not None:
        yield f"{pairs:,} pairs"
    for key, words in (("weight", "weight {:,}"), ("trios", "{:,} trios"), ("waiting", "{:,} waiting")):
        if key in answer:
            yield words.format(answer[key])
    if "barred" in answer:
        yield f"{answer['barred']:,} barred, {answer['below_gates']:,} below the gates"
    if "exact" in answer:
        yield "proven best" if answer["exact"] else f"best is at most {answer['upper_bound']:,}"
    if "load" in answer:
        yield f"first load {answer['load']:.2f} s"

"""Lists of invented people of any size, for measurements: `python -m benchmarks.people N OUT.csv [--seed S]`.

An organisation of departments: people of one department share a field, a site and most of their skills, and
eight report to one, up to the top. Every column of the format is filled about as often as in a real list.
The same size and seed always give the same file; it is written block by block, so a million need no memory.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from math import gcd
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks import words
from benchmarks.words import FUNCTIONS, SITES
from mutua.demo.listing import COLUMNS, LINKS

BLOCK = 10_000
SPAN = 8
"""So many people report to one."""
DEPARTMENT = 250
"""People in a department, about."""
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")

Numbers = NDArray[np.int64]
Cells = Sequence[str]
Columns = dict[str, Cells]


def write_people(path: Path, count: int, *, seed: int = 0) -> None:
    """Write a list of `count` invented people, at least two."""
    rng = np.random.default_rng(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for start in range(0, count, BLOCK):
            people = _mixed(np.arange(start, min(start + BLOCK, count)), count)
            cells = _columns(people, count, rng)
            writer.writerows(zip(*(cells[column] for column in COLUMNS), strict=True))


def resample(path: Path, count: int, seed: int, out: Path) -> None:
    """Write `count` people drawn with replacement from the list at `path`, with ids of their own.

    Relations are left out, for the people they name may not have been drawn.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        people = list(csv.DictReader(file))
    columns = [column for column in people[0] if column not in LINKS]
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for number, person in enumerate(Random(seed).choices(people, k=count)):
            writer.writerow(person | {"id": f"p{number}"})


def _mixed(rows: Numbers, count: int) -> Numbers:
    """Who stands in these rows, so that bosses do not always come first. Person 0 is the top."""
    step = next(step for step in range(int(count * 0.618) + 1, 2 * count + 2) if gcd(step, count) == 1)
    return rows * step % count


def _columns(people: Numbers, count: int, rng: np.random.Generator) -> Columns:
    department = _departments(people, count)
    field = department % len(FUNCTIONS)
    return {
        **_person(people, count, rng),
        **_aims(field, rng),
        **_background(field, department, rng),
        **_practice(department, rng),
        **_relations(people, count, rng),
    }


def _person(people: Numbers, count: int, rng: np.random.Generator) -> Columns:
    years = np.minimum(rng.gamma(2, 4, len(people)), 45)
    first, last = words.names("first_names.txt"), words.names("last_names.txt")
    named = [(first[one * 31 % len(first)], last[one * 17 % len(last)], one) for one in people.tolist()]
    return {
        "id": [f"p{person}" for person in people.tolist()],
        "name": [f"{given} {family}" for given, family, _ in named],
        "email": [f"{given}.{family}.{number}@example.org" for given, family, number in named],
        "level": [str(level) for level in _levels(people, years, count, rng).tolist()],
        "years": _some(rng, 0.97, [f"{value:.0f}" for value in years]),
    }


def _aims(field: Numbers, rng: np.random.Generator) -> Columns:
    offers, wishes = _skills(field, rng)
    directions, challenges = words.catalogue_keys("cd_"), words.catalogue_keys("ch_")
    style = rng.integers(1, 6, (len(field), 6)).tolist()
    return {
        "offers": offers,
        "wishes": wishes,
        "directions": _some(rng, 0.9, _several(directions, 3, rng, len(field))),
        "challenges": _some(rng, 0.85, _several(challenges, 3, rng, len(field))),
        "style": _some(rng, 0.8, [";".join(map(str, row)) for row in style]),
    }


def _background(field: Numbers, department: Numbers, rng: np.random.Generator) -> Columns:
    functions = [FUNCTIONS[number] for number in field]
    count = len(field)
    return {
        "function": functions,
        "unit": [f"{name} {number}" for name, number in zip(functions, department, strict=True)],
        "path": _some(rng, 0.9, _one(words.PATHS, rng, count)),
        "industry": _some(rng, 0.9, _one(words.INDUSTRIES, rng, count)),
        "perspective": _some(rng, 0.3, _several(words.PERSPECTIVES, 2, rng, count)),
    }


def _practice(department: Numbers, rng: np.random.Generator) -> Columns:
    count = len(department)
    places = [SITES[number] for number in department * 7 % len(SITES)]
    draws = rng.random(count)
    return {
        "site": [city for city, _, _ in places],
        "timezone": _some(rng, 0.98, [zone for _, zone, _ in places]),
        "languages": [_languages(own, draw) for (_, _, own), draw in zip(places, draws, strict=True)],
        "slots": _some(rng, 0.92, _weeks(rng, count)),
        "mode": _some(rng, 0.95, _one(("flexible", "flexible", "remote", "onsite"), rng, count)),
        "trio": _one(("yes", "yes", "no", ""), rng, count),
        "capacity": _some(rng, 0.6, _one(("1",) * 12 + ("2",) * 3 + ("0",), rng, count)),
    }


def _departments(people: Numbers, count: int) -> Numbers:
    """The department of each person: the number of the one above them who leads it."""
    heads = max(count // DEPARTMENT, 1)
    leader = people.copy()
    while (leader >= heads).any():
        leader = np.where(leader >= heads, (leader - 1) // SPAN, leader)
    return leader


def _levels(people: Numbers, years: NDArray[np.float64], count: int, rng: np.random.Generator) -> Numbers:
    """Higher with the years, and with the number of floors below in the organisation."""
    floors = sum((people * SPAN**floor + (SPAN**floor - 1) // (SPAN - 1) < count) for floor in range(1, 5))
    level = 1 + 0.7 * np.sqrt(years) + rng.normal(0, 0.7, len(people)) + floors
    return np.clip(np.rint(level), 1, 9).astype(np.int64)


def _languages(home: str, draw: float) -> str:
    """Two in most cases: the one of the site and English, or French beside English."""
    if draw < 0.1:
        return home
    return f"{home};{'en' if home != 'en' else 'fr' if draw < 0.5 else 'de'}"


def _skills(field: Numbers, rng: np.random.Generator) -> tuple[Cells, Cells]:
    """Three to six offers each, and three to six other wishes, one in five of them from the next field."""
    skills = words.field_skills()
    ranks = np.concatenate(
        [np.arange(words.FIELD_SKILLS), 2 * np.arange(skills.shape[1] - words.FIELD_SKILLS) + 2]
    )
    order = np.argsort(0.8 * np.log(ranks + 1) - rng.gumbel(size=(len(field), len(ranks))), axis=1)
    counts = rng.integers(3, 7, (2, len(field)))
    numbers = rng.choice((1, 2, 2, 3), (len(field), 12))
    wished_field = np.where(rng.random((len(field), 6)) < 0.2, 1, 0) + field[:, None]
    taught = skills[field[:, None], order[:, :6]].tolist()
    wished = skills[wished_field % len(FUNCTIONS), order[:, 6:12]].tolist()
    return (
        [_weighed(own[:size], row[:6]) for own, size, row in zip(taught, counts[0], numbers, strict=True)],
        [_weighed(own[:size], row[6:]) for own, size, row in zip(wished, counts[1], numbers, strict=True)],
    )


def _weighed(skills: Sequence[str], numbers: Sequence[int]) -> str:
    return ";".join(f"{skill}:{number}" for skill, number in zip(skills, numbers, strict=False))


def _weeks(rng: np.random.Generator, count: int) -> Cells:
    """One usual stretch of the day on two to five days; one in ten splits it by an hour."""
    starts, lengths = rng.integers(14, 22, count).tolist(), rng.integers(3, 15, count).tolist()
    sizes = rng.integers(2, 6, count).tolist()
    days = np.argsort(rng.random((count, len(DAYS))), axis=1).tolist()
    split = (rng.random(count) < 0.1).tolist()
    return [_week(*person) for person in zip(days, sizes, starts, lengths, split, strict=True)]


def _week(days: Sequence[int], size: int, start: int, length: int, split: bool) -> str:
    """Times in half hours."""
    stretches = [(start, start + length)]
    if split and length > 6:
        stretches = [(start, start + 3), (start + 5, start + length)]
    return ";".join(
        f"{DAYS[day]} {_clock(begin)}-{_clock(end)}"
        for day in sorted(days[:size])
        for begin, end in stretches
    )


def _clock(half_hours: int) -> str:
    return f"{half_hours // 2:02}:{half_hours % 2 * 30:02}"


def _relations(people: Numbers, count: int, rng: np.random.Generator) -> dict[str, Cells]:
    """Bosses for most; the others name colleagues of the same part of the organisation."""
    bosses = [f"p{boss}" for boss in (people - 1) // SPAN]
    reports = _some(rng, 0.95, bosses)
    away = rng.integers(1, max(2, min(60, count)), (len(people), 6))
    near = [[f"p{other}" for other in row] for row in ((people[:, None] + away) % count).tolist()]
    return {
        "reports_to": ["" if person == 0 else boss for person, boss in zip(people, reports, strict=True)],
        "gladly": _some(rng, 0.15, [";".join(row[: 1 + len(row[0]) % 3]) for row in near]),
        "rather_not": _some(rng, 0.04, [row[3] for row in near]),
        "former": _some(rng, 0.1, [";".join(row[4:]) for row in near]),
        "locked_with": [""] * len(people),
    }


def _one(among: Cells, rng: np.random.Generator, count: int) -> Cells:
    return [among[number] for number in rng.integers(0, len(among), count)]


def _several(among: Cells, most: int, rng: np.random.Generator, count: int) -> Cells:
    chosen = np.argsort(rng.random((count, len(among))), axis=1)[:, :most].tolist()
    sizes = rng.integers(1, most + 1, count)
    return [";".join(among[number] for number in row[:size]) for row, size in zip(chosen, sizes, strict=True)]


def _some(rng: np.random.Generator, share: float, cells: Cells) -> Cells:
    """The cells of this share of people; the others left theirs empty."""
    return [cell if draw < share else "" for cell, draw in zip(cells, rng.random(len(cells)), strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.people", description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    write_people(arguments.out, arguments.count, seed=arguments.seed)


if __name__ == "__main__":
    main()

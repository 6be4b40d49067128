"""Who works where at Lindenwerk, a maker of heating for buildings, and who reports to whom. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

PEOPLE = 300
SPANS = range(4, 10)  # how many people report to one
TEAM = range(5, 11)  # a team with whoever leads it
MEMBER_LEVELS, MEMBER_SHARES = (1, 2, 3, 4, 5), (6, 20, 35, 29, 10)


@dataclass(frozen=True)
class Division:
    """One field of work; `size` counts everybody in it, `sites` come as often as people sit there."""

    function: str
    size: int
    units: Sequence[str]
    sites: Sequence[str]


@dataclass(frozen=True)
class Post:
    """One place in the organisation. `above` is the number of the post it reports to, None at the top."""

    number: int
    above: int | None
    function: str
    unit: str
    site: str
    level: int
    leads: bool


DIVISIONS = (
    Division("Engineering", 73, ("Cloud Platform", "Heat Pumps", "Controls", "Apps", "Quality"),
             ("Berlin", "Berlin", "Berlin", "Leipzig", "Leipzig", "Lisbon", "Lisbon", "Vienna")),
    Division("Operations", 54, ("Assembly", "Purchasing", "Logistics", "Planning", "Maintenance"),
             ("Leipzig", "Leipzig", "Leipzig", "Leipzig", "Hamburg")),
    Division("Sales", 46, ("Sales North", "Sales South", "Sales UK", "Sales Iberia", "Sales America"),
             ("Hamburg", "Hamburg", "Vienna", "London", "Lisbon", "New York")),
    Division("Customer Care", 38, ("Service Desk", "Field Service", "Training", "Spare Parts"),
             ("Leipzig", "Hamburg", "Vienna", "Lisbon", "London")),
    Division("Product and Design", 30, ("Product", "Design", "Research", "Data"),
             ("Berlin", "Berlin", "Vienna", "London", "Lisbon")),
    Division("Marketing", 20, ("Brand", "Content", "Events"), ("Berlin", "Hamburg", "London", "New York")),
    Division("Finance", 20, ("Controlling", "Accounting", "Legal"), ("Berlin", "Leipzig", "London")),
    Division("People", 18, ("Recruiting", "Learning", "Payroll"), ("Berlin", "Berlin", "Vienna", "Lisbon")),
)  # fmt: skip
HEAD_OFFICE = "Berlin"
HOMES = {
    "Sales North": "Hamburg", "Sales South": "Vienna", "Sales UK": "London", "Sales Iberia": "Lisbon",
    "Sales America": "New York", "Assembly": "Leipzig", "Maintenance": "Leipzig", "Legal": "Berlin",
}  # fmt: skip
"""Where everybody of a unit sits; the other units are spread over the sites of their division."""


def posts(rng: Random) -> list[Post]:
    """All posts, each after the one it reports to; number 0 leads the organisation."""
    numbers = count(1)
    found = [Post(0, None, "Management", "Management", HEAD_OFFICE, 9, leads=True)]
    for division in DIVISIONS:
        head = Post(next(numbers), 0, division.function, division.function, division.sites[0], 8, leads=True)
        found.append(head)
        for place, part in enumerate(_parts(rng, division.size - 1)):
            unit = division.units[place % len(division.units)]
            found += _branch(rng, division, unit, part, above=head, numbers=numbers)
    return found


def _branch(
    rng: Random, division: Division, unit: str, size: int, *, above: Post, numbers: count[int]
) -> list[Post]:
    """So many people under `above`: one alone, or one who leads the others."""
    parts = _parts(rng, size - 1)
    level = _member_level(rng) if size == 1 else 6 if max(parts) == 1 else 7
    site = HOMES.get(unit) or rng.choice([*division.sites, above.site])
    own = Post(next(numbers), above.number, division.function, unit, site, level, leads=size > 1)
    found = [own]
    for part in parts:
        found += _branch(rng, division, unit, part, above=own, numbers=numbers)
    return found


def _parts(rng: Random, people: int) -> list[int]:
    """The sizes of what reports directly to one person who has so many people below."""
    if people in SPANS or people == 0:
        return [1] * people
    ways = [
        (teams, alone)
        for teams in range(1, SPANS.stop)
        for alone in range(SPANS.stop - teams)
        if teams + alone in SPANS and _is_team(people - alone, teams)
    ]
    teams, alone = rng.choice(ways)
    least, more = divmod(people - alone, teams)
    return [least + 1] * more + [least] * (teams - more) + [1] * alone


def _is_team(people: int, teams: int) -> bool:
    """Whether so many people make so many teams: small ones, or ones that hold teams in turn."""
    sizes = {people // teams, -(-people // teams)}
    return all(size in TEAM or size in range(14, 30) for size in sizes)


def _member_level(rng: Random) -> int:
    return rng.choices(MEMBER_LEVELS, MEMBER_SHARES)[0]

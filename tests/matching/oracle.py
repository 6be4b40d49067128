"""A second, plain reading of CONTRACT §3 for one pair at a time, sharing nothing with the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.matching.people import GROUPS

FACETS = {"function": 30, "unit": 20, "path": 15, "industry": 15, "site": 10, "perspective": 10}
WEIGHTS = (25, 20, 15, 15, 8, 7, 10)
OFFSETS = {"Europe/Berlin": 60, "Europe/London": 0}
DAYS = {"Mon": 0, "Tue": 1, "Wed": 2}
Person = Mapping[str, Any]


def coverage(learner: Person, teacher: Person) -> float | None:
    if not learner["wishes"] or not teacher["offers"]:
        return None
    met = 0.0
    for wish, priority in learner["wishes"].items():
        matches = [0.0]
        for offer, confidence in teacher["offers"].items():
            if offer == wish:
                matches.append(1.0 if confidence >= 2 else 0.7)
            if wish in GROUPS and GROUPS.get(offer) == GROUPS[wish]:
                matches.append(0.4)
        met += priority * max(matches)
    return met / sum(learner["wishes"].values())


def complementarity(a: Person, b: Person) -> float | None:
    one, other = coverage(a, b), coverage(b, a)
    if one is None or other is None:
        return None
    return 2 / (1 / one + 1 / other) if one and other else 0.0


def goals(a: Person, b: Person) -> float | None:
    if not a["directions"] or not b["directions"]:
        return None
    weights = [{d: 1 if n else 2 for n, d in enumerate(p["directions"])} for p in (a, b)]
    every = set(weights[0]) | set(weights[1])
    both = [(weights[0].get(d, 0), weights[1].get(d, 0)) for d in every]
    return sum(map(min, both)) / sum(map(max, both))


def experience(a: Person, b: Person) -> float | None:
    if a["years"] is None or b["years"] is None:
        return None
    years = sorted([a["years"], b["years"]])
    return 0.6 * {0: 1, 1: 0.7, 2: 0.2}[abs(a["level"] - b["level"])] + 0.4 * (years[0] + 2) / (years[1] + 2)


def distance(a: Person, b: Person) -> float | None:
    points = total = 0.0
    for facet, weight in FACETS.items():
        one, other = set(a.get(facet, [])), set(b.get(facet, []))
        if one and other:
            points += weight
            total += weight * (1 - len(one & other) / len(one | other))
    return total / points if points >= 50 else None


def hours(a: Person, b: Person) -> float | None:
    if not a["slots"] or not b["slots"]:
        return None
    return len(minutes(a) & minutes(b)) / 60


def minutes(person: Person) -> set[int]:
    free: set[int] = set()
    for slot in person["slots"].split(";"):
        day, span = slot.split(" ")
        start, end = (int(t[:2]) * 60 + int(t[3:]) for t in span.split("-"))
        base = DAYS[day] * 1440 - OFFSETS[person["timezone"]]
        free |= set(range(base + start, base + end))
    return free


def values(a: Person, b: Person) -> list[float | None]:
    d, shared, modes = distance(a, b), hours(a, b), {a["mode"], b["mode"]}
    fewest = min(len(a["challenges"]), len(b["challenges"]), 3)
    overlap = len(set(a["challenges"]) & set(b["challenges"]))
    mode = 1.0 if len(modes) == 1 else 0.8 if "flexible" in modes else 0.0
    style = [abs(x - y) for x, y in zip(a["style"], b["style"], strict=False)]
    return [
        complementarity(a, b),
        goals(a, b),
        experience(a, b),
        None if d is None else 0.0 if d < 0.15 else min(1.0, d / 0.6),
        overlap / fewest if fewest else None,
        1 - sum(style) / 6 / 4 if style else None,
        None if shared is None or "" in modes else 0.6 * min(1, shared / 4) + 0.4 * mode,
    ]


def fit(a: Person, b: Person) -> tuple[float, int]:
    """(fit 0 to 1, known points)."""
    known = [
        (weight, value) for weight, value in zip(WEIGHTS, values(a, b), strict=True) if value is not None
    ]
    points = sum(weight for weight, _ in known)
    return (sum(weight * value for weight, value in known) / points if points else 0.0), points


def barred(people: list[Person], i: int, j: int) -> bool:
    a, b = people[i], people[j]
    shared = hours(a, b)
    former = b["id"] in a["former"] or a["id"] in b["former"]
    wished = b["id"] in a["gladly"] and a["id"] in b["gladly"]
    return (
        b["id"] in bosses(people, a)
        or a["id"] in bosses(people, b)
        or b["id"] in a["rather_not"]
        or a["id"] in b["rather_not"]
        or (former and not wished)
        or 0 in {a["capacity"], b["capacity"]}
        or bool(a["languages"] and b["languages"] and not set(a["languages"]) & set(b["languages"]))
        or abs(a["level"] - b["level"]) > 1
        or (shared is not None and shared < 1)
    )


def bosses(people: list[Person], person: Person) -> set[str]:
    by_id = {p["id"]: p for p in people}
    found: set[str] = set()
    boss = person.get("reports_to")
    while boss:
        found.add(boss)
        boss = by_id[boss].get("reports_to")
    return found


def allowed(people: list[Person], i: int, j: int) -> int:
    """The pass (1 or 2) that allows the pair, 0 if neither does."""
    a, b = people[i], people[j]
    total, points = fit(a, b)
    d = distance(a, b)
    if barred(people, i, j) or points < 60 or not complementarity(a, b) or (d is not None and d < 0.15):
        return 0
    named = a["directions"] and b["directions"]
    shared = not named or bool(set(a["directions"]) & set(b["directions"]))
    return 1 if shared and total >= 0.45 - 1e-9 else 2 if total >= 0.4 - 1e-9 else 0

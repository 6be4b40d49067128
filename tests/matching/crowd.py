"""A list of people with everything that a report has to show."""

from __future__ import annotations

from tests.matching.people import AMIRA, BEN, Record


def crowd(people: int = 40) -> list[Record]:
    """Pairs in plenty, a ring of three, and people who wait for different reasons."""
    pairs: list[Record] = []
    for number in range(0, people, 2):
        one, other = {**AMIRA, "id": f"a{number}"}, {**BEN, "id": f"b{number}"}
        pairs += [{**one, "name": f"Amira {number}", "years": number}, {**other, "name": f"Ben {number}"}]
    ring: list[Record] = [
        {**AMIRA, "id": "r1", "name": "Clara Dorn", "offers": "sk_x:3", "wishes": "sk_y:3", "function": "f1"},
        {**BEN, "id": "r2", "name": "Dora Emil", "offers": "sk_y:3", "wishes": "sk_z:3", "function": "f2"},
        {**BEN, "id": "r3", "name": "Emil Ferro", "offers": "sk_z:3", "wishes": "sk_x:3", "function": "f3"},
    ]
    ring[2] |= {"unit": "u3", "path": "p3"}
    waiting: list[Record] = [
        {**AMIRA, "id": "w1", "name": "Farid", "level": 9},
        {**AMIRA, "id": "w2", "name": "Oksana", "languages": "uk"},
        {**AMIRA, "id": "w3", "name": "Yusuf", "wishes": "sk_nobody:3"},
        {**AMIRA, "id": "none", "name": "Zoe", "capacity": 0},
    ]
    return [*pairs, *ring, *waiting]

"""Short ways to make lists of people, and random ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from mutua.matching.pool import Pool

WEEK = date(2026, 11, 23)
GROUPS = {"sk_a": "g1", "sk_b": "g1", "sk_c": "g2", "sk_d": "g2", "sk_e": "g3"}
NEAR = {a: {b: 0.4 for b in GROUPS if a != b and GROUPS[a] == GROUPS[b]} for a in GROUPS}
Record = dict[str, object]

AMIRA: Record = {
    "id": "amira",
    "name": "Amira",
    "level": 3,
    "years": 8,
    "languages": "de;en",
    "offers": "sk_a:3",
    "wishes": "sk_c:3",
    "directions": "cd_people_lead;cd_strategy",
    "challenges": "ch_visibility",
    "style": "4;4;2;4;2;5",
    "function": "engineering",
    "unit": "plant",
    "path": "degree",
    "industry": "automotive",
    "site": "plant",
    "perspective": "first-in-family",
    "timezone": "Europe/Berlin",
    "slots": "Mon 09:00-13:00",
    "mode": "remote",
    "trio": "yes",
}
BEN: Record = {
    **AMIRA,
    "id": "ben",
    "name": "Ben",
    "years": 6,
    "offers": "sk_c:3",
    "wishes": "sk_a:3",
    "function": "sales",
    "unit": "dach",
    "path": "apprenticeship",
    "industry": "retail",
    "site": "field",
    "perspective": "lived-abroad",
}


def pool_of(*records: Mapping[str, object], lenient: bool = False) -> Pool:
    """A pool on the week of the tests."""
    return Pool.from_records(records, near=NEAR, week=WEEK, lenient=lenient)


def ring(**change: object) -> list[Record]:
    """Amira learns from Ben, Ben from Clara, Clara from Amira: no two of them could be a pair."""
    return [
        {**AMIRA, "offers": "sk_a:3", "wishes": "sk_c:3"},
        {**BEN, "offers": "sk_c:3", "wishes": "sk_e:3"},
        {
            **BEN,
            "id": "clara",
            "name": "Clara",
            "offers": "sk_e:3",
            "wishes": "sk_a:3",
            "function": "care",
            "path": "none",
            **change,
        },
    ]


def few(words: list[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    """Up to `most` different words, often none."""
    return st.lists(st.sampled_from(words), max_size=most, unique=True)


SKILLS = st.dictionaries(st.sampled_from([*GROUPS, "own words"]), st.integers(1, 3), max_size=4)
PERSON = st.fixed_dictionaries(
    {
        "level": st.integers(2, 4),
        "years": st.one_of(st.none(), st.integers(0, 30)),
        "languages": few(["de", "en"], 2),
        "offers": SKILLS,
        "wishes": SKILLS,
        "directions": few(["cd_expert", "cd_people_lead", "cd_strategy"]),
        "challenges": few(["ch_change", "ch_remote"]),
        "style": st.one_of(st.just([]), st.lists(st.integers(1, 5), min_size=6, max_size=6)),
        "function": few(["care", "sales"]),
        "unit": few(["north", "south"]),
        "path": few(["degree", "apprenticeship"]),
        "industry": few(["retail", "public"]),
        "site": few(["home", "field"]),
        "timezone": st.sampled_from(["Europe/Berlin", "Europe/London"]),
        "slots": st.sampled_from(
            ["", "Mon 09:00-12:00", "Mon 11:00-15:00;Tue 09:00-10:30", "Tue 09:00-17:00"]
        ),
        "mode": st.sampled_from(["", "remote", "onsite", "flexible"]),
        "capacity": st.sampled_from([0, 1, 1, 1, 2]),
        "trio": st.booleans(),
    }
)
RICH_PERSON = st.fixed_dictionaries(
    {
        "level": st.just(3),
        "years": st.integers(0, 10),
        "offers": st.dictionaries(st.sampled_from([*GROUPS]), st.integers(2, 3), min_size=1, max_size=3),
        "wishes": st.dictionaries(st.sampled_from([*GROUPS]), st.integers(1, 3), min_size=1, max_size=3),
        "directions": st.lists(
            st.sampled_from(["cd_expert", "cd_strategy"]), min_size=1, max_size=2, unique=True
        ),
        "function": st.sampled_from(["care", "sales", "research"]).map(lambda word: [word]),
        "unit": st.sampled_from(["north", "south"]).map(lambda word: [word]),
        "capacity": st.sampled_from([1, 1, 1, 2, 2, 0]),
        "trio": st.booleans(),
    }
)


@st.composite
def lists_of_people(
    draw: st.DrawFn, person: st.SearchStrategy[Record] = PERSON, most: int = 9
) -> list[Record]:
    """2 to `most` people who name each other here and there; reporting lines run to earlier people."""
    people = draw(st.lists(person, min_size=2, max_size=most))
    ids = [f"p{number}" for number in range(len(people))]
    for number, record in enumerate(people):
        others = [other for other in ids if other != ids[number]]
        record["id"] = ids[number]
        for column in ("gladly", "rather_not", "former"):
            record[column] = draw(st.one_of(st.just([]), few(others, 2)))
        if number and draw(st.integers(0, 3)) == 0:
            record["reports_to"] = draw(st.sampled_from(ids[:number]))
    return people

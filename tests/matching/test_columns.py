"""People in columns: the same as reading each one for themselves, whatever is wrong on the way."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.people import resample, write_people
from mutua.matching import Pool
from mutua.matching.bags import Bag
from mutua.matching.cells import text
from mutua.matching.distinct import MOST_REMEMBERED, Values
from mutua.matching.reader import BATCH, read_people
from tests.matching.people import NEAR, WEEK, Record, few, pool_of
from tests.matching.plain import Plain, plain_reading

IDS = [f"p{number}" for number in range(6)]
WORDS = ["a", "b", " c ", "", "a"]
CELLS = {
    "name": st.sampled_from(["", "Amira", " Ben "]),
    "level": st.sampled_from(["3", " 4", "2", "10", ""]),
    "years": st.sampled_from(["", "0", "2.5", "x"]),
    "capacity": st.sampled_from(["", "0", "1", "2"]),
    "trio": st.sampled_from(["", "yes", "No", "maybe"]),
    "mode": st.sampled_from(["", "remote", "Onsite", "hybrid"]),
    "style": st.sampled_from(["", "1;2;3;4;5;1", "5;5;5;5;5;5", "1;2"]),
    "offers": st.lists(st.sampled_from(["a:3", "b", "a:1", "c:2", "d:9", " e : 3"]), max_size=4).map(
        ";".join
    ),
    "wishes": st.lists(st.sampled_from(["e:3", "b:1", "f", "c:2", ":1"]), max_size=4).map(";".join),
    "slots": st.sampled_from(["", "Mon 09:00-12:00", "Tue 08:00-10:00;Tue 09:00-11:00", "Mon 9"]),
    "timezone": st.sampled_from(["", "Europe/Berlin", "America/New_York", "Mars/X"]),
    **{
        column: st.lists(st.sampled_from(WORDS), max_size=4).map(";".join)
        for column in ("languages", "directions", "challenges", "function", "site")
    },
    **{
        column: st.lists(st.sampled_from([*IDS, "zed"]), max_size=2).map(";".join)
        for column in ("reports_to", "reported_to", "gladly", "rather_not", "former", "locked_with")
    },
}


@st.composite
def lists(draw: st.DrawFn) -> list[Record]:
    """Up to six people with any columns; most cells can be read, ids may come twice or not at all."""
    ids = draw(st.lists(st.sampled_from([*IDS, ""]), min_size=1, max_size=6))
    columns = draw(few(list(CELLS), len(CELLS)))
    return [{"id": one, "level": "3", **{name: draw(CELLS[name]) for name in columns}} for one in ids]


@given(lists())
@settings(max_examples=400, deadline=None)
def test_columns_hold_what_a_plain_reading_finds(records: list[Record]) -> None:
    pool = pool_of(*records, lenient=True)
    left_out = {problem.row for problem in pool.skipped}
    plain = plain_reading(records, {row for row in range(1, len(records) + 1) if row not in left_out})
    assert [told(pool, person) for person in range(len(pool))] == plain


def told(pool: Pool, person: int) -> Plain:
    """Everything that the columns say of one person."""

    def names(bag: Bag) -> set[str]:
        return {pool.ids[other] for other in bag.row(person)}

    def skills(bag: Bag) -> dict[str, float]:
        return {pool.skills.words[skill]: value for skill, value in bag.row(person).items()}

    week = pool.free_time.pattern[person]
    spans = pool.free_time.spans[pool.free_time.starts[week] : pool.free_time.starts[week + 1]]
    tags = (pool.languages, pool.directions, pool.challenges, *pool.facets)
    links = pool.relations
    return Plain(
        single=(pool.ids[person], pool.names[person], pool.level[person], pool.capacity[person]),
        answers=(
            pool.trio[person],
            pool.mode[person],
            *np.nan_to_num([pool.years[person], *pool.style[person]]),
        ),
        words=tuple({tag.words[item]: value for item, value in tag.bag.row(person).items()} for tag in tags),
        skills=(skills(pool.skills.offers), skills(pool.skills.wishes)),
        free=None if week < 0 else tuple(map(tuple, spans.tolist())),
        named=tuple(names(bag) for bag in (links.above, links.gladly, links.rather_not, links.former)),
    )


def test_words_are_numbered_as_they_come_and_only_those_of_who_is_kept() -> None:
    pool = pool_of(
        {"id": "a", "level": 99, "site": "left out"},
        {"id": "b", "level": 3, "site": "z;y", "wishes": "w1", "offers": "o1"},
        {"id": "c", "level": 3, "site": "x;z", "offers": "w1;o2"},
        lenient=True,
    )
    site = pool.facets[4]
    assert (site.words, site.bag.items.tolist()) == (("z", "y", "x"), [0, 1, 0, 2])
    assert pool.skills.words == ("o1", "w1", "o2")


def test_list_longer_than_a_batch_is_one_list(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    count = 2 * BATCH + 10
    rows = [f"p{number},3,{f'p{number + BATCH}' if number < 10 else ''}" for number in range(count)]
    rows[BATCH + 5] = "p0,x,"
    path.write_text("id,level,gladly\n" + "\n".join(rows), encoding="utf-8")
    pool = read_people(path, near={}, week=WEEK, lenient=True)
    assert len(pool) == count - 2
    assert [(found.row, found.code) for found in pool.skipped] == [
        (BATCH + 7, "level"),
        (BATCH + 7, "duplicate_id"),
        (7, "unknown_id"),
    ]
    assert pool.relations.gladly.row(0) == {pool.index(f"p{BATCH}"): 1.0}


def test_list_from_a_pipe_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"id,level\na,3\n")
    os.close(writing)
    pool = read_people(Path(f"/dev/fd/{reading}"), near={}, week=WEEK)
    os.close(reading)
    assert pool.ids == ("a",)


def test_column_that_forgets_what_it_read_still_says_the_same() -> None:
    column = Values(text)
    many = [f" {number}" for number in range(MOST_REMEMBERED + 1)]
    first, again = column.codes(many), column.codes([many[0], " new", many[0]])
    assert column.found[first[0]] == column.found[again[0]] == "0"
    assert (again[0] != first[0], again[0] == again[2]) == (True, True)


def test_people_in_circles_and_far_above_are_found() -> None:
    line = [{"id": f"p{number}", "level": 3, "reports_to": f"p{number + 1}"} for number in range(200)]
    circle = [
        {"id": "x", "level": 3, "reported_to": "y"},
        {"id": "y", "level": 3, "reported_to": ["x", "p0"]},
    ]
    above = pool_of(*line, {"id": "p200", "level": 3}, *circle).relations.above
    assert above.sizes().tolist() == [*range(200, -1, -1), 202, 202]


def test_invented_lists_are_read_without_a_problem(tmp_path: Path) -> None:
    path, drawn = tmp_path / "people.csv", tmp_path / "drawn.csv"
    write_people(path, 300)
    resample(path, 500, 1, drawn)
    pool, other = (read_people(one, near=NEAR, week=WEEK) for one in (path, drawn))
    assert (len(pool), len(other), len(set(other.names) - set(pool.names))) == (300, 500, 0)
    assert (pool.relations.above.sizes() > 0).mean() > 0.9
    assert len(other.relations.above.items) == 0
    with path.open(encoding="utf-8", newline="") as file:
        filled = [set(column) != {""} for column in zip(*csv.reader(file), strict=True)]
    assert filled.count(False) == 0

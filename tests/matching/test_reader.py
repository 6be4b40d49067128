"""Files of people: every problem at once, with row, column, value and the mend."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mutua.matching import Pool, PoolProblems, Problem
from mutua.matching.filters import Bar, bars
from mutua.matching.problems import MENDS
from mutua.matching.reader import read_people
from tests.matching.people import AMIRA, BEN, NEAR, WEEK, pool_of


def read(tmp_path: Path, content: str | bytes, *, name: str = "people.csv", lenient: bool = False) -> Pool:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_people(path, near=NEAR, week=WEEK, lenient=lenient)


def problems_of(
    tmp_path: Path, content: str | bytes, name: str = "people.csv"
) -> list[tuple[int, str, str, str]]:
    with pytest.raises(PoolProblems) as raised:
        read(tmp_path, content, name=name)
    return [(found.row, found.column, found.value, found.code) for found in raised.value.problems]


def test_file_with_bom_quotes_and_spaces_is_read(tmp_path: Path) -> None:
    pool = read(
        tmp_path, '\ufeffid,level,name,offers\r\n a 1 ,3,"Amira\nB.","C++:3; lang HTML/CSS ;a:b:1"\r\n\r\n'
    )
    assert (pool.ids, pool.names) == (("a 1",), ("Amira\nB.",))
    offers = pool.skills.offers.row(0)
    assert {pool.skills.words[item]: value for item, value in offers.items()} == {
        "C++": 3,
        "lang HTML/CSS": 2,
        "a:b": 1,
    }


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", (0, "", "", "empty_file")),
        (b"\xef\xbb\xbf \r\n", (0, "", "", "empty_file")),
        (b"id,level\n", (1, "", "", "no_people")),
        (b"id,level,name\na,3,Z\xfcrich\n", (2, "", "\\xfc", "encoding")),
        ("id,level\na,3\n".encode("utf-16"), (0, "", "", "utf16")),
        ("id,level\na,3\n".encode("utf-16-le"), (0, "", "", "utf16")),
        (b"id;level\na;3\n", (0, "", "id;level", "separator")),
        (b"id\tlevel\na\t3\n", (0, "", "id\tlevel", "separator")),
        (b"id\na\n", (1, "level", "", "missing_column")),
        (b"id,level,level\na,3,4\n", (1, "level", "level", "duplicate_column")),
        (b"id,level,mentor\na,3,x\n", (1, "mentor", "mentor", "unknown_column")),
        (b"id,level\na,3,x,y\n", (2, "", "x,y", "too_many_cells")),
        (b'id,level\na,3\n"b,3\n', (3, "", "unexpected end of data", "quoting")),
        (
            b"id,level\na\0b,3\n",
            (2, "id", "a␀b", "control"),
        ),
    ],
)
def test_file_problem_is_told(tmp_path: Path, content: bytes, problem: tuple[int, str, str, str]) -> None:
    assert problems_of(tmp_path, content) == [problem]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("level", "", "required"),
        ("level", "0", "level"),
        ("level", "3.5", "level"),
        ("level", "\u0663", "level"),
        ("years", "-1", "years"),
        ("years", "nan", "years"),
        ("years", "2,5", "years"),
        ("offers", "sk_a:4", "number_after_skill"),
        ("offers", "sk_a:", "number_after_skill"),
        ("wishes", "sk_a:-1", "number_after_skill"),
        ("wishes", ":2", "empty_skill"),
        ("directions", "a;b;c;d", "too_many"),
        ("challenges", "a;b;c;d", "too_many"),
        ("style", "1;2;3", "style"),
        ("style", "1;2;3;4;5;6", "style"),
        ("timezone", "Europe/Bern", "timezone"),
        ("timezone", "../etc/passwd", "timezone"),
        ("slots", "Mo 09:00-11:00", "slot"),
        ("slots", "Mon 9-11", "slot"),
        ("slots", "Mon 09:00-24:30", "slot"),
        ("slots", "Mon 09:75-11:00", "slot"),
        ("slots", "Fri 22:00-02:00", "slot_order"),
        ("slots", "Mon 09:00-09:00", "slot_order"),
        ("mode", "hybrid", "mode"),
        ("trio", "maybe", "yes_no"),
        ("capacity", "3", "capacity"),
        ("reports_to", "amira", "own_id"),
        ("reports_to", "nobody", "unknown_id"),
        ("gladly", "nobody", "unknown_id"),
        ("rather_not", "amira", "own_id"),
        ("former", "nobody", "unknown_id"),
        ("locked_with", "nobody", "unknown_id"),
    ],
)
def test_cell_problem_is_told_with_its_place(tmp_path: Path, column: str, value: str, code: str) -> None:
    cells = {"id": "amira", "level": "3", column: value}
    line = ",".join(f'"{cell}"' for cell in cells.values())
    assert problems_of(tmp_path, f"{','.join(cells)}\n{line}\n") == [(2, column, value, code)]


def test_slot_over_midnight_is_split_for_the_reader() -> None:
    with pytest.raises(PoolProblems) as raised:
        pool_of({**AMIRA, "slots": "Sun 22:00-02:00"})
    assert "Sun 22:00-24:00;Mon 00:00-02:00" in raised.value.problems[0].mend


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    rows = ["id,level,years,reports_to,hobby", "a,3,x,b,", "b,12,1,a,", "a,3,1,zed,", ",3,1,,"]
    assert problems_of(tmp_path, "\n".join(rows)) == [
        (1, "hobby", "hobby", "unknown_column"),
        (2, "years", "x", "years"),
        (2, "reports_to", "a", "reporting_cycle"),
        (3, "level", "12", "level"),
        (3, "reports_to", "b", "reporting_cycle"),
        (4, "id", "a", "duplicate_id"),
        (4, "reports_to", "zed", "unknown_id"),
        (5, "id", "", "required"),
    ]


def test_lenient_leaves_out_bad_rows_and_keeps_their_reporting_lines(tmp_path: Path) -> None:
    rows = ["id,level,reports_to,hobby", "amira,3,,x", "farid,99,amira,", "ben,3,farid,"]
    pool = read(tmp_path, "\n".join(rows), lenient=True)
    assert pool.ids == ("amira", "ben")
    assert [(found.row, found.code) for found in pool.skipped] == [(1, "unknown_column"), (3, "level")]
    assert pool.relations.above.row(1) == {0: 1.0}


def test_lenient_leaves_out_a_second_row_and_keeps_its_exclusions(tmp_path: Path) -> None:
    rows = ["id,level,locked_with,rather_not", "amira,3,,", "ben,3,,", "amira,3,ben,ben"]
    pool = read(tmp_path, "\n".join(rows), lenient=True)
    assert (pool.ids, pool.relations.locks.tolist()) == (("amira", "ben"), [])
    assert pool.relations.rather_not.row(0) == {1: 1.0}
    assert bars(pool, np.array([1]), np.array([0])).tolist() == [Bar.EXCLUSION]


def test_lenient_cannot_read_what_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(PoolProblems):
        read(tmp_path, b"\xff\xfei\x00d\x00", lenient=True)


def test_json_list_is_read_like_a_file(tmp_path: Path) -> None:
    pool = read(
        tmp_path, '[{"id": "a", "level": 3, "offers": ["sk_a:3"], "languages": ["DE"]}]', name="p.json"
    )
    assert (pool.ids, pool.languages.names(0)) == (("a",), ["de"])
    assert problems_of(tmp_path, '{"id": 1}', "p.json") == [(0, "", "", "json")]
    assert problems_of(tmp_path, "[]", "p.json") == [(0, "", "", "no_people")]
    assert problems_of(tmp_path, '[{"id": "a", "level": true}]', "p.json") == [(1, "level", "True", "level")]


def test_records_may_hold_python_values() -> None:
    plain = pool_of({**AMIRA, "offers": "sk_a:3;sk_b"})
    typed = pool_of(
        {
            **AMIRA,
            "offers": [("sk_a", 3), "sk_b"],
            "wishes": {"sk_c": 3},
            "languages": ["de", "en"],
            "style": [4, 4, 2, 4, 2, 5],
            "slots": [(0, 540, 780)],
            "trio": True,
        }
    )
    assert typed.skills.offers.row(0) == plain.skills.offers.row(0)
    assert typed.free_time.spans.tolist() == plain.free_time.spans.tolist()
    assert typed.style.tolist() == plain.style.tolist()


@pytest.mark.parametrize(
    ("amira", "ben", "codes"),
    [
        ({"locked_with": "ben"}, {"locked_with": "amira"}, []),
        ({"locked_with": "ben"}, {"rather_not": "amira"}, ["lock_barred"]),
        ({"locked_with": "ben"}, {"reports_to": "amira"}, ["lock_barred"]),
        ({"locked_with": "ben"}, {"level": 9}, ["lock_barred"]),
        ({"locked_with": "ben", "capacity": 0}, {}, ["lock_capacity"]),
        ({"locked_with": "ben"}, {"locked_with": "clara"}, ["lock_capacity"]),
    ],
)
def test_contradicting_lock_is_a_problem(
    amira: dict[str, object], ben: dict[str, object], codes: list[str]
) -> None:
    records = [{**AMIRA, **amira}, {**BEN, **ben}, {**AMIRA, "id": "clara"}]
    if codes:
        with pytest.raises(PoolProblems) as raised:
            pool_of(*records)
        assert [found.code for found in raised.value.problems] == codes
    else:
        assert pool_of(*records).relations.locks.tolist() == [[0, 1]]


@pytest.mark.parametrize("code", MENDS)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_mend_reads_well_in_both_languages(code: str, lang: str) -> None:
    names = ("row", "mend", "circle", "columns", "separator")
    text = Problem(2, "x", "y", code, tuple((name, "…") for name in names)).mend_in(lang)
    assert (text[-1], "{" in text) == (".", False)

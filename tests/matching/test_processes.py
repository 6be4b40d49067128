"""Work in a second process: the same answer, whatever becomes of the process."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from benchmarks.people import write_people
from mutua.cli.people import shipped_texts
from mutua.matching import Aims, PoolProblems, match, reader
from mutua.matching.pool import Pool
from mutua.matching.processes import begun
from mutua.matching.reader import read_people
from mutua.matching.report import PAIR_COLUMNS, as_csv, tandem_rows
from tests.matching.people import NEAR, WEEK


def test_work_apart_is_done_in_another_process() -> None:
    assert begun(os.getpid, apart=True)() != os.getpid()
    assert begun(os.getpid, apart=False)() == os.getpid()


def test_work_of_a_process_that_dies_is_done_again() -> None:
    own = os.getpid()

    def dies_elsewhere() -> str:
        if os.getpid() != own:
            os._exit(9)
        return "done"

    assert begun(dies_elsewhere, apart=True)() == "done"


def test_what_cannot_be_handed_over_is_done_again() -> None:
    found: Callable[[], int] = begun(lambda: lambda: 7, apart=True)()
    assert found() == 7


def test_error_apart_is_raised_where_the_result_is_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError):
        begun(lambda: 1 // 0, apart=True)()
    assert capfd.readouterr().err == ""


def same(one: Pool, other: Pool) -> bool:
    """Whether two pools hold the same people."""
    facets = [(mine.words, theirs.words) for mine, theirs in zip(one.facets, other.facets, strict=True)]
    arrays = [
        (one.skills.wishes.items, other.skills.wishes.items),
        (one.skills.reach.values, other.skills.reach.values),
        (one.style, other.style),
        (one.years, other.years),
        (one.free_time.pattern, other.free_time.pattern),
        (one.relations.above.items, other.relations.above.items),
    ]
    return (
        one.ids == other.ids
        and one.names == other.names
        and one.skills.words == other.skills.words
        and all(mine == theirs for mine, theirs in facets)
        and all(np.array_equal(mine, theirs, equal_nan=True) for mine, theirs in arrays)
    )


def test_list_read_in_two_processes_is_the_same_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "people.csv"
    write_people(path, 2_500)
    alone = read_people(path, near=NEAR, week=WEEK)
    monkeypatch.setattr(reader, "LONG", 0)
    assert same(alone, read_people(path, near=NEAR, week=WEEK, apart=True))


def test_problems_of_both_halves_are_told_in_the_order_of_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "id,level,style,offers,years\na,x,1;2,:2,-1\nb,3,,,\nb,3,9,sk:7,z\n,2,,,\n", encoding="utf-8"
    )
    monkeypatch.setattr(reader, "LONG", 0)
    told = []
    for apart in (False, True):
        with pytest.raises(PoolProblems) as found:
            read_people(path, near=NEAR, week=WEEK, apart=apart)
        told.append([(problem.row, problem.column, problem.code) for problem in found.value.problems])
    assert told[0] == told[1]
    assert [row for row, _, _ in told[0]] == sorted(row for row, _, _ in told[0])
    assert {column for _, column, _ in told[0]} >= {"level", "style", "offers", "years", "id"}


def test_rows_in_words_from_two_processes_are_the_same_rows(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    write_people(path, 200)
    found = match(read_people(path, near=NEAR, week=WEEK), Aims(trios="all"))
    alone, both = (tandem_rows(found, shipped_texts(), apart=apart) for apart in (False, True))
    assert alone == both
    assert as_csv(PAIR_COLUMNS, alone) == as_csv(PAIR_COLUMNS, both)

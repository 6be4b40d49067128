"""The invented people themselves: no database needed."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from mutua.cli import main
from mutua.content.catalogue import known
from mutua.content.skills import nearness, normalise_own
from mutua.demo.answers import FIELDS
from mutua.demo.invention import Invented, invent
from mutua.demo.listing import COLUMNS, row
from mutua.matching.fit import fits
from mutua.matching.pool import Pool
from mutua.people.catalogue import CHALLENGES, DIRECTIONS, LANGUAGES

SEEDS = (1, 7, 2026)
OWN_WORDS = {"Heizungen erklären", "Figma", "Podcast editing", "Moderation mit Lego"}


@pytest.fixture(params=SEEDS)
def people(request: pytest.FixtureRequest) -> tuple[Invented, ...]:
    return invent(request.param)


def test_same_seed_same_people_another_seed_others() -> None:
    again = invent.__wrapped__(1)
    assert again == invent(1)
    assert {one.email for one in again} != {one.email for one in invent(2)}


def test_three_hundred_people_with_different_names(people: tuple[Invented, ...]) -> None:
    assert len({one.name for one in people}) == 300
    assert len({one.email for one in people}) == 300
    assert [one.email for one in people if not one.email.isascii()] == []


def test_reporting_lines_are_one_tree_with_sane_spans(people: tuple[Invented, ...]) -> None:
    above = {one.email: one.reports_to for one in people}
    assert [email for email, boss in above.items() if boss is None] == [people[0].email]
    spans = Counter(boss for boss in above.values() if boss)
    assert (min(spans.values()) >= 4, max(spans.values()) <= 9) == (True, True)
    assert max(depth(email, above) for email in above) >= 4


def depth(email: str, above: dict[str, str | None]) -> int:
    """How many people stand above this one."""
    boss = above[email]
    return 0 if boss is None else 1 + depth(boss, above)


def test_levels_are_a_pyramid(people: tuple[Invented, ...]) -> None:
    levels = Counter(one.level for one in people)
    assert [levels[level] for level in (9, 8)] == [1, 8]
    assert levels[3] > levels[5] > levels[7]


def test_farid_is_amiras_boss(people: tuple[Invented, ...]) -> None:
    by_name = {one.name: one for one in people}
    assert by_name["Amira Haddad"].reports_to == by_name["Farid Rahimi"].email


def test_answers_are_those_one_can_choose(people: tuple[Invented, ...]) -> None:
    assert {choice for one in people for choice in one.directions} <= set(DIRECTIONS)
    assert {choice for one in people for choice in one.challenges} <= set(CHALLENGES)
    assert {language for one in people for language in one.languages} <= set(LANGUAGES)
    assert [one.email for one in people if not one.offers or not one.wishes] == []


def test_every_craft_is_known_by_name_or_meant_as_own_words() -> None:
    crafts = {craft for field in FIELDS.values() for craft in field.crafts}
    assert {craft for craft in crafts if normalise_own(craft) not in known()} == OWN_WORDS


def test_demo_list_is_a_list_without_problems(people: tuple[Invented, ...]) -> None:
    pool = Pool.from_records([row(one) for one in people], near=nearness(), week=date(2026, 11, 30))
    assert (len(pool), pool.skipped) == (300, ())


def test_nearly_everybody_on_the_list_could_be_paired(people: tuple[Invented, ...]) -> None:
    pool = Pool.from_records([row(one) for one in people], near=nearness(), week=date(2026, 11, 30))
    taking_part = np.flatnonzero(pool.capacity)
    alone = [
        pool.names[number]
        for number in taking_part
        if not fits(pool, np.full(len(pool), number), np.arange(len(pool))).allowed().any()
    ]
    assert len(taking_part) == 274
    assert len(alone) <= 6


def test_demo_list_command_writes_the_people_of_its_seed(tmp_path: Path) -> None:
    out = tmp_path / "people.csv"
    result = CliRunner().invoke(main, ["demo-list", str(out), "--seed", "7"])
    assert (result.exit_code, result.output) == (0, f"300 people in {out}. Try: mutua match {out}\n")
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == [row(one) for one in invent(7)]
    assert tuple(rows[0]) == COLUMNS


def test_demo_list_is_matched_and_nearly_everybody_has_a_partner(tmp_path: Path) -> None:
    people, pairs = tmp_path / "people.csv", tmp_path / "pairs.csv"
    assert CliRunner().invoke(main, ["demo-list", str(people)]).exit_code == 0
    result = CliRunner().invoke(
        main, ["match", str(people), "--out", str(pairs), "--json", "--week", "2026-W48"]
    )
    assert result.exit_code == 0
    summary = json.loads(result.stdout)
    assert (summary["people"], summary["gap"]) == (300, 0)
    assert summary["waiting"] <= 6
    with pairs.open(encoding="utf-8", newline="") as file:
        assert {"amira.haddad", "ben.vogt"} in [{line["a"], line["b"]} for line in csv.DictReader(file)]


def test_demo_list_command_says_where_it_cannot_write(tmp_path: Path) -> None:
    out = tmp_path / "missing" / "people.csv"
    result = CliRunner().invoke(main, ["demo-list", str(out)])
    assert result.exit_code == 2
    assert result.output == f"mutua: Cannot write {out}: No such file or directory. Choose another file.\n"

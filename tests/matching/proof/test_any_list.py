"""Of any list the best tandems are proven, and nothing false is, whatever in the proof is changed."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mutua.matching import PoolProblems
from mutua.matching.proof.checker import Refused
from mutua.matching.proof.statement import Group, proof_text, read_proof
from mutua.matching.proof.verdict import free_choice
from tests.matching import oracle
from tests.matching.people import RICH_PERSON, Record, lists_of_people, pool_of
from tests.matching.proof.lists import Proved, conclusion_of, locks_of, proved_list, said_by, weight_of
from tests.matching.proof.slow import best_pairs


def as_read(record: Record) -> oracle.Person:
    plain = {"mode": "", "slots": "", "languages": [], "challenges": [], "style": [], **record}
    return {"years": None, **plain}


@st.composite
def lists(draw: st.DrawFn) -> Proved:
    """Up to six people, some pairs settled, with trios or without."""
    records = draw(lists_of_people(RICH_PERSON, most=6))
    choice = free_choice(pool_of(*records), None)
    if len(choice.first) and draw(st.booleans()):
        pair = draw(st.integers(0, len(choice.first) - 1))
        records[choice.first[pair]]["locked_with"] = [choice.names[choice.second[pair]]]
    given = proved_list(records, draw(st.sampled_from(["none", "consenting", "all"])))
    assume(given is not None)
    assert given is not None
    return given


@settings(max_examples=30, deadline=None)
@given(lists())
def test_best_tandems_of_any_list_are_proven(given: Proved) -> None:
    found = conclusion_of(given)
    assert found.weight == found.upper_bound
    assert found.most_pairs == found.pairs


def other_people(draw: st.DrawFn, given: Proved) -> Proved:
    """A person is another, or not there."""
    records = copy.deepcopy(given.records)
    number = draw(st.integers(0, len(records) - 1))
    other = draw(st.sampled_from([str(record["id"]) for record in records]))
    changes: list[Record] = [
        {"capacity": draw(st.integers(0, 2))},
        {"years": draw(st.integers(0, 30))},
        {"level": draw(st.integers(2, 4))},
        {"rather_not": [other]},
        {"gladly": [other]},
        {"locked_with": [other]},
        {"reports_to": other},
        {"trio": draw(st.booleans())},
        {"offers": {"sk_a": 3}},
        {"wishes": {"sk_c": 3}},
        {},
    ]
    change = draw(st.sampled_from(changes))
    records[number : number + 1] = [{**records[number], **change}] if change else []
    try:
        pool = pool_of(*records)
    except PoolProblems:
        return replace(given, records=records)
    return replace(given, records=records, tandems=[said_by(pool, t.ids) for t in given.tandems])


def other_tandems(draw: st.DrawFn, given: Proved) -> Proved:
    """A tandem is another, or missing, or new; among those proposed or those before any trio."""
    pair = draw(st.tuples(names(given), names(given)))
    alone, pool = given.how.pairs_alone, pool_of(*given.records)
    rows = [tandem.ids for tandem in given.tandems] if alone is None or draw(st.booleans()) else [*alone]
    place = draw(st.integers(0, len(rows)))
    changed = [*rows[:place], *draw(st.sampled_from([[], [pair]])), *rows[place + 1 :]]
    if alone is None or rows != [*alone]:
        return replace(given, tandems=[said_by(pool, row) for row in changed])
    return replace(given, how=replace(given.how, pairs_alone=tuple(changed)))


def other_prices(draw: st.DrawFn, given: Proved) -> Proved:
    """A price is another, or missing; a group is another, missing or new."""
    duals = given.statement.duals
    name = draw(names(given))
    prices = {**duals.prices, name: duals.prices.get(name, 0) + draw(st.integers(-20, 20))}
    fewer = {node: price for node, price in duals.prices.items() if node != name}
    members = draw(st.lists(names(given), min_size=1, max_size=5).map(tuple))
    groups = (*duals.groups, Group(draw(st.integers(-5, 5_000)), members))
    changes = [{"prices": prices}, {"prices": fewer}, {"groups": groups}, {"groups": groups[1:]}]
    changed = replace(duals, **draw(st.sampled_from(changes)))
    return replace(given, statement=replace(given.statement, duals=changed))


def names(given: Proved) -> st.SearchStrategy[str]:
    return st.sampled_from([str(record["id"]) for record in given.records])


@st.composite
def mutated(draw: st.DrawFn, given: Proved) -> Proved:
    """One thing is another."""
    return draw(st.sampled_from([other_people, other_tandems, other_prices]))(draw, given)


@settings(max_examples=150, deadline=None)
@given(st.data(), lists())
def test_whatever_is_changed_nothing_false_is_proven(data: st.DataObject, given: Proved) -> None:
    other = data.draw(mutated(given))
    try:
        found = conclusion_of(other)
        pool = pool_of(*other.records)
    except (Refused, PoolProblems):
        return
    choice, locks = free_choice(pool, None), locks_of(pool)
    best = best_pairs(choice, 1_000_000)
    weight = int(choice.weight[best].sum()) + weight_of(pool, locks)
    assert (found.pairs, found.weight) == (len(best) + len(locks), weight)
    assert (found.most_pairs, found.upper_bound) == (found.pairs, found.weight)
    people = [as_read(record) for record in other.records]
    place = {str(record["id"]): number for number, record in enumerate(other.records)}
    for tandem in other.tandems:
        rows = sorted(place[person] for person in tandem.ids)
        assert not any(oracle.barred(people, a, b) for a in rows for b in rows if a < b)
        if len(rows) == 2 and tuple(other.records[row]["id"] for row in rows) not in locks:
            assert oracle.allowed(people, rows[0], rows[1])


@settings(max_examples=10, deadline=None)
@given(lists())
def test_statement_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, given: Proved) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "pairs.proof.json"
    path.write_text(proof_text(given.statement), encoding="utf-8")
    assert read_proof(path) == given.statement
    assert proof_text(read_proof(path)) == path.read_text(encoding="utf-8")

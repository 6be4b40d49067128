"""Tandems are held against the rules, and the proof against everybody: any change of meaning is refused."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mutua.matching import PoolProblems
from mutua.matching.candidates import candidate_graph
from mutua.matching.edges import WeightedGraph
from mutua.matching.proof.checker import Choice, Refused
from mutua.matching.proof.statement import Claim, Duals, Group, Statement, proof_text, read_proof
from mutua.matching.proof.tandems import Tandem
from mutua.matching.proof.verdict import Conclusion, free_choice, verified_graph, verified_list
from mutua.matching.proof.words import proven, told
from tests.matching import oracle
from tests.matching.people import AMIRA, BEN, RICH_PERSON, Record, lists_of_people, pool_of
from tests.matching.proof.choices import choices
from tests.matching.proof.lists import Proved, locks_of, proved_list, weight_of
from tests.matching.proof.slow import best_pairs, proved

# Two skills each way round, so that all four fit, Amira and Ben best: their backgrounds differ most.
CLARA: Record = {**BEN, "id": "clara", "name": "Clara", "years": 8, "function": "care", "trio": "yes"}
DORA: Record = {
    **AMIRA,
    "id": "dora",
    "name": "Dora",
    "years": 2,
    "function": "law",
    "unit": "hq",
    "site": "hq",
}
FOUR = [AMIRA, BEN, CLARA, DORA]


def conclusion_of(given: Proved, **change: object) -> Conclusion:
    other = replace(given, **change)
    return verified_list(pool_of(*other.records), other.tandems, other.statement, other.how)


def refusals(given: Proved, **change: object) -> list[str]:
    with pytest.raises(Refused) as refusal:
        conclusion_of(given, **change)
    return [wrong.code for wrong in refusal.value.wrongs]


@pytest.fixture(scope="module")
def four() -> Proved:
    given = proved_list(FOUR, "none")
    assert given is not None
    assert [set(tandem.ids) for tandem in given.tandems] == [{"amira", "clara"}, {"ben", "dora"}]
    return given


def with_record(number: int, **change: object) -> list[Record]:
    return [{**record, **(change if place == number else {})} for place, record in enumerate(FOUR)]


def test_proven_pairs_are_told_in_one_sentence(four: Proved) -> None:
    found = conclusion_of(four)
    assert (found.pairs, found.most_pairs, found.upper_bound) == (2, 2, found.weight)
    assert proven(found, "en") == (
        f"Proven for the {found.considered} pairs to choose from: no set is larger than these 2 pairs; none "
        f"of at least 2 weighs more than these, {found.weight:,}; "
        "the 2 pairs and 0 trios proposed keep every rule."
    )


PAIRS = [Tandem(("amira", "clara"), None), Tandem(("ben", "dora"), None)]


@pytest.mark.parametrize(
    ("tandems", "codes"),
    [
        (PAIRS[:1], ["proposed_differs"]),
        ([Tandem(("amira", "ben"), None), Tandem(("clara", "dora"), None)], ["weight_differs"]),
        ([*PAIRS, PAIRS[0]], ["met_twice", "overbooked", "overbooked", "proposed_differs"]),
        ([PAIRS[0], Tandem(("ben", "emil"), None)], ["person_unknown"]),
        ([PAIRS[0], Tandem(("ben", "ben"), None)], ["tandem_size"]),
        ([PAIRS[0], Tandem(("ben",), None)], ["tandem_size"]),
        ([PAIRS[0], Tandem(("ben", "amira"), None)], ["overbooked"]),
        ([PAIRS[0], Tandem(("ben", "clara"), None)], ["gated", "overbooked"]),
        ([PAIRS[0], Tandem(("ben", "dora"), 12.5)], ["fit_differs"]),
        ([PAIRS[0], Tandem(("amira", "ben", "clara"), None)], ["met_twice", "trios_wanted"]),
    ],
)
def test_other_tandems_are_refused(four: Proved, tandems: list[Tandem], codes: list[str]) -> None:
    assert set(codes) <= set(refusals(four, tandems=tandems))


@pytest.mark.parametrize(
    ("records", "codes"),
    [
        (with_record(0, rather_not="clara"), ["barred"]),
        (with_record(2, reports_to="amira"), ["barred"]),
        (with_record(0, level=5), ["barred"]),
        (with_record(0, capacity=0), ["barred", "overbooked"]),
        (with_record(0, wishes=""), ["gated"]),
        (with_record(0, capacity=2), ["price_missing"]),
        (with_record(0, locked_with="ben"), ["lock_broken", "locks_differ"]),
        (with_record(0, locked_with="clara"), ["locks_differ"]),
        (with_record(0, years=1), ["weight_differs"]),
        (with_record(1, gladly="amira"), ["uncovered"]),
        ([*FOUR, {**AMIRA, "id": "emil"}], ["price_missing"]),
        (FOUR[1:], ["person_unknown"]),
    ],
)
def test_tandems_for_other_people_are_refused(four: Proved, records: list[Record], codes: list[str]) -> None:
    assert set(refusals(four, records=records)) == set(codes)


def test_claims_other_than_what_is_proven_are_refused(four: Proved) -> None:
    claim = four.statement.claim
    for change, code in (
        ("pairs", "pairs_differ"),
        ("weight", "weight_differs"),
        ("upper_bound", "bound_differs"),
    ):
        other = replace(claim, **{change: getattr(claim, change) + 1})
        assert refusals(four, statement=replace(four.statement, claim=other)) == [code]


def test_number_of_pairs_that_is_not_ruled_out_is_refused(four: Proved) -> None:
    fewer = replace(four.statement.claim, most_pairs=1)
    assert refusals(four, statement=replace(four.statement, claim=fewer)) == ["most_differs"]


def test_pairs_below_the_floor_were_not_to_be_chosen(four: Proved) -> None:
    graph = candidate_graph(pool_of(*FOUR))
    floor = float(np.sort(graph.fit)[1])
    choice = free_choice(pool_of(*FOUR), None, floor)
    chosen, statement = proved(choice, most_pairs=True)
    assert len(choice.first) < len(graph.first)
    names, ends = choice.names, zip(choice.first[chosen], choice.second[chosen], strict=True)
    tandems = [Tandem((names[a], names[b]), None) for a, b in ends]
    how = replace(four.how, floor=floor, proposed=(len(tandems), 0))
    found = conclusion_of(four, tandems=tandems, statement=statement, how=how)
    assert (found.considered, found.floor) == (len(choice.first), floor)
    assert f"pairs with a fit below {100 * floor:.1f} were not to be chosen" in proven(found, "en")
    refusals(four, tandems=tandems, statement=statement, how=replace(how, floor=None))


def test_number_of_pairs_may_need_prices_of_its_own() -> None:
    """A heavy pair (2, 3) in the way of two light ones; with a small bonus the value tells little."""
    first, second, weight = np.array([0, 1, 2, 2, 2]), np.array([1, 2, 3, 4, 5]), np.array([1, 90, 1, 1, 1])
    choice = Choice([str(node) for node in range(1, 7)], np.ones(6, np.int64), first, second, weight)
    graph, chosen = graph_of(choice), np.array([[0, 1], [2, 3]])
    nobody = dict.fromkeys(choice.names, 0)
    counted = Duals(1, 1, {**nobody, "2": 1, "3": 1}, (), ())
    large = Statement(Claim(2, 2, 2, 2), Duals(1, 100, {**nobody, "2": 101, "3": 101}, (), ()))
    assert verified_graph(graph, 2, chosen, large).most_pairs == 2
    small = Statement(Claim(2, 2, 89, 2), Duals(1, 1, {**nobody, "2": 89, "3": 2}, (), ()))
    assert verified_graph(graph, 2, chosen, replace(small, pairs_duals=counted)).most_pairs == 2
    without = [None, replace(counted, bonus=0), replace(counted, prices={**nobody, "2": 1})]
    for duals, code in zip(without, ["most_differs", "most_differs", "uncovered"], strict=True):
        with pytest.raises(Refused) as refusal:
            verified_graph(graph, 2, chosen, replace(small, pairs_duals=duals))
        assert refusal.value.wrongs[0].code == code


def test_lower_bound_than_the_prices_prove_is_refused(four: Proved) -> None:
    duals = four.statement.duals
    higher = replace(duals, prices={**duals.prices, "amira": duals.prices["amira"] + duals.scale})
    assert refusals(four, statement=replace(four.statement, duals=higher)) == ["bound_differs"]


THREE: list[Record] = [
    {**AMIRA, "id": "a", "offers": "sk_a:3", "wishes": "sk_c:3", "function": "care"},
    {**AMIRA, "id": "b", "offers": "sk_e:3", "wishes": "sk_a:3", "function": "law", "unit": "hq"},
    {**AMIRA, "id": "c", "offers": "sk_c:3", "wishes": "sk_e:3", "function": "sales", "unit": "dach"},
]
RING = Tandem(("a", "b", "c"), None)


@pytest.fixture(scope="module")
def ring() -> Proved:
    given = proved_list(THREE, "consenting")
    assert given is not None
    assert given.tandems == [RING]
    return given


def test_trio_that_keeps_the_rules_is_taken_beside_the_proof_of_the_pairs(ring: Proved) -> None:
    found = conclusion_of(ring)
    assert (found.pairs, found.considered, found.proposed) == (0, 0, (0, 1))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"trio": "no"}, "trio_consent"),
        ({"offers": "own words"}, "trio_one_sided"),
        ({"rather_not": "b"}, "barred"),
        ({"function": "law", "unit": "hq"}, "trio_alike"),
        ({"capacity": 0}, "barred"),
    ],
)
def test_trio_that_breaks_a_rule_is_refused(ring: Proved, change: Record, code: str) -> None:
    assert code in refusals(ring, records=[{**THREE[0], **change}, *THREE[1:]])


def test_trio_of_whom_too_little_is_known_is_refused(ring: Proved) -> None:
    unknown = dict.fromkeys(("years", "directions", "challenges", "style", "slots", "mode"), "")
    assert refusals(ring, records=[{**record, **unknown} for record in THREE]) == ["trio_low"]


def test_trios_against_what_the_proof_says_are_refused(ring: Proved) -> None:
    assert "trios_wanted" in refusals(ring, how=replace(ring.how, trios="none"))
    assert "alone_missing" in refusals(ring, how=replace(ring.how, pairs_alone=None))
    assert refusals(ring, how=replace(ring.how, pairs_alone=(("a", "b"),))) == ["gated"]
    assert refusals(ring, tandems=[]) == ["proposed_differs"]


def test_trios_that_nobody_was_asked_about_are_told(ring: Proved) -> None:
    assert conclusion_of(ring).unasked == 0
    records = [{**THREE[0], "trio": "no"}, *THREE[1:]]
    found = conclusion_of(ring, records=records, how=replace(ring.how, trios="all"))
    assert found.unasked == 1
    assert "alle Regeln ein, nur sind in 1 der Trios nicht alle" in proven(found, "de")


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
    return replace(given, records=records)


def other_tandems(draw: st.DrawFn, given: Proved) -> Proved:
    """A tandem is another, or missing, or new; among those proposed or those before any trio."""
    pair = draw(st.tuples(names(given), names(given)))
    alone = given.how.pairs_alone
    rows = [tandem.ids for tandem in given.tandems] if alone is None or draw(st.booleans()) else [*alone]
    place = draw(st.integers(0, len(rows)))
    changed = [*rows[:place], *draw(st.sampled_from([[], [pair]])), *rows[place + 1 :]]
    if alone is None or rows != [*alone]:
        return replace(given, tandems=[Tandem(row, None) for row in changed])
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


def graph_of(choice: Choice) -> WeightedGraph:
    return WeightedGraph(len(choice.names), choice.first, choice.second, choice.weight, len(choice.weight))


def numbered(statement: Statement) -> Statement:
    """Nodes of a graph are called by their numbers."""
    duals = statement.duals
    groups = [
        replace(group, members=tuple(str(int(name[1:]) + 1) for name in group.members))
        for group in duals.groups
    ]
    prices = {str(int(name[1:]) + 1): price for name, price in duals.prices.items()}
    return replace(statement, duals=replace(duals, prices=prices, groups=tuple(groups)))


@settings(max_examples=60, deadline=None)
@given(choices(rooms=(1,)), st.booleans(), st.data())
def test_pairs_of_a_graph_are_proven_and_none_but_the_best(
    choice: Choice, most_pairs: bool, data: st.DataObject
) -> None:
    chosen, statement = proved(choice, most_pairs=most_pairs)
    statement, graph = numbered(statement), graph_of(choice)
    pairs = np.stack([choice.first, choice.second], axis=1)
    found = verified_graph(graph, statement.claim.weight, pairs[chosen], statement)
    assert (found.pairs, found.weight, found.upper_bound) == (len(chosen), found.upper_bound, found.weight)
    edge = data.draw(st.sampled_from(range(len(pairs)))) if len(pairs) else None
    if edge is None:
        return
    heavier = graph.weight.copy()
    heavier[edge] += 1
    if edge in chosen:
        # One pair less, one pair heavier.
        fewer = pairs[[pair for pair in chosen if pair != edge]]
        with pytest.raises(Refused):
            verified_graph(graph, statement.claim.weight, fewer, statement)
        with pytest.raises(Refused):
            verified_graph(replace(graph, weight=heavier), statement.claim.weight, pairs[chosen], statement)
    else:
        with pytest.raises(Refused):
            verified_graph(graph, statement.claim.weight, pairs[[*chosen, edge]], statement)


def test_pairs_that_the_graph_does_not_have_are_named() -> None:
    graph = WeightedGraph(3, np.array([0]), np.array([1]), np.array([5]), 1)
    _, statement = proved(
        Choice(["p0", "p1", "p2"], np.ones(3, np.int64), *graph_edges(graph)), most_pairs=False
    )
    for pairs, code in (
        ([[1, 2]], "not_considered"),
        ([[0, 7]], "not_considered"),
        ([[0, 1]] * 2, "overbooked"),
    ):
        with pytest.raises(Refused) as refusal:
            verified_graph(graph, 5, np.array(pairs), numbered(statement))
        assert refusal.value.wrongs[0].code == code
        assert told(refusal.value.wrongs[0], "de")


def graph_edges(graph: WeightedGraph) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return graph.first, graph.second, graph.weight


@settings(max_examples=10, deadline=None)
@given(lists())
def test_statement_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, given: Proved) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "pairs.proof.json"
    path.write_text(proof_text(given.statement), encoding="utf-8")
    assert read_proof(path) == given.statement
    assert proof_text(read_proof(path)) == path.read_text(encoding="utf-8")

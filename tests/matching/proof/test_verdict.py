"""Tandems are held against the rules, and the proof against everybody: any change of meaning is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mutua.matching.candidates import candidate_graph
from mutua.matching.proof.tandems import ROUNDED, Tandem
from mutua.matching.proof.verdict import Conclusion, free_choice
from mutua.matching.proof.words import proven
from tests.matching.people import AMIRA, BEN, Record, pool_of
from tests.matching.proof.lists import Proved, conclusion_of, proved_list, refusals, said_by
from tests.matching.proof.slow import proved

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


def test_one_pair_is_told_in_the_singular() -> None:
    one = Conclusion(1, 900, 1, 1, 900, proposed=(1, 1))
    assert proven(one, "en") == (
        "Proven for the 1 pair to choose from: no set is larger than this 1 pair; none of at least 1 weighs "
        "more than this one, 900; the 1 pair and 1 trio proposed keep every rule."
    )
    assert proven(one, "de") == (
        "Bewiesen für das 1 mögliche Paar: keine Auswahl ist größer als dieses 1 Paar; keine aus mindestens "
        "1 wiegt mehr als dieses, 900; die vorgeschlagenen Tandems (1 Paar und 1 Trio) halten "
        "alle Regeln ein."
    )
    less = replace(one, most_pairs=None, upper_bound=1000, proposed=None)
    assert "this 1 pair weighs 900, at most 10.000 % less." in proven(less, "en")


PAIRS = [("amira", "clara"), ("ben", "dora")]


@pytest.mark.parametrize(
    ("tandems", "codes"),
    [
        (PAIRS[:1], ["proposed_differs"]),
        ([("amira", "ben"), ("clara", "dora")], ["weight_differs"]),
        ([*PAIRS, PAIRS[0]], ["met_twice", "overbooked", "overbooked", "proposed_differs"]),
        ([PAIRS[0], ("ben", "emil")], ["person_unknown"]),
        ([PAIRS[0], ("ben", "ben")], ["tandem_size"]),
        ([PAIRS[0], ("ben",)], ["tandem_size"]),
        ([PAIRS[0], ("ben", "amira")], ["overbooked"]),
        ([PAIRS[0], ("ben", "clara")], ["gated", "overbooked"]),
        ([PAIRS[0], ("amira", "ben", "clara")], ["met_twice", "trios_wanted"]),
    ],
)
def test_other_tandems_are_refused(four: Proved, tandems: list[tuple[str, ...]], codes: list[str]) -> None:
    pool = pool_of(*FOUR)
    assert set(codes) <= set(refusals(four, tandems=[said_by(pool, ids) for ids in tandems]))


@pytest.mark.parametrize("column", ROUNDED)
def test_other_numbers_than_the_list_has_are_refused(four: Proved, ring: Proved, column: str) -> None:
    for one in (four, ring):
        tandem, rest = one.tandems[0], one.tandems[1:]
        step = 0.1 if column == "fit" else 1.0 if column == "known_weight" else 0.001
        for code, said in (
            ("number_missing", {name: number for name, number in tandem.said.items() if name != column}),
            ("number_differs", {**tandem.said, column: tandem.said[column] + step}),
            ("number_differs", {**tandem.said, column: float("nan")}),
        ):
            assert refusals(one, tandems=[replace(tandem, said=said), *rest]) == [code]


def test_number_of_what_is_not_known_is_refused(ring: Proved) -> None:
    records = [{**record, "style": ""} for record in THREE]
    other = replace(ring, records=records, tandems=[said_by(pool_of(*records), RING)])
    assert conclusion_of(other).proposed == (0, 1)
    said = {**other.tandems[0].said, "working_values": 0.5}
    assert refusals(other, tandems=[Tandem(RING, said)]) == ["number_unknown"]


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
    pool = pool_of(*records)
    tandems = [said_by(pool, tandem.ids) for tandem in four.tandems]
    assert set(refusals(four, records=records, tandems=tandems)) == set(codes)


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
    for most_pairs, code in ((1, "most_differs"), (3, "most_differs"), (None, "most_missing")):
        other = replace(four.statement.claim, most_pairs=most_pairs)
        assert refusals(four, statement=replace(four.statement, claim=other)) == [code]


def test_pairs_below_the_floor_were_not_to_be_chosen(four: Proved) -> None:
    graph = candidate_graph(pool_of(*FOUR))
    floor = float(np.sort(graph.fit)[1])
    choice = free_choice(pool_of(*FOUR), None, floor)
    chosen, statement = proved(choice, most_pairs=True)
    assert len(choice.first) < len(graph.first)
    names, ends = choice.names, zip(choice.first[chosen], choice.second[chosen], strict=True)
    tandems = [said_by(pool_of(*FOUR), (names[a], names[b])) for a, b in ends]
    how = replace(four.how, floor=floor, proposed=(len(tandems), 0))
    found = conclusion_of(four, tandems=tandems, statement=statement, how=how)
    assert (found.considered, found.floor) == (len(choice.first), floor)
    assert f"pairs with a fit below {100 * floor:.1f} were not to be chosen" in proven(found, "en")
    refusals(four, tandems=tandems, statement=statement, how=replace(how, floor=None))


def test_lower_bound_than_the_prices_prove_is_refused(four: Proved) -> None:
    duals = four.statement.duals
    higher = replace(duals, prices={**duals.prices, "amira": duals.prices["amira"] + duals.scale})
    assert refusals(four, statement=replace(four.statement, duals=higher)) == ["bound_differs"]


THREE: list[Record] = [
    {**AMIRA, "id": "a", "offers": "sk_a:3", "wishes": "sk_c:3", "function": "care"},
    {**AMIRA, "id": "b", "offers": "sk_e:3", "wishes": "sk_a:3", "function": "law", "unit": "hq"},
    {**AMIRA, "id": "c", "offers": "sk_c:3", "wishes": "sk_e:3", "function": "sales", "unit": "dach"},
]
RING = ("a", "b", "c")


@pytest.fixture(scope="module")
def ring() -> Proved:
    given = proved_list(THREE, "consenting")
    assert given is not None
    assert [tandem.ids for tandem in given.tandems] == [RING]
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
    records = [{**record, **unknown} for record in THREE]
    assert refusals(ring, records=records, tandems=[said_by(pool_of(*records), RING)]) == ["trio_low"]


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

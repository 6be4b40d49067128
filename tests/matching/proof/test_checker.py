"""Prices are held against every pair: what proves is taken, what does not is refused with its reason."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.matching.proof import checker
from mutua.matching.proof.checker import Choice, Refused, proven_value
from mutua.matching.proof.statement import Duals, Group
from mutua.matching.proof.words import told
from mutua.matching.proof.wrongs import WRONGS
from tests.matching.proof.choices import choices
from tests.matching.proof.slow import best_pairs, nested, prices

BONUS = st.sampled_from([0, 5_000])
# Amira, Ben and Clara fit each other (10 each), Clara fits Dora (6), Dora has room for two.
CHOICE = Choice(
    names=["amira", "ben", "clara", "dora"],
    room=np.array([1, 1, 1, 2]),
    first=np.array([0, 0, 1, 2]),
    second=np.array([1, 2, 2, 3]),
    weight=np.array([10, 10, 10, 6]),
)
THREE = ("amira", "ben", "clara")
DUALS = Duals(
    scale=2,
    bonus=0,
    prices={"amira": 8, "ben": 8, "clara": 8, "dora": 0, "dora;2": 0},
    groups=(Group(4, THREE),),
    gates=(),
)
COVERED = replace(DUALS, prices={**DUALS.prices, "dora": 4, "dora;2": 4})


def value_of(choice: Choice, bonus: int) -> int:
    chosen = best_pairs(choice, bonus)
    return int(choice.weight[chosen].sum()) + bonus * len(chosen)


def refused(choice: Choice, duals: Duals) -> list[str]:
    with pytest.raises(Refused) as refusal:
        proven_value(choice, duals)
    assert all(told(wrong, "de") != told(wrong, "en") for wrong in refusal.value.wrongs)
    return [wrong.code for wrong in refusal.value.wrongs]


@settings(max_examples=60, deadline=None)
@given(choices(), BONUS)
def test_prices_of_an_exact_solver_prove_the_best_value(choice: Choice, bonus: int) -> None:
    assert proven_value(choice, prices(choice, bonus)) == value_of(choice, bonus)


def test_bound_is_rounded_down_to_whole_weights() -> None:
    # (8 + 8 + 8 + 4 + 4 + 4) / 2, and 17.5 with one half less.
    assert proven_value(CHOICE, replace(COVERED, total=36)) == 18
    rounded = replace(COVERED, prices={**COVERED.prices, "amira": 7}, groups=(Group(5, THREE),))
    assert proven_value(CHOICE, rounded) == 18


def test_pair_that_prices_do_not_reach_is_named() -> None:
    with pytest.raises(Refused) as refusal:
        proven_value(CHOICE, DUALS)
    (wrong,) = refusal.value.wrongs
    assert (
        told(wrong, "en")
        == "The prices around clara and dora do not reach what this pair is worth (weight 6)."
    )


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"prices": {**COVERED.prices, "amira": 7}}, ["uncovered", "uncovered"]),
        ({"prices": {**COVERED.prices, "dora;2": 3}}, ["uncovered"]),
        ({"prices": {**COVERED.prices, "amira": -8}}, ["price_negative"]),
        ({"prices": {**COVERED.prices, "emil": 0}}, ["price_stranger"]),
        ({"prices": {**COVERED.prices, "ben;2": 0}}, ["price_stranger"]),
        ({"prices": {name: 99 for name in COVERED.prices if name != "dora;2"}}, ["price_missing"]),
        ({"groups": (Group(3, THREE),)}, ["uncovered"] * 3),
        ({"groups": ()}, ["uncovered"] * 3),
        ({"groups": (Group(4, (*THREE, "dora")),)}, ["group_even"]),
        ({"groups": (Group(4, ("amira",)),)}, ["group_even"]),
        ({"groups": (Group(4, ("amira", "ben", "emil")),)}, ["group_stranger"]),
        ({"groups": (Group(4, ("amira", "ben", "ben")),)}, ["group_repeats"] * 2),
        ({"groups": (Group(4, THREE), Group(0, ("ben", "dora", "dora;2")))}, ["group_repeats"] * 2),
        ({"groups": (Group(-4, THREE),)}, ["group_negative"]),
        ({"groups": (Group(4, THREE, 1),)}, ["group_order"]),
        ({"groups": (Group(4, THREE, 2), Group(4, ("dora", "dora;2")))}, ["group_order"]),
        ({"groups": (Group(4, THREE, 0),)}, ["group_order"]),
        ({"groups": (Group(4, ("dora",)), Group(0, THREE, 1))}, ["group_even"]),
        ({"gates": (("amira", "emil"),)}, ["gate"]),
        ({"gates": (("amira", "dora"),)}, ["gate"]),
        ({"gates": (("clara", "dora"), ("clara", "dora"))}, ["gate"]),
        ({"total": 35}, ["total_differs"]),
        ({"total": 36, "prices": {**COVERED.prices, "dora": 5}}, ["total_differs"]),
        ({"total": 36, "groups": (Group(5, THREE),)}, ["total_differs"]),
        ({"scale": 0}, ["scale"]),
        ({"scale": 3}, ["uncovered"] * 4),
        ({"bonus": -1}, ["bonus"]),
        ({"bonus": 1}, ["uncovered"] * 4),
        ({"scale": 2**60}, ["too_large"]),
        ({"prices": dict.fromkeys(COVERED.prices, 2**62)}, ["too_large"]),
        ({"prices": dict.fromkeys(COVERED.prices, 2**80)}, ["too_large"]),
    ],
)
def test_prices_that_prove_nothing_are_refused(change: dict[str, object], codes: list[str]) -> None:
    assert refused(CHOICE, replace(COVERED, **change)) == codes


@pytest.mark.parametrize(
    "hidden",
    [
        {"room": np.array([1, 1, 2, 2])},
        {"room": np.array([1, 1, 1, 1])},
        {"room": np.array([1, 0, 1, 2])},
        {"weight": np.array([11, 10, 10, 6])},
        {
            "first": np.array([0, 0, 1, 2, 0]),
            "second": np.array([1, 2, 2, 3, 3]),
            "weight": np.array([10] * 5),
        },
        {"names": ["amira", "ben", "clara", "emil"]},
    ],
)
def test_prices_for_another_choice_are_refused(hidden: dict[str, object]) -> None:
    assert refused(replace(CHOICE, **hidden), COVERED)


def test_gate_counts_a_pair_once_that_two_places_each_would_take_twice() -> None:
    choice = Choice(["a", "b"], np.array([2, 2]), np.array([0]), np.array([1]), np.array([7]))
    open_twice = Duals(1, 0, {"a": 7, "a;2": 7, "b": 0, "b;2": 0}, (), ())
    assert proven_value(choice, open_twice) == 14
    nodes = {"a": 0, "a;2": 0, "b": 0, "b;2": 0, "gate;a;b": 7, "gate;b;a": 7}
    gated = Duals(1, 0, nodes, (), (("a", "b"),))
    assert proven_value(choice, gated) == 7
    for node in ("gate;a;b", "gate;b;a"):
        assert refused(choice, replace(gated, prices={**nodes, node: 6})) == ["uncovered"]


def test_nested_groups_count_together() -> None:
    names = [f"p{number}" for number in range(7)]
    first, second = np.triu_indices(7, 1)
    inner, middle = {"p0", "p1", "p2"}, {"p0", "p1", "p2", "p3", "p4"}
    shared = [sum(100**n * ({names[a], names[b]} <= s) for n, s in enumerate((inner, middle, set(names))))
              for a, b in zip(first, second, strict=True)]  # fmt: skip
    choice = Choice(names, np.ones(7, dtype=np.int64), first, second, np.array(shared))
    groups = nested({frozenset(middle): 100, frozenset(names): 10_000, frozenset(inner): 1})
    assert [(group.price, len(group.members), group.inside) for group in groups] == [
        (10_000, 2, None), (100, 2, 1), (1, 3, 2)
    ]  # fmt: skip
    duals = Duals(1, 0, dict.fromkeys(names, 0), tuple(groups), ())
    assert proven_value(choice, duals) == 1 + 200 + 30_000
    for lower in range(3):
        less = tuple(replace(group, price=group.price - (n == lower)) for n, group in enumerate(groups))
        assert set(refused(choice, replace(duals, groups=less))) == {"uncovered"}
    apart = (groups[0], groups[1], replace(groups[2], inside=1))
    assert refused(choice, replace(duals, groups=apart)) == ["group_even"]


@st.composite
def changed(draw: st.DrawFn, duals: Duals) -> Duals:
    """One thing about the prices is another."""
    nodes = sorted(duals.prices)
    node = st.sampled_from([*nodes, "nobody"])
    shift = st.integers(-3, 3) | st.integers(-2_000, 2_000) | st.sampled_from([2**61, 2**64, -(2**64)])
    inside = st.none() | st.integers(-1, 3)
    group = st.builds(Group, shift, st.lists(node, max_size=5).map(tuple), inside)
    at = draw(st.integers(0, max(len(duals.groups) - 1, 0)))
    before, after = duals.groups[:at], duals.groups[at + 1 :]
    priced = draw(node)
    ways = {
        "prices": st.builds(lambda by: {**duals.prices, priced: duals.prices.get(priced, 0) + by}, shift),
        "fewer": st.just({name: price for name, price in duals.prices.items() if name != priced}),
        "groups": st.builds(lambda other: (*before, *other, *after), st.lists(group, max_size=1)),
        "gates": st.lists(st.tuples(node, node), max_size=2).map(tuple),
        "scale": st.integers(-1, 3),
        "bonus": shift,
    }
    way = draw(st.sampled_from(sorted(ways)))
    return replace(duals, **{"prices" if way == "fewer" else way: draw(ways[way])})


@settings(max_examples=150, deadline=None)
@given(st.data(), choices(), BONUS)
def test_whatever_is_changed_nothing_false_is_proven(data: st.DataObject, choice: Choice, bonus: int) -> None:
    duals = data.draw(changed(prices(choice, bonus)))
    try:
        bound = proven_value(choice, duals)
    except Refused:
        return
    assert bound >= value_of(choice, duals.bonus)


@settings(max_examples=60, deadline=None)
@given(st.data(), choices(), BONUS)
def test_no_price_of_an_exact_proof_can_be_less(data: st.DataObject, choice: Choice, bonus: int) -> None:
    duals = prices(choice, bonus)
    names = sorted(duals.prices)
    for name in data.draw(st.lists(st.sampled_from(names), max_size=1) if names else st.just([])):
        refused(choice, replace(duals, prices={**duals.prices, name: duals.prices[name] - 1}))
    for group in duals.groups:
        less = tuple(replace(g, price=g.price - (g is group)) for g in duals.groups)
        refused(choice, replace(duals, groups=less))


def test_every_wrong_is_said_in_both_languages_with_what_it_is_given() -> None:
    """Each place in the source that names a wrong gives what its sentences ask for."""
    given: dict[str, set[frozenset[str | None]]] = {}
    for path in Path(checker.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                code = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
                if node.func.id == "wrong" and isinstance(code, str):
                    given.setdefault(code, set()).add(frozenset(keyword.arg for keyword in node.keywords))
    by_table = {
        "barred": "ab",
        "gated": "ab",
        "trio_alike": "abc",
        "trio_one_sided": "abc",
        "trio_low": "abc",
    }
    given |= {code: {frozenset(people)} for code, people in by_table.items()}
    given |= {"trio_consent": {frozenset("abc")}, "about_a_graph": {frozenset()}}
    asked = {
        code: {frozenset(re.findall(r"{(\w+)}", text)) for text in texts} for code, texts in WRONGS.items()
    }
    assert asked == given
    assert all(english != german for english, german in WRONGS.values())

"""The best set of tandems: against exact solvers of other makes, and what must never happen."""

from __future__ import annotations

import random

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.matching import Aims, Matching, Pool, fits, match
from mutua.matching.candidates import candidate_graph
from mutua.matching.optimum import Graph, optimum
from mutua.matching.waiting import Reason
from tests.matching import oracle
from tests.matching.people import AMIRA, BEN, PERSON, RICH_PERSON, Record, lists_of_people, pool_of, ring
from tests.matching.whole import least

ANYONE = st.one_of(RICH_PERSON, PERSON)


def independent_optimum(graph: Graph) -> tuple[int, int]:
    """(number of pairs, weight) by integer programming: size first, then weight."""
    edges = np.arange(len(graph.weight))
    if not len(edges):
        return 0, 0
    rows = np.zeros((len(graph.capacity), len(edges)))
    rows[graph.first, edges] = rows[graph.second, edges] = 1
    per_pair = 2_000 * (int(graph.capacity.sum()) + 1)
    nothing = np.zeros(len(graph.capacity))
    taken = least(-(per_pair + graph.weight), rows, nothing, graph.capacity, 1) > 0.5
    return int(taken.sum()), int(graph.weight[taken].sum())


def tandems(matching: Matching) -> list[set[str]]:
    ids = matching.pool.ids
    members = [*zip(matching.pairs.first, matching.pairs.second, strict=True), *matching.trios.members]
    return [{ids[person] for person in people} for people in members]


def graph_of(pool: Pool) -> Graph:
    found = candidate_graph(pool)
    return Graph(found.first, found.second, found.weight, pool.capacity)


@settings(max_examples=60, deadline=None)
@given(lists_of_people(ANYONE))
def test_pairs_equal_an_independent_exact_solver(people: list[Record]) -> None:
    pool = pool_of(*people)
    found = match(pool, Aims(trios="none"))
    assert (len(found.alone.pairs), found.alone.weight) == independent_optimum(graph_of(pool))
    assert found.alone.weight == found.alone.upper_bound == int(found.pairs.weights().sum())


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    people = draw(st.integers(1, 9))
    every = [(i, j) for i in range(people) for j in range(i + 1, people)]
    chosen = draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    first, second = np.array(sorted(chosen), dtype=np.intp).reshape(-1, 2).T
    weights = draw(
        st.lists(st.integers(1, 9) | st.integers(1, 1250), min_size=len(chosen), max_size=len(chosen))
    )
    capacity = draw(st.lists(st.integers(0, 2), min_size=people, max_size=people))
    return Graph(first, second, np.array(weights, dtype=np.int64), np.array(capacity))


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_optimum_of_any_graph_equals_an_independent_exact_solver(graph: Graph) -> None:
    edges = optimum(graph).edges
    used = np.bincount(np.append(graph.first[edges], graph.second[edges]), minlength=len(graph.capacity))
    assert (used <= graph.capacity).all()
    assert (len(edges), int(graph.weight[edges].sum())) == independent_optimum(graph)


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_optimum_with_room_for_one_equals_networkx(graph: Graph) -> None:
    single = Graph(graph.first, graph.second, graph.weight, np.ones(len(graph.capacity), dtype=np.int64))
    edges = optimum(single).edges
    net = nx.Graph()
    triples = zip(graph.first.tolist(), graph.second.tolist(), graph.weight.tolist(), strict=True)
    net.add_weighted_edges_from(triples)
    pairs = nx.max_weight_matching(net, maxcardinality=True)
    assert len(edges) == len(pairs)
    assert int(graph.weight[edges].sum()) == sum(net[a][b]["weight"] for a, b in pairs)


@settings(max_examples=60, deadline=None)
@given(lists_of_people(ANYONE))
def test_no_one_is_barred_overbooked_or_alone_with_hidden_partner(people: list[Record]) -> None:
    found = match(pool_of(*people))
    counts = dict.fromkeys(found.pool.ids, 0)
    place = {str(person["id"]): number for number, person in enumerate(people)}
    met: list[frozenset[str]] = []
    for members in tandems(found):
        own = sorted(members, key=place.__getitem__)
        met += [frozenset((a, b)) for a in own for b in own if place[a] < place[b]]
        for person in members:
            counts[person] += 1
        if len(members) == 3:
            assert all(people[place[person]]["trio"] for person in members)
    padded: list[oracle.Person] = [
        {"mode": "", "slots": "", "languages": [], "challenges": [], **p} for p in people
    ]
    assert not any(oracle.barred(padded, *sorted(place[p] for p in pair)) for pair in met)
    assert len(met) == len(set(met))
    assert all(counts[str(person["id"])] <= int(str(person["capacity"])) for person in people)
    waiting = {found.pool.ids[who.person] for who in found.waiting}
    assert waiting == {person for person, count in counts.items() if not count and found_room(people, person)}
    assert found.least_waiting <= len(waiting) <= found.alone.waiting


def found_room(people: list[Record], person: str) -> bool:
    return any(record["id"] == person and record["capacity"] for record in people)


@settings(max_examples=30, deadline=None)
@given(lists_of_people(ANYONE), st.randoms(use_true_random=False))
def test_order_of_the_list_changes_nothing(people: list[Record], chance: random.Random) -> None:
    shuffled = people.copy()
    chance.shuffle(shuffled)
    one, other = (match(pool_of(*records), Aims(trios="none")) for records in (people, shuffled))
    assert one.alone.weight == other.alone.weight
    assert sorted(map(sorted, tandems(one))) == sorted(map(sorted, tandems(other)))


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(8)), st.lists(st.integers(-1, 7), min_size=8, max_size=8))
def test_shuffled_reporting_lines_never_make_a_tandem(order: list[int], bosses: list[int]) -> None:
    people: list[Record] = []
    for rank, number in enumerate(order):
        boss = bosses[rank]
        record = {
            **(AMIRA if number % 2 else BEN),
            "id": f"p{number}",
            "capacity": 2,
            "former": [],
            "gladly": [],
        }
        record |= {
            "unit": f"u{number}",
            "function": f"f{number}",
            "path": f"w{number}",
            "industry": f"i{number}",
        }
        people.append({**record, "reports_to": f"p{order[boss]}" if 0 <= boss < rank else ""})
    by_id = {person["id"]: person for person in people}
    for members in tandems(match(pool_of(*people))):
        for person in members:
            assert not members & oracle.bosses([*by_id.values()], by_id[person])


def test_locked_pair_is_kept_even_below_the_gates() -> None:
    clara = {**BEN, "id": "clara", "wishes": "", "site": "home"}
    locked = pool_of({**AMIRA, "locked_with": "clara", "trio": "no"}, BEN, clara)
    found = match(locked)
    assert tandems(found) == [{"amira", "clara"}]
    assert [(who.person, who.reason) for who in found.waiting] == [(1, Reason.PARTNERS_TAKEN)]


def test_whoever_is_settled_is_given_nobody_else_where_trios_are_formed() -> None:
    # Emil would fit Dora, who is settled with Frida, better than anybody; Emil waits with the ring of three.
    dora, emil = {**AMIRA, "id": "dora", "locked_with": "frida"}, {**BEN, "id": "emil"}
    frida = {**BEN, "id": "frida", "unit": "north", "trio": "no"}
    found = match(pool_of(*ring(), dora, {**emil, "rather_not": "amira;ben;clara"}, frida))
    assert sorted(map(sorted, tandems(found))) == [["amira", "ben", "clara"], ["dora", "frida"]]
    assert len(found.waiting) == found.least_waiting == 1


def test_person_with_room_for_two_never_gets_the_same_partner_twice() -> None:
    two = match(pool_of({**AMIRA, "capacity": 2}, {**BEN, "capacity": 2}))
    assert tandems(two) == [{"amira", "ben"}]


def test_both_passes_are_one_optimum() -> None:
    # Alone, the first pass would take Amira and Ben and leave two people who only fit them in the second.
    clara = {**BEN, "id": "clara", "directions": "cd_found", "unit": "u", "function": "f", "path": "w"}
    dora = {**AMIRA, "id": "dora", "directions": "cd_found", "unit": "v", "function": "g", "path": "x"}
    apart = {"rather_not": "clara"}
    found = match(pool_of(AMIRA, BEN, clara, {**dora, **apart}))
    assert sorted(map(sorted, tandems(found))) == [["amira", "clara"], ["ben", "dora"]]


def test_ring_of_three_is_a_trio() -> None:
    found = match(pool_of(*ring()))
    assert tandems(found) == [{"amira", "ben", "clara"}]
    assert found.trios.values["complementarity"].tolist() == [1.0]
    assert (found.alone.waiting, found.least_waiting, found.waiting) == (3, 0, ())


def test_ring_needs_the_consent_of_all_three() -> None:
    found = match(pool_of(*ring(trio="no")))
    assert (tandems(found), len(found.waiting)) == ([], 3)
    assert tandems(match(pool_of(*ring(trio="no")), Aims(trios="all"))) == [{"amira", "ben", "clara"}]


def test_ring_never_holds_an_exclusion() -> None:
    assert tandems(match(pool_of(*ring(rather_not="amira")))) == []


def test_someone_who_gives_nothing_is_in_no_trio() -> None:
    assert tandems(match(pool_of(*ring(offers="own words")))) == []


def test_stranded_person_joins_a_pair() -> None:
    clara = {**BEN, "id": "clara", "function": "care", "unit": "u", "path": "none"}
    found = match(pool_of(AMIRA, BEN, clara))
    assert tandems(found) == [{"amira", "ben", "clara"}]
    assert (len(found.alone.pairs), found.alone.waiting) == (1, 1)


def test_trio_value_is_the_harmonic_mean_of_what_each_learns_from_both() -> None:
    amira, ben, clara = ring()
    found = match(pool_of({**amira, "wishes": "sk_c:3;sk_e:1"}, {**ben, "wishes": "sk_e:1;own:3"}, clara))
    # Amira learns all from both together, Ben a quarter, Clara all.
    assert round(float(found.trios.values["complementarity"][0]), 6) == round(3 / (1 + 4 + 1), 6)


@settings(max_examples=40, deadline=None)
@given(lists_of_people(RICH_PERSON.map(lambda person: {**person, "capacity": 1, "trio": True}), most=7))
def test_with_trios_as_few_wait_as_any_mix_allows(people: list[Record]) -> None:
    found = match(pool_of(*people))
    assert len(found.waiting) == fewest_waiting(found.pool)


def fewest_waiting(pool: Pool) -> int:
    """By trying every mix of allowed pairs and trios."""
    from mutua.matching.trios import candidate_trios

    graph = candidate_graph(pool)
    sets = [frozenset(pair) for pair in zip(graph.first.tolist(), graph.second.tolist(), strict=True)]
    sets += [frozenset(trio) for trio in candidate_trios(pool, np.arange(len(pool)))[0].tolist()]

    def most_placed(left: frozenset[int]) -> int:
        if not left:
            return 0
        person = min(left)
        best = most_placed(left - {person})
        for members in sets:
            if person in members and members <= left:
                best = max(best, len(members) + most_placed(left - members))
        return best

    return len(pool) - most_placed(frozenset(range(len(pool))))


def test_progress_tells_its_phases() -> None:
    told: list[str] = []
    match(pool_of(AMIRA, BEN), progress=lambda phase, share, gap=None: told.append(phase))
    assert list(dict.fromkeys(told)) == ["candidates", "relaxing"]


def test_seed_decides_only_between_equals() -> None:
    twins = [
        {**person, "id": f"{person['id']}{n}", "trio": "no"} for n in range(3) for person in (AMIRA, BEN)
    ]
    answers = {seed: match(pool_of(*twins), seed=seed) for seed in range(6)}
    assert len({found.alone.weight for found in answers.values()}) == 1
    assert len({str(sorted(map(sorted, tandems(found)))) for found in answers.values()}) > 1


def test_empty_looking_pools_have_no_tandems() -> None:
    alone = match(pool_of(AMIRA))
    assert (len(alone.pairs.fit), [who.reason for who in alone.waiting]) == (0, [Reason.NOBODY])
    assert fits(alone.pool, np.array([], dtype=np.intp), np.array([], dtype=np.intp)).fit.shape == (0,)


def test_more_people_than_can_all_be_tried_still_find_their_rings() -> None:
    people = [
        {
            **person,
            "id": f"{person['id']}{number}",
            **{of: renamed(person[of], number) for of in ("offers", "wishes")},
        }
        for number in range(240)
        for person in ring()
    ]
    found = match(pool_of(*people))
    assert (len(found.trios.fit), len(found.waiting), found.least_waiting) == (240, 0, 0)


def renamed(skill: object, number: int) -> str:
    return f"{number} {skill}"

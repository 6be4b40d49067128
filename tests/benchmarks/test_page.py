"""From runs to the page of figures: medians, bars reached and missed, what did not end, and the picture."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from benchmarks import results
from benchmarks.growth import exponent
from benchmarks.measure import DONE, Row, Run, call, run
from benchmarks.page import growth_picture, page
from benchmarks.results import Claim, Part, at_most, faster, spread

FOUND = {"pairs": 500, "weight": 1234567}


def row(
    who: str, *cpu: float, work: str = "random, 1,000 people", status: str = DONE, **answer: object
) -> Row:
    return Row(work, who, [Run(status, one, 2 * one, 99.5, {**FOUND, **answer}) for one in cpu])


def part(name: str, rows: list[Row], claims: list[Claim], skipped: str = "") -> Part:
    return Part(
        name, "2026-11-23 10:00 UTC", {"memory": "24 GB", "load": "1.0"}, [0.2, 0.22], rows, claims, skipped
    )


OURS, PEER = row("Mutua", 0.1, 0.3, 0.2, exact=True), row("LEMON", 2.0, 4.0, 3.0)


def test_ratio_is_of_the_medians():
    assert faster(OURS, [PEER], 10) == Claim(
        "random, 1,000 people, beside LEMON", "≥ 10×", "15×, same weight", True
    )


def test_ratio_is_to_the_quickest_of_the_peers_that_ended():
    stopped = row("LEMON, perfect", 600.0, status="over 600 s")
    assert faster(OURS, [PEER, row("other", 1.0), stopped], 10).measured == "5.0×, same weight"


def test_other_weight_reaches_no_bar():
    claim = faster(OURS, [row("LEMON", 9.0, weight=1)], 10)
    assert (claim.measured, claim.reached) == ("45×, ANOTHER WEIGHT", False)


def test_peer_over_the_limit_gives_the_least_ratio():
    claim = faster(OURS, [row("LEMON", 600.0, status="over 600 s")], 10)
    assert (claim.measured, claim.reached) == ("more than 3,000× (LEMON: over 600 s)", True)


def test_our_failure_reaches_no_bar():
    assert faster(row("Mutua", 1.0, status="crashed (SIGSEGV)"), [PEER], 10).reached is False


def test_figure_at_the_bar_reaches_it_and_above_misses():
    assert [at_most("x", value, 5, "s").reached for value in (5, 5.01)] == [True, False]
    assert at_most("x", 1, 5, "s", done=False).reached is False


def test_spread_is_half_the_distance_by_the_median():
    assert [spread([1.0, 1.2, 1.1]), spread([1.0])] == ["±9 %", "–"]


def test_exponent_of_a_power_is_found():
    assert exponent([(n, 3e-6 * n**1.1) for n in (10, 100, 1000, 5000)]) == pytest.approx(1.1)


def test_page_says_what_is_missed_and_why():
    missed = Claim("start, code compiled before", "≤ 1 s", "1.5 s", False)
    text = page([part("start", [OURS], [missed, Claim("other", "≤ 1 s", "0.5 s", True)])], {})
    assert "- **start, code compiled before**: 1.5 s, must be ≤ 1 s. Two thirds are numba" in text
    assert "- **other**" not in text
    assert "What is missed" not in page([part("small", [OURS], [])], {})


def test_page_tells_rows_bars_and_what_was_left_out():
    parts = [
        part("small", [OURS, PEER], [faster(OURS, [PEER], 10), faster(OURS, [PEER], 100)]),
        part("waiting", [], [], skipped="No list."),
    ]
    text = page(parts, {"small": "The small ones"})
    assert "| random, 1,000 people, beside LEMON | ≥ 10× | 15×, same weight | reached |" in text
    assert "| random, 1,000 people, beside LEMON | ≥ 100× | 15×, same weight | **missed** |" in text
    figures = "0.2 | ±50 % | 0.4 | 3 | 99.5 | 500 pairs, weight 1,234,567, proven best"
    assert f"| random, 1,000 people | Mutua | {figures} |" in text
    assert "## The small ones" in text
    assert "No list." in text


def test_parts_kept_come_back_the_same(tmp_path):
    parts = [part("small", [OURS, PEER], [faster(OURS, [PEER], 10)])]
    results.save(tmp_path / "results.json", parts)
    assert list(results.load(tmp_path / "results.json").values()) == parts


def test_picture_has_one_line_per_family_and_leaves_out_what_did_not_end():
    rows = [row("Mutua", n / 1e4, work=f"random, {n:,} people") for n in (10_000, 100_000)]
    rows += [row("Mutua", 600.0, work="random, 1,000,000 people", status="over 600 s")]
    rows += [row("Mutua", n / 1e5, work=f"knn-like, {n:,} people") for n in (10_000, 100_000)]
    picture = ET.fromstring(growth_picture([part("growth", rows, [])]))
    lines = picture.findall("{http://www.w3.org/2000/svg}polyline")
    assert [len(line.get("points").split()) for line in lines] == [2, 2]


def test_no_picture_without_growth():
    assert growth_picture([part("small", [OURS], [])]) is None


def test_child_answers_and_is_measured():
    found = call("benchmarks.solvers:reference")
    assert found.status == DONE
    assert list(found.answer) == ["sum"]
    assert found.peak > 16


@pytest.mark.parametrize(
    ("script", "limit", "status"),
    [
        ("while :; do :; done", 0.2, "over 0.2 s"),
        ("kill -SEGV $$", 60, "crashed (SIGSEGV)"),
        ("exit 3", 60, "failed (exit 3)"),
    ],
)
def test_run_that_does_not_end_well_says_how(script, limit, status):
    assert run(["sh", "-c", script], limit).status == status

"""The report as a page: well-formed, complete, silent about what must stay hidden."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from string import Formatter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mutua
from mutua.cli.people import shipped_texts
from mutua.cli.typefaces import embedded
from mutua.matching import Aims, Matching, match
from mutua.matching.candidates import take
from mutua.matching.fairness import Fairness, Outcome
from mutua.matching.html import write_report
from mutua.matching.html.facts import Demand, bands, demands, spreads
from mutua.matching.html.phrases import PHRASES
from mutua.matching.html.rings import flows
from mutua.matching.html.sections import MOST_PAIRS
from tests.matching.crowd import crowd
from tests.matching.pages import LANGUAGES, report, section, text, tree
from tests.matching.people import AMIRA, BEN, RICH_PERSON, Record, lists_of_people, pool_of


@pytest.fixture(scope="module")
def matching() -> Matching:
    return match(pool_of(*crowd()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_is_well_formed_and_speaks_one_language(matching: Matching, lang: str) -> None:
    page = report(matching, lang)
    root = tree(page)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert root.get("lang") == lang
    assert len(ids) == len(set(ids))
    assert {link.get("href", "")[1:] for link in root.iter("a")} <= set(ids)
    assert "{" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_skip_no_level(matching: Matching, lang: str) -> None:
    levels = [int(e.tag[1]) for e in tree(report(matching, lang)).iter() if re.fullmatch("h[1-6]", e.tag)]
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_german_report_addresses_nobody(matching: Matching) -> None:
    words = set(re.findall(r"\w+", text(tree(report(matching, "de"))).lower()))
    assert words & {"du", "dich", "dir", "dein", "deine", "euch", "euer", "eure", "sie"} == set()


def test_phrases_have_the_same_gaps_in_both_languages() -> None:
    def gaps(said: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(said) if name} | {said.count("|")}  # type: ignore[arg-type]

    assert {key for key, said in PHRASES.items() if gaps(said[0]) != gaps(said[1])} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_a_plot_is_in_the_table_behind_it(matching: Matching, lang: str) -> None:
    figures = list(tree(report(matching, lang)).iter("figure"))
    assert len(figures) == 4
    for figure in figures:
        table = figure.find("details//table")
        assert table is not None
        cells = Counter(text(cell) for cell in table.iter("td"))
        drawn = [
            text(mark)
            for mark in figure[0].iter()
            if mark.tag == "text" and not str(mark.get("class")).startswith("axis")
        ]
        said = [text(mark) for mark in figure[0].iter("span") if mark.get("class") == "value"]
        drawn = [part for words in drawn for part in words.split(" + ")]
        numbers = Counter(drawn + [part for words in said for part in re.findall(r"[\d.,]+ ?%?", words)])
        assert numbers.total() > 0
        assert numbers - cells == Counter()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_needs_nothing_from_elsewhere(matching: Matching, lang: str) -> None:
    page = report(matching, lang, fonts=embedded())
    root = tree(page)
    tags = {element.tag for element in root.iter()}
    assert tags & {"script", "img", "iframe", "link", "object", "form", "use", "image"} == set()
    assert {
        name for e in root.iter() for name in e.attrib if name in {"src", "style"} or name[:2] == "on"
    } == set()
    without_fonts = re.sub(r"base64,[\w+/=]+", "", page)
    assert set(re.findall(r"(?:url\(|https?:|//)[^;,\s]*", without_fonts)) == {"url(data:font/woff2"}
    assert "@import" not in page


def test_colours_and_sizes_are_those_of_the_product() -> None:
    package = Path(mutua.__file__).parent
    declared = re.compile(r"--([\w-]+): ([^;]+);")
    product = dict(declared.findall((package / "ui/static/ui/css/tokens.css").read_text(encoding="utf-8")))
    own = dict(declared.findall((package / "matching/html/report.css").read_text(encoding="utf-8")))
    own |= {"paper": product["paper"], "gutter": product["gutter"]}  # said again for paper to print on
    assert own == {name: product[name] for name in own}


NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&amp<b>",
    "a\x08b",
    "{0}%s",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_text_of_the_list_stays_text(nasty: str) -> None:
    def named(word: str) -> Matching:
        own = {"name": word, "function": word, "offers": {word: 3}, "wishes": {"sk_c": 3}}
        clara = {**BEN, "id": 'clara<b>"&amp'}
        return match(pool_of({**AMIRA, **own}, {**BEN, "wishes": {word: 3}}, clara))

    shown, plain = (tree(report(named(word))) for word in (nasty, "plain"))
    assert [element.tag for element in shown.iter()] == [element.tag for element in plain.iter()]
    written = re.sub("[\x00-\x08\ud800]", "\ufffd", nasty)
    assert text(shown).count(written) == text(plain).count("plain")


@settings(max_examples=25, deadline=None)
@given(
    st.text(min_size=1, max_size=12).filter(lambda name: "\0" not in name),
    lists_of_people(RICH_PERSON),
    st.sampled_from(LANGUAGES),
)
def test_any_list_makes_a_well_formed_page(name: str, people: list[Record], lang: str) -> None:
    people[0]["name"] = name
    found = match(pool_of(*people), Aims(trios="all"))
    root = tree(report(found, lang))
    assert len(root.findall(".//section")) == 8
    assert len(root.findall(".//section[@id='pairs']//tbody/tr")) == len(found.pairs.fit)
    assert len(root.findall(".//section[@id='trios']//svg")) == len(found.trios.fit)
    assert len(root.findall(".//section[@id='waiting']//li")) == len(found.waiting)


def test_same_matching_gives_the_same_bytes(matching: Matching) -> None:
    again = match(pool_of(*crowd()))
    assert report(matching) == report(again)


def test_summary_counts_people_pairs_trios_and_waiting(matching: Matching) -> None:
    opening = tree(report(matching)).find(".//div[@class='opening']")
    assert opening is not None
    [lead] = [text(p) for p in opening.iter("p") if p.get("class") == "lead"]
    assert lead == (
        "20 pairs and 1 trio from 47 people; 3 people wait. With pairs alone, 6 people would wait; trios "
        "bring that down to 3. Not counted as waiting: 1 person without room for a tandem at the moment."
    )
    assert [text(dd) for dd in opening.iter("dd")] == ["47", "20", "1", "3"]


def test_proof_names_weight_bound_and_gap(matching: Matching) -> None:
    weight = f"{matching.alone.weight:,}"
    said = text(section(report(matching), "proof"))
    assert f"none of the same size is heavier: weight {weight}, upper bound {weight}, gap 0." in said
    assert "Weight adds up 1000 times the root of each fit" in said
    assert "1000-mal die Wurzel der Passung" in text(section(report(matching, "de"), "proof"))
    open_gap = replace(
        matching, alone=replace(matching.alone, upper_bound=matching.alone.weight + 10, exact=False)
    )
    share = f"{1000 / open_gap.alone.upper_bound:.2f}".replace(".", ",")
    assert f"höchstens {share} % unter dem" in text(section(report(open_gap, "de"), "proof"))


def test_waiting_people_are_named_by_reason(matching: Matching) -> None:
    shown = section(report(matching), "waiting")
    assert [text(heading) for heading in shown.iter("h3")] == [
        "With nobody can both sides learn from each other (1 person)",
        "Nobody is at a close level (1 person)",
        "Nobody shares a language (1 person)",
    ]
    assert [text(line) for line in shown.iter("li")] == ["Yusuf w3", "Farid w1", "Oksana w2"]


def test_pair_is_said_in_words_with_its_strongest_reason() -> None:
    found = match(pool_of({**AMIRA, "locked_with": "ben"}, BEN))
    [row] = section(report(found, "de"), "pairs").findall(".//tbody/tr")
    assert [text(cell) for cell in row] == [
        "Amira amiraBen ben",
        "sehr gut · vorab festgelegt",
        "Geben und Nehmen: Amira zeigt sk_a; Ben zeigt sk_c",
        "4",
        "de, en",
    ]


def test_ring_draws_each_flow_once(matching: Matching) -> None:
    members = matching.trios.members[0].tolist()
    ids = matching.pool.ids
    flowing = [(ids[flow.giver], ids[flow.taker], flow.skills) for flow in flows(matching.pool, members)]
    assert flowing == [("r1", "r3", ("sk_x",)), ("r2", "r1", ("sk_y",)), ("r3", "r2", ("sk_z",))]
    shown = section(report(matching), "trios")
    assert len(list(shown.iter("polygon"))) == 3
    assert [text(line) for line in shown.findall(".//ul[@class='flows']/li")] == [
        "Clara Dorn shows Emil Ferro: sk_x",
        "Dora Emil shows Clara Dorn: sk_y",
        "Emil Ferro shows Dora Emil: sk_z",
    ]


def test_bands_hold_every_tandem_and_start_below_a_settled_misfit(matching: Matching) -> None:
    assert sum(band.count for band in bands(matching)) == 21
    assert (bands(matching)[0].low, bands(matching)[-1].high) == (35, 100)
    low = replace(matching.pairs, fit=np.where(np.arange(20) == 0, 0.123, 1.0))
    shown = bands(replace(matching, pairs=low))
    assert (shown[0].low, shown[0].count, shown[-1].count) == (10, 1, 19 + sum(matching.trios.fit >= 0.95))


def test_spreads_tell_quartiles_and_what_is_unknown(matching: Matching) -> None:
    values = np.append(np.full(10, np.nan), np.arange(10) / 10)
    changed = replace(matching.pairs, values={**matching.pairs.values, "challenges": values})
    trios = matching.trios.chosen(np.zeros(1, dtype=bool))
    [spread] = [
        s for s in spreads(replace(matching, pairs=changed, trios=trios)) if s.criterion == "challenges"
    ]
    assert spread.quartiles == pytest.approx((22.5, 45, 67.5))
    assert (spread.mean, spread.unknown, spread.weight) == (pytest.approx(45), 0.5, 8)


def test_skills_count_people_with_room(matching: Matching) -> None:
    scarce, plenty = demands(matching.pool)
    assert scarce == [Demand("sk_c", 22, 20, close=0), Demand("sk_nobody", 1, 0, close=0)]
    assert plenty == [Demand("sk_a", 20, 23, close=0)]
    near = pool_of({**AMIRA, "offers": "sk_b:3"}, BEN)  # sk_a and sk_b are of one group
    assert demands(near)[0] == [Demand("sk_a", wished=1, offered=0, close=1)]


def test_comparison_shows_both_aims(matching: Matching) -> None:
    compared = Fairness(Outcome(0.412, 80.2, 1234), Outcome(0.44, 79.9, 2000))
    shown = section(report(matching, comparison=compared), "fairness")
    assert "on the pairs before any trio is formed" in next(text(it) for it in shown.iter("caption"))
    german = section(report(matching, "de", comparison=compared), "fairness")
    assert "für die Paare, bevor Trios entstehen" in next(text(it) for it in german.iter("caption"))
    rows = shown.findall(".//tbody/tr")
    assert [[text(cell) for cell in row] for row in rows] == [
        ["Smallest fit", "41.2", "44"],
        ["Sum of fits", "8,020", "7,990"],
        ["Blocking pairs", "1,234", "2,000"],
    ]


def test_long_lists_are_cut_and_say_so(matching: Matching) -> None:
    many = np.arange(60_000) % 20
    weakest = np.where(np.arange(60_000) == 59_999, 0.41, 0.8)
    page = report(replace(matching, pairs=replace(take(matching.pairs, many), fit=weakest)), "de")
    rows = section(page, "pairs").findall(".//tbody/tr")
    assert (len(rows), [text(cell) for cell in rows[0]][1]) == (MOST_PAIRS, "knapp")
    assert "1.000 von 60.000 sind aufgeführt; 59.000 fehlen hier." in text(section(page, "pairs"))
    assert len(page.encode()) < 5_000_000


def test_page_without_any_tandem_says_so() -> None:
    page = report(match(pool_of(AMIRA)))
    assert "no tandem from 1 person; 1 person waits." in page
    assert "There is no tandem to show." in text(section(page, "fit"))
    assert [text(section(page, name))[-len("There are no pairs.") :] for name in ("pairs",)] == [
        "There are no pairs."
    ]


def test_report_appears_whole_or_not_at_all(matching: Matching, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_report(matching, lang="en", texts=shipped_texts(), path=path)
    assert path.read_text(encoding="utf-8") == report(matching)
    with pytest.raises(OSError, match="missing"):
        write_report(matching, lang="en", texts=shipped_texts(), path=tmp_path / "missing" / "report.html")
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]

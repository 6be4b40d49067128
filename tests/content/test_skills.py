from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.content import catalogue, loader, search
from mutua.content.folding import fold, near_prefix
from mutua.content.skills import (
    group_label,
    label,
    normalise_own,
    search_skills,
    skill_label,
)

PRESENTING = "sk_presenting"
EXPECTED_ALSO = [("de", "Präsentieren", "Presenting"), ("en", "Presenting", None)]


@pytest.mark.parametrize(
    "query",
    [
        "präsentieren",
        "Praesentieren",
        "prasent",
        "PRESENTING",
        "present",
        "presentign",
        "pressenting",
        "preenting",
    ],
)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_skill_is_found_in_any_spelling_whatever_the_language(query: str, lang: str) -> None:
    assert search_skills(query, lang)[0].key == PRESENTING


@pytest.mark.parametrize("query", ["straße", "strasse", "STRASSE"])
def test_sharp_s_is_found_in_both_spellings(query: str) -> None:
    assert search_skills(query, "de")[0].label == "Straßenverkehrsrecht"


@pytest.mark.parametrize(
    ("lang", "label_", "also"), [("de", "Präsentieren", "Presenting"), ("en", "Presenting", None)]
)
def test_hit_says_what_was_found_when_it_was_not_the_label(lang: str, label_: str, also: str | None) -> None:
    hit = search_skills("presenting", lang)[0]
    assert (hit.label, hit.also) == (label_, also)


def test_catalogue_comes_before_esco() -> None:
    hits = [hit.key.startswith("sk_") for hit in search_skills("management", "en")]
    assert hits == sorted(hits, reverse=True)
    assert set(hits) == {True, False}


def test_every_catalogue_skill_is_found_first_by_its_label_in_either_language() -> None:
    for key, entry in loader.items("profile_catalogue", "de").items():
        if key.startswith("sk_"):
            english = loader.item(key, "en")["label"]
            assert [search_skills(text, "de")[0].key for text in (entry["label"], english)] == [key, key]


def test_word_inside_a_german_compound_is_found() -> None:
    assert "Projektmanagement" in {hit.also or hit.label for hit in search_skills("ektmanag", "de")}


@pytest.mark.parametrize("query", ["", "   ", "!?", "qqqqqq"])
def test_senseless_query_finds_nothing(query: str) -> None:
    assert search_skills(query, "de") == []


def test_limit_is_kept() -> None:
    assert len(search_skills("a", "en", limit=5)) == 5


@settings(deadline=None)
@given(st.text(max_size=200))
def test_search_survives_any_text(query: str) -> None:
    assert len(search_skills(query, "de")) <= 12


@settings(deadline=None)
@given(st.text(alphabet="aeouäöüßsSk ", max_size=12), st.text(alphabet="aeouäöüßsk", max_size=6))
def test_folded_prefix_is_a_prefix_of_the_folded_text(start: str, end: str) -> None:
    assert fold(start + end).startswith(fold(start))


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("present", True),
        ("presint", True),
        ("prsent", True),
        ("preesent", True),
        ("persent", True),
        ("plasint", False),
    ],
)
def test_near_prefix_forgives_one_slip(typed: str, fits: int) -> None:
    assert near_prefix("presenting", typed) == bool(fits)


def test_esco_labels_follow_the_newer_wording_and_keep_the_former_as_synonym() -> None:
    hit = search_skills("think innovately", "en")[0]
    assert (hit.label, hit.also) == ("Think innovatively", "think innovately")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("  Presenting ", PRESENTING),
        ("PRÄSENTIEREN", PRESENTING),
        (PRESENTING, PRESENTING),
        ("Projektmanagement", "sk_projects"),
        ("balance", "balance"),
        ("Excel", "Excel"),
        ("Kubernetes\n\x00 im  Betrieb", "Kubernetes im Betrieb"),
        (" \x07 ", ""),
    ],
)
def test_own_entry_becomes_a_known_skill_only_when_it_names_it(typed: str, key: str) -> None:
    assert normalise_own(typed) == key


@settings(deadline=None)
@given(st.text(max_size=300))
def test_own_entry_is_short_printable_and_stable(typed: str) -> None:
    key = normalise_own(typed)
    assert key in catalogue.known() or (len(key) <= 60 and (key.isprintable()))
    assert normalise_own(key) == key


def test_own_entry_is_its_own_label() -> None:
    assert skill_label("Bienenzucht", "en") == "Bienenzucht"


def test_groups_of_the_catalogue_have_names_in_both_languages() -> None:
    groups = {skill.group for skill in catalogue.known().values() if skill.in_catalogue}
    assert {group_label(group, "de") for group in groups}.isdisjoint(groups)
    assert group_label("leadership", "de") == "Führung"


def test_every_group_has_a_name_in_both_languages() -> None:
    groups = {skill.group for skill in catalogue.known().values() if skill.group}
    assert [g for g in groups for lang in ("de", "en") if group_label(g, lang) == g] == []


def test_catalogue_words_cover_exactly_the_catalogue() -> None:
    keys = {key for key in catalogue.known() if key.startswith("sk_")}
    assert (set(catalogue.words()["synonyms"]), set(catalogue.words()["finds"])) == (keys, keys)


@pytest.mark.parametrize(
    ("kind", "key", "text"),
    [
        ("skill", PRESENTING, "Presenting"),
        ("direction", "cd_expert", "Deepen expertise"),
        ("challenge", "ch_too_much", "Too much at once"),
        ("reason", "why_next_step", "I want to find out what comes next professionally."),
        ("facet", "bg_unit", "Department or unit"),
        ("facet", "unit", "Department or unit"),
        ("style", "ws_pace", "Think first – Think aloud"),
        ("level", 1, "In training"),
        ("level", "9", "Leading the organisation"),
        ("level", 12, "12"),
        ("direction", "Gardening", "Gardening"),
    ],
)
def test_label_of_each_kind(kind: str, key: str | int, text: str) -> None:
    assert label(kind, key, "en") == text  # type: ignore[arg-type]


def test_index_holds_labels_of_both_languages_for_every_skill() -> None:
    terms = search._index().terms
    assert sum(term.is_label for term in terms) == 2 * len(catalogue.known())

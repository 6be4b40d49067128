"""Explanations in words, in both languages, and what they keep silent."""

from __future__ import annotations

import pytest

from mutua.cli.people import shipped_texts
from mutua.matching import Pool, explain, match
from mutua.matching.explain import Explanation, strength
from mutua.matching.report import as_csv, reasons, summary, tandem_rows, waiting_rows
from mutua.matching.texts import BAR_SENTENCES, GATE_SENTENCES, REASON_SENTENCES
from tests.matching.people import AMIRA, BEN, pool_of

TEXTS = shipped_texts()


def told(pool: Pool, lang: str = "en", *, reveal: bool = False) -> Explanation:
    return explain(pool, 0, 1, texts=TEXTS, lang=lang, reveal=reveal)


def test_explanation_speaks_to_the_first_person() -> None:
    ben = {**BEN, "offers": "sk_presenting:3", "wishes": "sk_projects:3"}
    pool = pool_of({**AMIRA, "offers": "sk_projects:3", "wishes": "sk_presenting:3"}, ben)
    english = {line.criterion: line.sentence for line in told(pool).lines}
    german = {line.criterion: line.sentence for line in told(pool, "de").lines}
    assert english["complementarity"] == (
        "You can help each other: you bring Managing projects, Ben brings Presenting."
    )
    assert german["complementarity"] == (
        "Ihr könnt euch gegenseitig helfen: Projekte steuern bringst du mit, Präsentieren bringt Ben mit."
    )
    assert english["career_goals"] == "You are heading in the same direction: Lead people and Shape strategy."
    assert english["practical"] == "Language, time and place fit: 4 shared hours per week."
    assert told(pool).difference == "Field of work (sales)"


def test_strongest_and_rest_are_all_criteria() -> None:
    found = told(pool_of({**AMIRA, "challenges": ""}, {**BEN, "years": 1}))
    assert [line.criterion for line in found.strongest] == [
        "complementarity",
        "career_goals",
        "background_difference",
    ]
    assert sorted(line.criterion for line in found.strongest + found.rest) == sorted(
        line.criterion for line in found.lines
    )
    unknown = {line.criterion: (line.value, line.strength, line.sentence) for line in found.rest}[
        "challenges"
    ]
    assert unknown == (None, "unknown", "Information on this point is missing; it is not counted.")
    assert found.talk_about == "What would you show Ben first?"


@pytest.mark.parametrize("lang", ["de", "en"])
def test_two_who_answer_in_the_middle_are_told_no_empty_list(lang: str) -> None:
    middle = {"style": "3;3;3;3;3;3"}
    [line] = [
        one
        for one in told(pool_of({**AMIRA, **middle}, {**BEN, **middle}), lang).lines
        if one.criterion == "working_values"
    ]
    assert (line.value, line.sentence) == (1.0, TEXTS.criteria[lang]["working_values"].sentences["medium"])


@pytest.mark.parametrize(
    ("value", "word"), [(0.7, "strong"), (0.69, "medium"), (0.4, "medium"), (0.39, "weak")]
)
def test_strength_has_two_thresholds(value: float, word: str) -> None:
    assert (strength(value), strength(float("nan"))) == (word, "unknown")


def test_explanation_of_an_exclusion_is_the_same_as_without_one() -> None:
    without = pool_of(AMIRA, BEN)
    for change in ({"rather_not": "amira"}, {"gladly": "amira"}):
        assert told(pool_of(AMIRA, {**BEN, **change})) == told(without)
    owner = told(pool_of(AMIRA, {**BEN, "rather_not": "amira"}), reveal=True)
    assert owner.barred_text == "At least one of them would rather not be paired with the other."


def test_notes_tell_own_wish_and_only_the_owner_of_the_list_both() -> None:
    both = pool_of({**AMIRA, "gladly": "ben"}, {**BEN, "gladly": "amira"})
    assert told(both).notes[0] == "Ben is on your wish list."
    assert told(both, reveal=True).notes[0] == "You wished for each other."


def test_fixed_sentences_are_there_for_all_codes() -> None:
    tables = (BAR_SENTENCES, GATE_SENTENCES, REASON_SENTENCES)
    assert all(len(pair) == 2 and all(pair) for table in tables for pair in table.values())
    assert len(BAR_SENTENCES) == 8
    assert (len(GATE_SENTENCES), len(REASON_SENTENCES)) == (6, 9)


def test_reasons_of_a_trio_speak_of_one_other_at_a_time() -> None:
    clara = {**BEN, "id": "clara", "name": "Clara", "directions": "cd_found"}
    text = reasons(pool_of(AMIRA, BEN, clara), TEXTS, [0, 2, 1], "en")
    assert text.startswith("You can help each other: you bring sk_a, Clara brings sk_c.")
    assert "You are heading in the same direction: Lead people and Shape strategy." in text


def test_rows_of_a_matching_are_in_the_order_of_the_list() -> None:
    matching = match(pool_of({**AMIRA, "id": "zoe", "trio": "no"}, BEN, {"id": "clara", "level": 3}))
    (row,) = tandem_rows(matching, TEXTS)
    assert (row["a"], row["b"], row["c"], row["known_weight"]) == ("zoe", "ben", None, 100)
    assert (row["fit"], row["experience"]) == (98.8, 0.92)
    assert [(row["id"], row["reason"]) for row in waiting_rows(matching)] == [("clara", "too_little_known")]
    counts = summary(matching)
    assert [counts[key] for key in ("people", "pairs", "trios", "waiting", "gap")] == [3, 1, 0, 1, 0]
    assert (counts["mean_fit"], counts["min_fit"]) == (98.8, 98.8)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_cells_never_start_a_formula(start: str) -> None:
    assert as_csv(["id"], [{"id": f"{start}1"}]).splitlines()[1].lstrip('"').startswith("'")
    assert as_csv(["fit"], [{"fit": -1.5}]) == "fit\n-1.5\n"

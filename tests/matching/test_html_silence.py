"""What the report must not tell: who is kept apart from whom, what people confided, who marked whom."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mutua.cli.people import shipped_texts
from mutua.matching import match
from tests.matching.pages import LANGUAGES, report, section, text
from tests.matching.people import AMIRA, BEN, pool_of


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hidden_relations_change_no_byte(lang: str) -> None:
    """Whoever is kept apart by an exclusion, a reporting line or a former tandem waits like anybody else."""

    def kept_apart(**relation: str) -> str:
        clara = {**AMIRA, "id": "clara", "name": "Clara"}
        return report(match(pool_of({**AMIRA, **relation}, {**BEN, "locked_with": "clara"}, clara)), lang)

    pages = {kept_apart(**{column: "ben"}) for column in ("rather_not", "reports_to", "former", "gladly")}
    assert pages == {kept_apart()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_possible_partner_kept_apart_is_said_like_a_partner_taken(lang: str) -> None:
    apart = {
        report(match(pool_of({**AMIRA, column: "ben"}, BEN)), lang) for column in ("rather_not", "reports_to")
    }
    assert len(apart) == 1
    taken = match(pool_of(AMIRA, {**BEN, "locked_with": "clara"}, {**AMIRA, "id": "clara"}))
    reasons = [text(heading) for heading in section(report(taken, lang), "waiting").iter("h3")]
    [said] = {text(h) for h in section(apart.pop(), "waiting").iter("h3")}
    assert said.split(" (")[0] == reasons[0].split(" (")[0]


@pytest.mark.parametrize("criterion", ["career_goals", "challenges", "background_difference"])
def test_personal_answers_are_not_named(criterion: str) -> None:
    """Directions, hurdles and what shaped a view count, but stay with the people."""
    own = {"directions": "confided way", "challenges": "confided hurdle"}
    amira, ben = ({**one, **own, "perspective": f"confided {one['id']}"} for one in (AMIRA, BEN))
    found = match(pool_of(amira, ben))
    values = {name: np.array([float(name == criterion)]) for name in found.pairs.values}
    page = report(replace(found, pairs=replace(found.pairs, values=values)))
    assert f"{shipped_texts().criteria['en'][criterion].label}: " in text(section(page, "pairs"))
    assert "confided" not in page


def test_marks_show_nowhere_in_a_small_matching() -> None:
    plain = report(match(pool_of(AMIRA, BEN)))
    marked = report(match(pool_of({**AMIRA, "gladly": "ben"}, {**BEN, "gladly": "amira"})))
    assert marked == plain

"""What two people have for each other, as keys and as the words that fill the gaps of sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mutua.matching import criteria
from mutua.matching.columns import Tags
from mutua.matching.criteria import FACET_WEIGHTS
from mutua.matching.pool import Pool
from mutua.matching.skills import SAME_SKILL, SAME_SKILL_UNSURE, SURE
from mutua.matching.texts import FACET_KEYS, STYLE_ITEMS, Texts, enumeration, number

MOST_WORDS = 3


@dataclass(frozen=True)
class Between:
    """Two people (row numbers) from the view of the first; each answer is worked out when first asked for."""

    pool: Pool
    me: int
    other: int

    @cached_property
    def mine(self) -> list[str]:
        """Skills that I offer and the other one wishes for."""
        return wanted_offers(self.pool, self.me, self.other)

    @cached_property
    def theirs(self) -> list[str]:
        """Skills that the other one offers and I wish for."""
        return wanted_offers(self.pool, self.other, self.me)

    @cached_property
    def directions(self) -> list[str]:
        """Those of both, my heaviest first."""
        return self._shared(self.pool.directions)

    @cached_property
    def challenges(self) -> list[str]:
        """Those of both."""
        return self._shared(self.pool.challenges)

    @cached_property
    def poles(self) -> list[tuple[str, str]]:
        """(kind of label, item) of the styles that both lean to, the closest answers first."""
        answers = self.pool.style[[self.me, self.other]]
        if np.isnan(answers).any():
            return []
        spread, lean = np.ptp(answers, axis=0), answers.mean(axis=0) - 3
        order = sorted(range(len(STYLE_ITEMS)), key=lambda item: (spread[item], -abs(lean[item])))
        kinds = [("style_right" if lean[item] > 0 else "style_left", item) for item in order if lean[item]]
        return [(kind, STYLE_ITEMS[item]) for kind, item in kinds]

    @cached_property
    def differences(self) -> list[tuple[str, list[str]]]:
        """(facet, what the other one brings) where the two differ most, the weightiest first."""
        me, other = np.array([self.me]), np.array([self.other])
        weighed = criteria.facet_distances(self.pool, me, other)[:, 0] * FACET_WEIGHTS  # NaN comes last
        found = []
        for facet in np.argsort(-weighed, kind="stable")[:MOST_WORDS]:
            if weighed[facet] > 0:
                tags = self.pool.facets[facet]
                own = set(tags.names(self.me))
                brought = [word for word in tags.names(self.other) if word not in own]
                found.append((FACET_KEYS[facet], brought))
        return found

    @cached_property
    def hours(self) -> float:
        """Hours a week that both are free; NaN where that is unknown."""
        return float(self.pool.free_time.shared_hours(np.array([self.me]), np.array([self.other]))[0])

    def _shared(self, tags: Tags) -> list[str]:
        theirs = set(tags.names(self.other))
        return [word for word in tags.names(self.me) if word in theirs]


def wanted_offers(pool: Pool, teacher: int, learner: int) -> list[str]:
    """What the teacher offers that the learner wishes for, the most useful first; relatives count too."""
    skills = pool.skills
    offers, wishes = skills.offers.row(teacher), skills.wishes.row(learner)
    use: dict[int, float] = {}
    for wish, priority in wishes.items():
        met = {key: close for key, close in skills.relatives.row(wish).items() if key in offers}
        if wish in offers:
            met[wish] = SAME_SKILL if offers[wish] >= SURE else SAME_SKILL_UNSURE
        for offer, close in met.items():
            use[offer] = max(use.get(offer, 0.0), priority * close)
    return [skills.words[offer] for offer in sorted(use, key=lambda key: (-use[key], key))]


class Gaps(dict[str, str]):
    """The words for the gaps of sentences in one language; each is put together when a sentence has it."""

    def __init__(self, between: Between, texts: Texts, lang: str) -> None:
        super().__init__()
        self._between, self._texts, self._lang = between, texts, lang

    def __missing__(self, gap: str) -> str:
        self[gap] = text = _FILLED[gap](self, self._between)
        return text

    def listed(self, kind: str, keys: Sequence[str]) -> str:
        """The first few of the keys, by their labels."""
        return self.enumerated([self._texts.label(kind, key, self._lang) for key in keys[:MOST_WORDS]])

    def enumerated(self, words: Sequence[str]) -> str:
        """The words in a row."""
        return enumeration(words, self._lang)

    def poles(self, between: Between) -> str:
        """The poles of style that both lean to."""
        return self.enumerated(
            [self._texts.label(kind, item, self._lang) for kind, item in between.poles[:MOST_WORDS]]
        )

    def differences(self, between: Between) -> list[str]:
        """The facets in which the two differ, with what the other one brings."""
        labels = [(self._texts.label("facet", key, self._lang), words) for key, words in between.differences]
        return [f"{label} ({', '.join(words)})" if words else label for label, words in labels]

    def hours(self, between: Between) -> str:
        """The hours that both are free."""
        return "?" if np.isnan(between.hours) else number(between.hours, self._lang)


_FILLED: dict[str, Callable[[Gaps, Between], str]] = {
    "other": lambda _, between: between.pool.names[between.other],
    "offer_you": lambda gaps, between: gaps.listed("skill", between.mine),
    "offer_other": lambda gaps, between: gaps.listed("skill", between.theirs),
    "shared_goals": lambda gaps, between: gaps.listed("direction", between.directions),
    "shared_challenges": lambda gaps, between: gaps.listed("challenge", between.challenges),
    "shared_style": lambda gaps, between: gaps.poles(between),
    "differences": lambda gaps, between: gaps.enumerated(gaps.differences(between)),
    "overlap": lambda gaps, between: gaps.hours(between),
}
"""By the name of each gap how it is filled."""

"""What two people share, where they differ, and what each could teach the other: in words, never a number.

Pure functions over two sheets, always seen by the first of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mutua.content import loader
from mutua.content.skills import label, nearness
from mutua.programmes.queries.pool import FACETS, Sheet

MOST_WORDS = 3
SIMILAR_YEARS = 0.7  # the shorter career is at least this part of the longer one, both plus two years


@dataclass(frozen=True)
class Difference:
    """One facet in which two people differ, in their own words."""

    facet: str
    label: str
    mine: str
    theirs: str


def can_teach(giver: Sheet, taker: Sheet) -> list[str]:
    """The giver's skills that answer the taker's wishes, the most wished for first."""
    same, near = _matches(giver, taker)
    return [*same, *near]


def taught_words(giver: Sheet, taker: Sheet, lang: str) -> list[str]:
    """The same by name, at most three; what was not wished for itself says that it is only close to it."""
    same, near = _matches(giver, taker)
    close = [_("%(skill)s (close to a wish)") % {"skill": word} for word in skill_words(near, lang)]
    return [*skill_words(same, lang), *close][:MOST_WORDS]


def offered_words(sheet: Sheet, lang: str) -> list[str]:
    """What someone brings whatever the other wishes for, the surest first; at most three."""
    return skill_words(sorted(sheet.offers, key=lambda skill: (-sheet.offers[skill], skill)), lang)


def _matches(giver: Sheet, taker: Sheet) -> tuple[list[str], list[str]]:
    """The same skills as wished for; then close relatives of the other wishes (CONTRACT §3.2)."""
    wishes = sorted(taker.wishes, key=lambda skill: (-taker.wishes[skill], skill))
    same = [skill for skill in wishes if skill in giver.offers]
    relatives = [nearness().get(skill, {}) for skill in wishes if skill not in giver.offers]
    ranks = {
        skill: min((place, -near[skill]) for place, near in enumerate(relatives) if skill in near)
        for skill in giver.offers
        if skill not in same and any(skill in near for near in relatives)
    }
    return same, sorted(ranks, key=lambda skill: (ranks[skill], -giver.offers[skill], skill))


def shared_directions(first: Sheet, second: Sheet) -> list[str]:
    return [key for key in first.profile.directions if key in second.profile.directions]


def shared_challenges(first: Sheet, second: Sheet) -> list[str]:
    return [key for key in first.profile.challenges if key in second.profile.challenges]


def differences(mine: Sheet, theirs: Sheet) -> list[tuple[str, str, str]]:
    """(facet, mine, theirs) of every facet both filled and in which nothing is the same, weightiest first."""
    found = []
    for facet in FACETS:
        here, there = mine.facet(facet), theirs.facet(facet)
        if here and there and not {w.casefold() for w in here} & {w.casefold() for w in there}:
            found.append((facet, ", ".join(here), ", ".join(there)))
    return found


def difference_words(mine: Sheet, theirs: Sheet, lang: str) -> list[Difference]:
    return [
        Difference(facet, label("facet", facet, lang), here, there)
        for facet, here, there in differences(mine, theirs)
    ]


def similar_level(first: Sheet, second: Sheet) -> bool:
    return first.profile.level == second.profile.level


def similar_years(first: Sheet, second: Sheet) -> bool:
    if first.profile.years is None or second.profile.years is None:
        return False
    shorter, longer = sorted((float(first.profile.years) + 2, float(second.profile.years) + 2))
    return shorter / longer >= SIMILAR_YEARS


def similar_feedback(first: Sheet, second: Sheet) -> bool:
    """Both answered the style block and are at most one step apart on how direct feedback may be."""
    here, there = first.profile.style, second.profile.style
    return bool(here and there) and abs(int(here[0]) - int(there[0])) <= 1


def commonalities(first: Sheet, second: Sheet, lang: str) -> list[str]:
    """Everything they share, as parts of a sentence ("the goal “Lead people”"), the strongest first."""
    told = _snippets(lang)
    goals = [label("direction", key, lang) for key in shared_directions(first, second)]
    hurdles = [label("challenge", key, lang) for key in shared_challenges(first, second)]
    return [
        *(told["cs_goal"].format(value=quoted(goal, lang)) for goal in goals),
        *(told["cs_challenge"].format(value=quoted(hurdle, lang)) for hurdle in hurdles),
        *(told[key] for key, holds in _SOFT if holds(first, second)),
    ]


def shared_words(first: Sheet, second: Sheet, lang: str) -> list[str]:
    """The same for a card: single words, goals and hurdles first."""
    told = _snippets(lang)
    words = [
        *(label("direction", key, lang) for key in shared_directions(first, second)),
        *(label("challenge", key, lang) for key in shared_challenges(first, second)),
    ]
    return words or [told[key] for key, holds in _SOFT if holds(first, second)]


def skill_words(skills: Sequence[str], lang: str) -> list[str]:
    """At most three skills by name."""
    return [label("skill", key, lang) for key in skills[:MOST_WORDS]]


def _snippets(lang: str) -> dict[str, str]:
    return {
        entry["id"]: entry["text"] for entry in loader.document("invitations", lang)["commonality_snippets"]
    }


def quoted(words: str, lang: str) -> str:
    return f"„{words}“" if lang == "de" else f"“{words}”"


_SOFT: Sequence[tuple[str, Callable[[Sheet, Sheet], bool]]] = [
    ("cs_level", similar_level),
    ("cs_years", similar_years),
    ("cs_style", similar_feedback),
]

"""Skills as chips to choose from: the catalogue in its groups, own picks, and what a search finds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mutua.content import loader
from mutua.content.skills import group_label, normalise_own, search_skills, skill_label
from mutua.errors import DomainError

MOST_SKILLS = 6
WEIGHTS = range(1, 4)
USUAL_WEIGHT = 2
HITS = 8


@dataclass(frozen=True)
class Chip:
    """One skill to tick; `note` says what else was found or that the words are one's own."""

    key: str
    label: str
    chosen: bool = False
    note: str = ""


@dataclass(frozen=True)
class ChipGroup:
    label: str
    chips: list[Chip]


def tidy_skills(weights: Mapping[str, int], place: str) -> dict[str, int]:
    """Known keys where the words name a known skill, in the order given. Raises DomainError
    ("too_many") or ("weight_unknown")."""
    tidy = {key: weight for words, weight in weights.items() if (key := normalise_own(words))}
    if len(tidy) > MOST_SKILLS:
        message = _("Choose up to %(most)s. Three are enough to start with.") % {"most": MOST_SKILLS}
        raise DomainError("too_many", message, field=place)
    if any(weight not in WEIGHTS for weight in tidy.values()):
        raise DomainError("weight_unknown", _("Choose one of the three steps."), field=place)
    return tidy


def catalogue_groups(
    chosen: Collection[str], language: str, without: Collection[str] = ()
) -> list[ChipGroup]:
    """The 28 shipped skills in their groups, but for those that stand elsewhere on the page."""
    groups: dict[str, list[Chip]] = {}
    for entry in loader.document("profile_catalogue", language)["skills"]:
        chips = groups.setdefault(entry["group"], [])
        if entry["id"] not in without:
            chips.append(Chip(entry["id"], entry["label"], entry["id"] in chosen))
    return [ChipGroup(group_label(group, language), chips) for group, chips in groups.items() if chips]


def own_picks(chosen: Collection[str], language: str) -> list[Chip]:
    """What was chosen beside the catalogue."""
    shipped = _catalogue_keys()
    return [Chip(key, skill_label(key, language), chosen=True) for key in chosen if key not in shipped]


def found_chips(query: str, chosen: Collection[str], language: str) -> list[Chip]:
    """What a search finds and is not chosen yet, and the words themselves if they name nothing known."""
    hits = [
        Chip(hit.key, hit.label, note=hit.also or "")
        for hit in search_skills(query, language, HITS)
        if hit.key not in chosen
    ]
    own = normalise_own(query)
    if (
        own
        and own not in chosen
        and own not in {chip.key for chip in hits}
        and skill_label(own, language) == own
    ):
        hits.append(Chip(own, own, note=_("in your own words")))
    return hits


def _catalogue_keys() -> set[str]:
    skills = loader.document("profile_catalogue", loader.DEFAULT_LANGUAGE)["skills"]
    return {entry["id"] for entry in skills}

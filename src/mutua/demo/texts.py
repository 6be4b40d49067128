"""What people wrote to each other (data/agreements.yaml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import yaml

from mutua.content import loader
from mutua.content.skills import skill_label
from mutua.demo.invention import Invented


@dataclass(frozen=True)
class Words:
    """One member's own words in an agreement. `promise` answers the goal of the other one."""

    benefit: str
    priorities: Sequence[str]
    goal: Mapping[str, Any]
    promise: str
    topics: Mapping[str, str]
    own_topics: Sequence[str]


@dataclass(frozen=True)
class Shared:
    """What both wrote together, and where their frame differs from the usual one."""

    purpose: str
    common_different: str
    frame: Mapping[str, Any]


def words_of_cast(name: str) -> Words:
    """Of "emil" or "clara"."""
    told = _document()[name]
    return Words(**told | {"goal": _with_levels(told["goal"], told["goal"]["levels"])})


def shared_of_cast() -> Shared:
    """What Emil and Clara wrote together."""
    return Shared(**_document()["emil_and_clara"])


def words_of(person: Invented, rng: Random) -> Words:
    """Everyday words of somebody invented, in their language, with a goal out of the shipped examples."""
    language = person.language
    told = _document()["everyone"][language]
    wish = _first_wish(person, language)
    example = rng.choice(list(loader.items("goal_templates", language).values()))
    goal = {
        "title": example["title"],
        "need": example["why"],
        "scope": example["scope"],
        "weeks": example["suggested_weeks"],
    }
    return Words(
        benefit=rng.choice(told["benefits"]).format(wish=wish),
        priorities=[text.format(wish=wish) for text in told["priorities"]],
        goal=_with_levels(goal, example["measure"]["levels"]),
        promise=rng.choice(told["promises"]),
        topics={},
        own_topics=(),
    )


def shared_words(one: Invented, other: Invented, language: str) -> Shared:
    """What two invented people share, in the language of their tandem."""
    told = _document()["everyone"][language]
    wishes = {"one": _first_wish(one, language), "other": _first_wish(other, language)}
    return Shared(
        purpose=told["purpose"].format_map(wishes),
        common_different=told["common_different"].format(one=one.function, other=other.function),
        frame={"stop_word": told["stop_word"]},
    )


def _first_wish(person: Invented, language: str) -> str:
    wish = skill_label(max(person.wishes, key=lambda skill: person.wishes[skill]), language)
    return f"„{wish}“" if language == "de" else f"“{wish}”"


def _with_levels(goal: Mapping[str, Any], levels: Mapping[int, str]) -> dict[str, Any]:
    return {**goal, "levels": {str(step): text for step, text in levels.items()}}


@cache
def _document() -> Any:
    return yaml.safe_load((files(__package__) / "data" / "agreements.yaml").read_text(encoding="utf-8"))

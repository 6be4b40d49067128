"""The directory: the cards that people put there themselves, as one of them may see it (S38).

Whom a hard filter bars (exclusion, reporting line, partner, no room left) is not among the cards to begin
with: neither a count nor a choice of the filters can tell that there is somebody (invariant 5).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import get_language

from mutua.content.catalogue import known
from mutua.content.folding import fold
from mutua.content.loader import language
from mutua.content.skills import label, search_skills
from mutua.people.catalogue import LANGUAGES, field_of, language_name
from mutua.people.models import Person
from mutua.programmes.queries.pool import IN_DIRECTORY, Sheet, around

ON_A_PAGE = 20
SKILLS_FOUND = 40


@dataclass(frozen=True)
class Search:
    """What is looked for; empty: anything. `way`: "teach" or "learn" the skill, empty: either."""

    skill: str = ""
    way: str = ""
    language: str = ""
    field: str = ""

    def __bool__(self) -> bool:
        return bool(self.skill or self.language or self.field)


@dataclass(frozen=True)
class ListedCard:
    """What someone shows of themselves in the directory: never the why, the hurdles, the level, the times."""

    id: UUID
    name: str
    first_name: str
    field: str
    offers: Sequence[str]
    wishes: Sequence[str]
    directions: Sequence[str]
    languages: Sequence[str]


@dataclass(frozen=True)
class Directory:
    """One page of cards; `fields` and `languages` (code, name) are what there is to choose from.

    may_ask: whether one's own profile is complete enough to open a card.
    """

    cards: Sequence[ListedCard]
    page: Page[Sheet]
    fields: Sequence[str]
    languages: Sequence[tuple[str, str]]
    may_ask: bool
    is_listed: bool


def directory_for(person: Person, search: Search, *, number: str, at: datetime) -> Directory:
    """Page `number` of what is found, in the order of names. Six queries, however many people."""
    seen = around(person, at=at, shown=IN_DIRECTORY)
    lang = language(get_language())
    fits = _asked(search, lang)
    found = sorted((sheet for sheet in seen.others if fits(sheet)), key=_by_name)
    page = Paginator(found, ON_A_PAGE).get_page(number)
    spoken = {code for sheet in seen.others for code in sheet.profile.languages}
    return Directory(
        cards=[_card(sheet, lang) for sheet in page],
        page=page,
        fields=_fields(seen.others),
        languages=[(code, language_name(code)) for code in LANGUAGES if code in spoken],
        may_ask=seen.me.is_complete,
        is_listed=seen.me.profile.listed and seen.me.is_complete,
    )


def _fields(sheets: Sequence[Sheet]) -> list[str]:
    """The fields of work that are there, each in one spelling: with capitals, where somebody writes it so."""
    words = {word for sheet in sheets for word in sheet.facet("function")}
    spelt = {word.casefold(): word for word in sorted(words, reverse=True)}
    return [spelt[key] for key in sorted(spelt, key=lambda key: (fold(key), key))]


def _asked(search: Search, lang: str) -> Callable[[Sheet], bool]:
    """Whether a card is among what is looked for."""
    is_meant = _skills_meant(search.skill, lang)
    field = search.field.casefold()

    def fits(sheet: Sheet) -> bool:
        return (
            (not search.skill or any(map(is_meant, _skills(sheet, search.way))))
            and (not search.language or search.language in sheet.profile.languages)
            and (not field or field in map(str.casefold, sheet.facet("function")))
        )

    return fits


def _skills(sheet: Sheet, way: str) -> Mapping[str, int]:
    return {"teach": sheet.offers, "learn": sheet.wishes}.get(way, {**sheet.offers, **sheet.wishes})


def _skills_meant(typed: str, lang: str) -> Callable[[str], bool]:
    """Whether a skill is one that the words find in either language, or in own words that hold them."""
    keys = {hit.key for hit in search_skills(typed, lang, SKILLS_FOUND)}
    words = fold(typed)
    return lambda skill: skill in keys or (bool(words) and skill not in known() and words in fold(skill))


def _by_name(sheet: Sheet) -> tuple[str, str]:
    return fold(_name(sheet)), str(sheet.id)


def _name(sheet: Sheet) -> str:
    return sheet.profile.person.name or sheet.first_name


def _card(sheet: Sheet, lang: str) -> ListedCard:
    return ListedCard(
        id=sheet.id,
        name=_name(sheet),
        first_name=sheet.first_name,
        field=field_of(sheet.profile),
        offers=_labels(sheet.offers, lang),
        wishes=_labels(sheet.wishes, lang),
        directions=[label("direction", key, lang) for key in sheet.profile.directions],
        languages=[language_name(code) for code in sheet.profile.languages],
    )


def _labels(weights: Mapping[str, int], lang: str) -> list[str]:
    """Skills by name, what is surest or most wanted first."""
    return [label("skill", key, lang) for key in sorted(weights, key=lambda key: (-weights[key], key))]

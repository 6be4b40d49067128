"""Three hundred people out of one number: the same number, the same people. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import TypeVar

from mutua.content.skills import normalise_own
from mutua.demo.answers import (
    CHALLENGES,
    DIRECTIONS,
    FIELDS,
    GERMAN,
    LEADING,
    PATHS,
    PERSPECTIVES,
    PLACES,
    Field,
    Place,
)
from mutua.demo.cast import CAST, Part
from mutua.demo.names import address_part, full_names
from mutua.demo.organisation import PEOPLE, Post, posts

DOMAIN = "lindenwerk.example"
INVITED, HIDDEN, KEPT_APART = 19, 24, 3
YEARS_AT = ((0, 2), (1, 4), (3, 8), (6, 14), (10, 20), (9, 22), (14, 26), (18, 30), (26, 30))
WEEKDAYS, HOURS = range(5), range(7, 19, 2)

T = TypeVar("T")
Slot = tuple[int, int, int]


@dataclass(frozen=True)
class Invented:
    """One invented person, with all answers that they gave or, if `stage` says so, are going to give.

    `stage`: "visible", "hidden" (complete, but not shown), "invited" (only what the directory knows) or
    "no_profile". `reports_to` and `rather_not` are addresses.
    """

    name: str
    email: str
    language: str
    time_zone: str
    function: str
    unit: str
    site: str
    level: int
    years: int
    languages: Sequence[str]
    facets: Mapping[str, Sequence[str]]
    offers: Mapping[str, int]
    wishes: Mapping[str, int]
    directions: Sequence[str]
    challenges: Sequence[str]
    style: Sequence[int]
    slots: Sequence[Slot]
    mode: str
    trio: bool
    capacity: int
    stage: str
    reports_to: str | None
    rather_not: Sequence[str] = ()


@cache
def invent(seed: int) -> tuple[Invented, ...]:
    """Everybody at Lindenwerk, those who lead before those who report to them."""
    rng = Random(seed)  # noqa: S311 - nothing here is secret
    places = posts(rng)
    played = _casting(places)
    chance = iter(full_names(rng, PEOPLE))
    names = [played[post.number].name if post.number in played else next(chance) for post in places]
    emails = [f"{address_part(name)}@{DOMAIN}" for name in names]
    people = [_person(rng, post, names[post.number], emails) for post in places]
    for number, part in played.items():
        people[number] = _as_cast(people[number], part)
    return tuple(_staged(rng, people, set(played)))


def _casting(places: Sequence[Post]) -> dict[int, Part]:
    """Who of the cast sits at which post: in their unit, or else in their field; Amira right below Farid."""
    played: dict[int, Part] = {}
    boss = None
    for part in CAST:
        fitting = [
            post
            for post in places
            if post.number not in played and post.function == part.function and post.level < 7
            if post.leads == part.leads and (part.name != "Amira Haddad" or post.above == boss)
        ]
        post = next((post for post in fitting if post.unit == part.unit), fitting[0])
        played[post.number] = part
        boss = post.number if part.leads else boss
    return played


def _person(rng: Random, post: Post, name: str, emails: Sequence[str]) -> Invented:
    field, place = FIELDS[post.function], PLACES[post.site]
    language, languages = _languages(rng, place)
    offers, wishes = _skills(rng, field, post)
    return Invented(
        name=name,
        email=emails[post.number],
        language=language,
        time_zone=place.zone,
        function=post.function,
        unit=post.unit,
        site=post.site,
        level=post.level,
        years=rng.randint(*YEARS_AT[post.level - 1]),
        languages=languages,
        facets=_background(rng, field, language),
        offers=offers,
        wishes=wishes,
        directions=_some(rng, DIRECTIONS, rng.choice((1, 2, 2, 2, 3, 3))),
        challenges=_some(rng, CHALLENGES, rng.choice((1, 2, 2, 3))),
        style=[rng.choice((1, 2, 2, 3, 3, 4, 4, 5)) for _ in range(6)] if rng.random() < 0.5 else [],
        slots=_free_week(rng, place.zone),
        mode=rng.choices(("flexible", "remote", "onsite", ""), (55, 25, 8, 12))[0],
        trio=rng.random() < 0.35,
        capacity=2 if rng.random() < 0.08 else 1,
        stage="visible",
        reports_to=None if post.above is None else emails[post.above],
    )


def _languages(rng: Random, place: Place) -> tuple[str, list[str]]:
    """(the language of someone's pages, all languages they are comfortable in)."""
    if place.language == "en":
        return "en", ["en", *dict.fromkeys(rng.sample(place.others, rng.choice((0, 1, 1))))]
    if rng.random() < 0.12:  # came from elsewhere, English at work
        return "en", ["en", rng.choice(place.others), *(["de"] if rng.random() < 0.4 else [])]
    english = ["en"] if rng.random() < 0.85 else []
    more = [rng.choice(place.others)] if rng.random() < 0.25 else []
    return "de", ["de", *english, *more]


def _skills(rng: Random, field: Field, post: Post) -> tuple[dict[str, int], dict[str, int]]:
    """Two to four offers and two to four wishes; what is wished for is not offered."""
    own, leading = (1, 2) if post.leads else (3, 0)
    can = [*_likely(rng, field.offers, own), *_likely(rng, LEADING.offers, leading)]
    want = [*_likely(rng, field.wishes, own), *_likely(rng, LEADING.wishes, leading)]
    if field.crafts and rng.random() < 0.5:
        can[-1] = rng.choice(field.crafts)
    if rng.random() < 0.3:
        want.append(rng.choice(FIELDS[rng.choice(list(FIELDS)[1:])].crafts))
    offers = {normalise_own(skill): rng.choice((1, 2, 2, 3, 3)) for skill in can}
    wishes = {normalise_own(skill): rng.choice((1, 2, 2, 3)) for skill in want}
    return offers, {skill: number for skill, number in wishes.items() if skill not in offers}


def _background(rng: Random, field: Field, language: str) -> dict[str, Sequence[str]]:
    """What people tell about their way; function, unit and site come from the directory."""
    found: dict[str, Sequence[str]] = {}
    if rng.random() < 0.85:
        found["path"] = _told(_some(rng, PATHS, rng.choice((1, 1, 2))), language)
    if rng.random() < 0.7:
        found["industry"] = _told(rng.sample(field.industries, 1), language)
    if rng.random() < 0.25:
        found["perspective"] = rng.sample(PERSPECTIVES[language], 2)
    return found


def _told(words: Sequence[str], language: str) -> list[str]:
    return [GERMAN.get(word, word) if language == "de" else word for word in words]


def _free_week(rng: Random, zone: str) -> list[Slot]:
    """Six to nine free blocks of two hours; in New York mornings, which are afternoons elsewhere."""
    if rng.random() < 0.06:
        return []
    hours = range(7, 13, 2) if zone == "America/New_York" else HOURS
    blocks = [(day, hour * 60, hour * 60 + 120) for day in WEEKDAYS for hour in hours]
    return sorted(rng.sample(blocks, rng.randint(6, 9)))


def _as_cast(person: Invented, part: Part) -> Invented:
    site = part.fixed["site"]
    return replace(person, **part.fixed, unit=part.unit, time_zone=PLACES[site].zone, trio=False, capacity=1)


def _staged(rng: Random, people: Sequence[Invented], played: set[int]) -> list[Invented]:
    """Some have not come yet, some do not show themselves, and a few would rather not meet a few others."""
    others = [number for number in range(1, len(people)) if number not in played]
    drawn = rng.sample(others, INVITED + HIDDEN + 2 * KEPT_APART)
    result = list(people)
    for place, number in enumerate(drawn[: INVITED + HIDDEN]):
        result[number] = replace(result[number], stage="invited" if place < INVITED else "hidden")
    result[0] = replace(result[0], stage="hidden", capacity=0)  # everybody here reports to her in the end
    for number, other in zip(drawn[-2 * KEPT_APART :: 2], drawn[-2 * KEPT_APART + 1 :: 2], strict=True):
        result[number] = replace(result[number], rather_not=(people[other].email,))
    return result


def _likely(rng: Random, choices: Sequence[T], most: int) -> list[T]:
    """So many of these, in an order in which the first ones tend to come first."""
    return sorted(choices, key=lambda choice: rng.random() + 0.08 * choices.index(choice))[:most]


def _some(rng: Random, shares: Mapping[str, int], most: int) -> list[str]:
    """So many different ones, drawn by their shares."""
    ranked = sorted(shares, key=lambda key: rng.random() ** (1 / shares[key]), reverse=True)
    return ranked[:most]

"""Search over all known skills, in both languages at once, forgiving spelling."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mutua.content import loader
from mutua.content.catalogue import Skill, known
from mutua.content.folding import fold, near_prefix

QUERY_LENGTH = 60
MOST_WORDS = 5
NEAR_FROM = 4  # letters: below this a typo would match nearly everything


@dataclass(frozen=True, slots=True)
class SkillHit:
    """`also` is the synonym or the other language's label that was found, if it was not the label."""

    key: str
    label: str
    group: str
    also: str | None


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    folded: str
    skill: Skill
    lang: str
    is_label: bool


@dataclass(frozen=True, slots=True)
class _Index:
    terms: Sequence[_Term]
    words: Sequence[str]
    places: Sequence[Sequence[int]]
    """For each word, the numbers of the terms that hold it."""


def search_skills(query: str, lang: str, limit: int = 12) -> list[SkillHit]:
    """The best `limit` skills for what was typed, the catalogue's first.

    Every word typed must begin a word of one label or synonym, in either language. If that finds too
    little, it may stand inside a word (German compounds), and if nothing is found, hold one typo.
    """
    typed = fold(query[:QUERY_LENGTH])
    if not typed:
        return []
    tongue, terms = loader.language(lang), _index().terms
    best: dict[str, tuple[tuple[object, ...], _Term]] = {}
    for step, words in enumerate((_beginning, _containing, _nearly)):
        if len(best) >= limit or (words is _nearly and best):
            break
        for number in _terms_with(typed.split(), words):
            term = terms[number]
            if len(typed) == 1 and not term.is_label:
                continue  # one letter begins half of all synonyms: slow, and of no help
            rank = _rank(term, typed, tongue, step)
            if term.skill.key not in best or rank < best[term.skill.key][0]:
                best[term.skill.key] = (rank, term)
    chosen = sorted(best.values(), key=lambda found: found[0])[:limit]
    return [_hit(term, tongue) for _, term in chosen]


@cache
def _index() -> _Index:
    terms = list(_terms())
    places: dict[str, array[int]] = {}
    for number, term in enumerate(terms):
        for word in set(term.folded.split()):
            places.setdefault(word, array("i")).append(number)
    words = sorted(places)
    return _Index(terms, words, [places[word] for word in words])


def _terms() -> Iterator[_Term]:
    for skill in known().values():
        for lang in loader.LANGUAGES:
            yield _Term(skill.labels[lang], fold(skill.labels[lang]), skill, lang, is_label=True)
            for synonym in (*skill.synonyms[lang], *skill.finds.get(lang, ())):
                yield _Term(synonym, fold(synonym), skill, lang, is_label=False)


def _terms_with(typed: Sequence[str], words: Callable[[str], Iterator[int]]) -> set[int]:
    """The numbers of the terms that hold a fitting word for each word typed (the longest few)."""
    found: set[int] | None = None
    for part in sorted(typed, key=len, reverse=True)[:MOST_WORDS]:
        numbers = {number for place in words(part) for number in _index().places[place]}
        found = numbers if found is None else found & numbers
        if not found:
            return set()
    return found or set()


def _beginning(part: str) -> Iterator[int]:
    words = _index().words
    place = bisect_left(words, part)
    while place < len(words) and words[place].startswith(part):
        yield place
        place += 1


def _containing(part: str) -> Iterator[int]:
    if len(part) < NEAR_FROM:
        yield from _beginning(part)
    else:
        yield from (place for place, word in enumerate(_index().words) if part in word)


def _nearly(part: str) -> Iterator[int]:
    """Words that begin like `part` but for one slip; the first letter is taken to be right."""
    if len(part) < NEAR_FROM:
        yield from _beginning(part)
        return
    words = _index().words
    place = bisect_left(words, part[0])
    while place < len(words) and words[place][0] == part[0]:
        if near_prefix(words[place], part):
            yield place
        place += 1


def _rank(term: _Term, typed: str, tongue: str, step: int) -> tuple[object, ...]:
    """Smaller is better: the catalogue, then how it was found, labels, the reader's language, brevity."""
    fit = 0 if term.folded == typed else 1 if term.folded.startswith(typed) else 2
    return (
        not term.skill.in_catalogue,
        step,
        not term.is_label,
        fit,
        term.lang != tongue,
        len(term.folded),
        term.folded,
        term.skill.key,
    )


def _hit(term: _Term, tongue: str) -> SkillHit:
    label = term.skill.labels[tongue]
    also = None if term.text == label or (term.is_label and term.lang == tongue) else term.text
    return SkillHit(term.skill.key, label, term.skill.group, also)

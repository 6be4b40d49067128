"""The skills people can name: the catalogue first, then ESCO, then whatever they type themselves.

A skill is known by its key: an id of the catalogue (sk_…), an ESCO id, or the person's own words, which
are their own label.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mutua.content import loader
from mutua.content.folding import fold

OWN_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Skill:
    """A known skill.

    `group` is a key of its own kind, see group_label; empty where none is known. `synonyms` mean the same;
    `finds` are narrower words that only the search knows.
    """

    key: str
    group: str
    labels: Mapping[str, str]
    synonyms: Mapping[str, Sequence[str]]
    finds: Mapping[str, Sequence[str]]
    in_catalogue: bool


@cache
def words() -> Mapping[str, Any]:
    """Names of groups and levels, and more words for the catalogue's skills (catalogue_words.yaml)."""
    text = (files(__package__) / "data" / "catalogue_words.yaml").read_text(encoding="utf-8")
    return loader.parsed(text)


@cache
def known() -> Mapping[str, Skill]:
    """All known skills by key, those of the catalogue first."""
    skills = {skill.key: skill for skill in shipped()}
    skills |= {
        row["id"]: Skill(row["id"], row["group"], _both(row, "label"), _synonyms(row), {}, in_catalogue=False)
        for row in _esco()
        if row["kind"] != "group"
    }
    return skills


@cache
def shipped() -> tuple[Skill, ...]:
    """The skills of the catalogue, which take a moment to load where all known ones take longer."""
    return tuple(_catalogue())


def esco_keys() -> Mapping[str, str]:
    """The keys of ESCO's skills by their English labels."""
    return {row["label_en"]: row["id"] for row in _esco() if row["kind"] != "group"}


def skill_label(key: str, lang: str) -> str:
    """The label of a skill; a person's own words come back as they were typed."""
    skill = known().get(key)
    return skill.labels[loader.language(lang)] if skill else key


def group_label(group: str, lang: str) -> str:
    """The name of a skill group, or the key itself where it is not known."""
    names = _groups().get(group)
    return names[loader.language(lang)] if names else group


def normalise_own(text: str) -> str:
    """The key for what someone typed: a known skill of that name or synonym, else the tidied words.

    Empty where nothing printable is left. At most OWN_LENGTH characters.
    """
    printable = "".join(c if c.isprintable() else " " for c in text)
    tidy = " ".join(printable.split())[:OWN_LENGTH].rstrip()
    return tidy if tidy in known() else _by_name().get(fold(tidy), tidy)


def _catalogue() -> Iterator[Skill]:
    labels = {lang: loader.items("profile_catalogue", lang) for lang in loader.LANGUAGES}
    for entry in loader.document("profile_catalogue", "de")["skills"]:
        key = entry["id"]
        names = {lang: labels[lang][key]["label"] for lang in loader.LANGUAGES}
        synonyms, finds = words()["synonyms"][key], words()["finds"][key]
        yield Skill(key, entry["group"], names, synonyms, finds, in_catalogue=True)


@cache
def _esco() -> list[dict[str, str]]:
    packed = (files(__package__) / "data" / "skills_esco.csv.gz").read_bytes()
    return list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8"))))


@cache
def _groups() -> Mapping[str, Mapping[str, str]]:
    names: dict[str, Mapping[str, str]] = dict(words()["groups"])
    return names | {row["id"]: _both(row, "label") for row in _esco() if row["kind"] == "group"}


def _both(row: Mapping[str, str], column: str) -> dict[str, str]:
    return {lang: row[f"{column}_{lang}"] for lang in loader.LANGUAGES}


def _synonyms(row: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(filter(None, row[f"alt_{lang}"].split("|"))) for lang in loader.LANGUAGES}


@cache
def _by_name() -> Mapping[str, str]:
    """Key by folded name. Labels win over synonyms, the catalogue over ESCO.

    A synonym names a skill only where it names no other. ESCO's one-word English synonyms are left out:
    many are far wider than their skill ("balance" for design principles).
    """
    by_label: dict[str, str] = {}
    by_synonym: dict[str, set[str]] = {}
    for key, skill in known().items():
        for lang in loader.LANGUAGES:
            by_label.setdefault(fold(skill.labels[lang]), key)
            for synonym in skill.synonyms[lang]:
                if skill.in_catalogue or lang == "de" or " " in synonym:
                    by_synonym.setdefault(fold(synonym), set()).add(key)
    catalogue = {key for key, skill in known().items() if skill.in_catalogue}
    clear = {name: keys & catalogue or keys for name, keys in by_synonym.items()}
    return {name: next(iter(keys)) for name, keys in clear.items() if len(keys) == 1} | by_label

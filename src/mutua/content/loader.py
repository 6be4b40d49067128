"""The shipped content, read once per process: documents and their items in both languages.

A document is one file of content/{de,en}/. The id is the key everywhere; text is the only thing that
differs by language. Callers treat what they get as read-only: it is shared by the whole process.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("de", "en")
DEFAULT_LANGUAGE = "en"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def language(code: str | None) -> str:
    """The content language for a language code: "de-AT" is "de", anything unknown is English."""
    short = (code or "").lower().replace("_", "-").split("-")[0]
    return short if short in LANGUAGES else DEFAULT_LANGUAGE


def names() -> tuple[str, ...]:
    """The names of all documents, sorted."""
    folder = files(__package__) / DEFAULT_LANGUAGE
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


def document(name: str, lang: str) -> Mapping[str, Any]:
    """One whole document, such as document("notifications", "de"). KeyError if there is none."""
    return _document(name, language(lang))


def items(name: str, lang: str) -> Mapping[str, Mapping[str, Any]]:
    """Everything in the document's lists that has an id, by id, in the order of the file."""
    return _items(name, language(lang))


def item(key: str, lang: str) -> Mapping[str, Any]:
    """The item with this id from whichever document holds it. KeyError if there is none."""
    return _everything(language(lang))[key]


def parsed(text: str) -> Mapping[str, Any]:
    """What a text in YAML says, read by the parser in C where there is one: ten times as fast."""
    loaded: Mapping[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506 - both loaders are the safe ones
    return loaded


@cache
def _document(name: str, lang: str) -> Mapping[str, Any]:
    if name not in names():
        raise KeyError(name)
    return parsed((files(__package__) / lang / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def _items(name: str, lang: str) -> Mapping[str, Mapping[str, Any]]:
    lists = [part for part in _document(name, lang).values() if isinstance(part, list)]
    return {
        entry["id"]: entry for part in lists for entry in part if isinstance(entry, dict) and "id" in entry
    }


@cache
def _everything(lang: str) -> Mapping[str, Mapping[str, Any]]:
    return {key: entry for name in names() for key, entry in _items(name, lang).items()}

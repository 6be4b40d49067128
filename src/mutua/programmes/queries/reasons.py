"""Why two people fit, in the sentences of matching_explanations.yaml (CONTRACT §3.2).

The values of the lines only decide which sentence is said; no page shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mutua.content import loader
from mutua.content.labels import label
from mutua.matching.explain import Line, explain
from mutua.matching.texts import Texts
from mutua.programmes.queries.pool import Around

SPEAKS_FOR_THEM = ("strong", "medium")


@dataclass(frozen=True)
class Reasons:
    """The strongest reasons, the others, and a question to begin a conversation with."""

    strongest: Sequence[Line]
    rest: Sequence[Line]
    talk_about: str


def reasons(seen: Around, row: int, lang: str) -> Reasons:
    """What speaks for the asking person and this row, and why they do not fit even better."""
    found = explain(seen.pool, 0, row, texts=texts(), lang=lang)
    strongest = [line for line in found.strongest if line.strength in SPEAKS_FOR_THEM]
    return Reasons(strongest, [line for line in found.lines if line not in strongest], found.talk_about)


@cache
def texts() -> Texts:
    """The shipped words of explanations."""
    contents = {lang: loader.document("matching_explanations", lang) for lang in loader.LANGUAGES}
    return Texts.from_content(contents, label)

"""How a report says numbers and names in German and English."""

from __future__ import annotations

from dataclasses import dataclass

from mutua.matching.html.phrases import PHRASES
from mutua.matching.texts import Texts, enumeration, number, pick


@dataclass(frozen=True)
class Voice:
    """Speaks one language (`de`, `en`) with the words of content."""

    lang: str
    texts: Texts

    def __call__(self, phrase: str, **parts: str) -> str:
        """A phrase with its gaps filled."""
        said = pick(PHRASES[phrase], self.lang)
        return said.format(**parts) if parts else said

    def count(self, value: int) -> str:
        """1,234 or 1.234."""
        said = f"{value:,}"
        return said.replace(",", ".") if self.lang == "de" else said

    def many(self, value: int, noun: str) -> str:
        """“1 person”, “2 people”: the phrase `noun` holds both forms, parted by “|”."""
        one, more = self(noun).split("|")
        return f"{self.count(value)} {one if value == 1 else more}"

    def decimal(self, value: float | None) -> str:
        """At most one decimal; a dash for what is not known."""
        return "–" if value is None else number(value, self.lang)

    def percent(self, share: float, digits: int = 0) -> str:
        """A share of 1 in percent."""
        said = f"{100 * share:.{digits}f}"
        return f"{said.replace('.', ',')} %" if self.lang == "de" else f"{said}%"

    def listed(self, words: list[str]) -> str:
        """“a, b and c”."""
        return enumeration(words, self.lang)

    def criterion(self, criterion: str) -> str:
        """What content calls a criterion."""
        return self.texts.criteria[self.lang][criterion].label

    def label(self, kind: str, key: str) -> str:
        """What content calls a key."""
        return self.texts.label(kind, key, self.lang)

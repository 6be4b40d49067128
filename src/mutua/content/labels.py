"""What a key of the profile is called, in a language."""

from __future__ import annotations

from typing import Literal

from mutua.content import loader
from mutua.content.catalogue import skill_label, words

Kind = Literal["skill", "direction", "challenge", "reason", "facet", "style", "level"]
LEVELS = range(1, 10)
PARTS = {"reason": "text", "style_left": "left", "style_right": "right"}


def label(kind: str, key: str | int, lang: str) -> str:
    """The text for a key; a key that is not known is its own label.

    Facets go by their id or its short form ("bg_function" or "function"). A style has two ends, which
    style_left and style_right name alone.
    """
    text = str(key)
    if kind == "skill":
        return skill_label(text, lang)
    if kind == "level":
        names = words()["levels"].get(int(text)) if text.isdecimal() else None
        return names[loader.language(lang)] if names else text
    entries = loader.items("profile_catalogue", lang)
    entry = entries.get(f"bg_{text}" if kind == "facet" and not text.startswith("bg_") else text)
    if entry is None:
        return text
    if kind == "style":
        return f"{entry['left']} – {entry['right']}"
    name: str = entry[PARTS.get(kind, "label")]
    return name

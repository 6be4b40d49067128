"""What can be chosen in a profile: the keys of the shipped catalogue, and the languages people speak."""

from __future__ import annotations

from django.conf.locale import LANG_INFO

from mutua.content import loader
from mutua.content.labels import LEVELS, label
from mutua.people.models import Profile

_DOCUMENT = loader.document("profile_catalogue", loader.DEFAULT_LANGUAGE)
REASONS, DIRECTIONS, CHALLENGES, STYLES = (
    tuple(entry["id"] for entry in _DOCUMENT[kind])
    for kind in ("reasons", "career_directions", "challenges", "working_style")
)
FACETS = tuple(entry["id"].removeprefix("bg_") for entry in _DOCUMENT["background_facets"])
LANGUAGES = ("de", "en", "fr", "es", "it", "pt", "nl", "pl", "cs", "uk", "ru", "tr", "ar")

__all__ = ["CHALLENGES", "DIRECTIONS", "FACETS", "LANGUAGES", "LEVELS", "REASONS", "STYLES", "label"]


def language_name(code: str) -> str:
    """A language in its own words, such as "Polski"."""
    info = LANG_INFO.get(code, {})
    name: str = info.get("name_local", code)
    return name[:1].upper() + name[1:]


def field_of(profile: Profile) -> str:
    """What someone works on, as a card says it: the field of work, else the unit, else nothing."""
    for facet in ("function", "unit"):
        words = profile.facets.get(facet) or []
        if words:
            return ", ".join(words)
    return ""

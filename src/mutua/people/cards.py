"""A profile in words, as its card says it."""

from __future__ import annotations

from dataclasses import dataclass

from mutua.content.skills import skill_label
from mutua.people.catalogue import field_of, label, language_name
from mutua.people.models import Profile


@dataclass(frozen=True)
class ProfileCard:
    """What other people may see of someone, in one language: never the name, the why or the times."""

    field: str
    offers: list[str]
    wishes: list[str]
    directions: list[str]
    challenges: list[str]
    level: str
    languages: list[str]


def card_of(profile: Profile, language: str) -> ProfileCard:
    """The card; what is most certain and most wanted comes first. No query if both are prefetched."""
    stored = profile.updated_at is not None
    offers = sorted(profile.offers.all(), key=lambda offer: (-offer.confidence, offer.pk)) if stored else []
    wishes = sorted(profile.wishes.all(), key=lambda wish: (-wish.priority, wish.pk)) if stored else []
    return ProfileCard(
        field=field_of(profile),
        offers=[skill_label(offer.skill, language) for offer in offers],
        wishes=[skill_label(wish.skill, language) for wish in wishes],
        directions=[label("direction", key, language) for key in profile.directions],
        challenges=[label("challenge", key, language) for key in profile.challenges],
        level=label("level", profile.level, language) if profile.level else "",
        languages=[language_name(code) for code in profile.languages],
    )

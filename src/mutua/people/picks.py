"""The two lists of the step “skills”, as they were sent or are stored, with what a search found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mutua.content.skills import skill_label
from mutua.people.models import Profile
from mutua.people.skills import USUAL_WEIGHT, Chip, ChipGroup, catalogue_groups, found_chips, own_picks

CONFIDENCES = ((1, _("a little")), (2, _("well")), (3, _("very well")))
PRIORITIES = ((1, _("some day")), (2, _("soon")), (3, _("most of all")))


@dataclass(frozen=True)
class Weighing:
    """A chosen skill with its weight, for the fine tuning."""

    key: str
    label: str
    weight: int


@dataclass(frozen=True)
class Picker:
    """One list. `name` is "offers" or "wishes"; `weights` holds what is chosen."""

    name: str
    weights: dict[str, int]
    query: str
    language: str
    steps: tuple[tuple[int, Promise | str], ...]

    @property
    def groups(self) -> list[ChipGroup]:
        """Without what the search found: each skill is on the page once, or it could not be taken back."""
        return catalogue_groups(self.weights, self.language, {chip.key for chip in self.hits})

    @property
    def own(self) -> list[Chip]:
        return own_picks(self.weights, self.language)

    @cached_property
    def hits(self) -> list[Chip]:
        return found_chips(self.query, self.weights, self.language)

    @property
    def weighings(self) -> list[Weighing]:
        return [
            Weighing(key, skill_label(key, self.language), weight) for key, weight in self.weights.items()
        ]


def pickers_of(profile: Profile, language: str) -> tuple[Picker, Picker]:
    """(offers, wishes) as they are stored."""
    if not profile.pk:
        return _pair({}, {}, "", "", language)
    offers = {offer.skill: offer.confidence for offer in sorted(profile.offers.all(), key=lambda one: one.pk)}
    wishes = {wish.skill: wish.priority for wish in sorted(profile.wishes.all(), key=lambda one: one.pk)}
    return _pair(offers, wishes, "", "", language)


def pickers_sent(data: QueryDict, language: str) -> tuple[Picker, Picker]:
    """(offers, wishes) as they were sent."""
    offers, wishes = (_weights(data, name) for name in ("offers", "wishes"))
    return _pair(offers, wishes, data.get("offers_q", ""), data.get("wishes_q", ""), language)


def _pair(
    offers: dict[str, int], wishes: dict[str, int], offers_q: str, wishes_q: str, language: str
) -> tuple[Picker, Picker]:
    return (
        Picker("offers", offers, offers_q, language, CONFIDENCES),
        Picker("wishes", wishes, wishes_q, language, PRIORITIES),
    )


def _weights(data: QueryDict, name: str) -> dict[str, int]:
    """Each ticked skill with the weight chosen for it; the field is named after the skill."""
    chosen = dict.fromkeys(data.getlist(name))
    return {key: _number(data.get(f"{name}_weight_{key}", "")) for key in chosen}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else USUAL_WEIGHT

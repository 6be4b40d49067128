"""What people tell matching about themselves, step by step. Each action keeps all of a step or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.catalogue import CHALLENGES, DIRECTIONS, FACETS, LANGUAGES, LEVELS, REASONS, STYLES
from mutua.people.models import Offer, Person, Profile, Reflection, Wish
from mutua.people.queries import Why
from mutua.people.rules import missing_parts, require_own
from mutua.people.skills import tidy_skills
from mutua.people.slots import Slot, merged

MOST_CHOICES = 3
MOST_WORDS = 5
STEPS_OF_STYLE = range(1, 6)


@dataclass(frozen=True)
class About:
    """The step of that name. Empty, None or "" mean unknown; `style` holds six numbers 1–5 or none."""

    name: str = ""
    level: int | None = None
    years: Decimal | None = None
    languages: Sequence[str] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    slots: Sequence[Slot] = ()
    mode: str = ""
    trio: bool = False
    capacity: int = 1
    style: Sequence[int] = ()


@transaction.atomic
def save_why(*, person: Person, why: Why, by: Person, at: datetime) -> None:
    """Keep the why, sealed for the person's own eyes; an empty one takes it back."""
    require_own(person, by)
    if why.reason:
        _require_known([why.reason], REASONS, "reason")
    Person.objects.select_for_update().get(pk=person.pk)
    reflection = Reflection.objects.filter(person=person).first()
    if why == Why():
        if reflection:
            reflection.delete()
        return
    reflection = reflection or Reflection(person=person, row_version=0)
    reflection.row_version += 1
    reflection.answers = {"reason": why.reason, "note": why.note.strip()}
    reflection.save()


@transaction.atomic
def save_skills(
    *, person: Person, offers: Mapping[str, int], wishes: Mapping[str, int], by: Person, at: datetime
) -> Profile:
    """Replace offers (skill to confidence) and wishes (skill to priority), both 1–3.

    Raises DomainError("too_many") for more than six of a kind, ("weight_unknown").
    """
    profile = _own_profile(person, by, at)
    can, want = tidy_skills(offers, "offers"), tidy_skills(wishes, "wishes")
    profile.offers.all().delete()
    profile.wishes.all().delete()
    Offer.objects.bulk_create(Offer(profile=profile, skill=k, confidence=w) for k, w in can.items())
    Wish.objects.bulk_create(Wish(profile=profile, skill=k, priority=w) for k, w in want.items())
    return profile


@transaction.atomic
def save_directions(
    *, person: Person, directions: Sequence[str], challenges: Sequence[str], by: Person, at: datetime
) -> Profile:
    """Keep up to three directions, the first of which counts most, and up to three challenges.

    Raises DomainError("too_many") or ("unknown_choice").
    """
    profile = _own_profile(person, by, at)
    profile.directions = _up_to_three(directions, DIRECTIONS, "directions")
    profile.challenges = _up_to_three(challenges, CHALLENGES, "challenges")
    profile.save(update_fields=["directions", "challenges"])
    return profile


@transaction.atomic
def save_about(*, person: Person, about: About, by: Person, at: datetime) -> Profile:
    """Keep level, years, languages, times and the rest of the step, and the name.

    Raises DomainError("unknown_choice"), ("years_negative") or ("style_incomplete").
    """
    profile = _own_profile(person, by, at)
    _require_valid(about)
    profile.level, profile.years, profile.mode = about.level, about.years, about.mode
    profile.languages = list(dict.fromkeys(about.languages))
    profile.facets = {name: list(words)[:MOST_WORDS] for name, words in about.facets.items() if words}
    profile.slots = [list(slot) for slot in merged(about.slots)]
    profile.trio, profile.capacity, profile.style = about.trio, about.capacity, list(about.style)
    profile.save()
    if about.name.strip() and about.name.strip() != person.name:
        person.name = about.name.strip()
        person.save(update_fields=["name"])
    return profile


@transaction.atomic
def show_profile(*, person: Person, by: Person, at: datetime) -> Profile:
    """Let matching and other people see the card from now on. Raises DomainError("incomplete")."""
    profile = _own_profile(person, by, at)
    _require_complete(profile)
    profile.visible, profile.shown_at = True, at
    profile.save(update_fields=["visible", "shown_at"])
    return profile


@transaction.atomic
def hide_profile(*, person: Person, by: Person, at: datetime) -> Profile:
    """Nobody is offered this card any more. What has begun goes on."""
    profile = _own_profile(person, by, at)
    profile.visible = False
    profile.save(update_fields=["visible"])
    return profile


@transaction.atomic
def list_profile(*, person: Person, by: Person, at: datetime) -> Profile:
    """Put the card into the directory, whether matching sees it or not. Raises DomainError("incomplete")."""
    profile = _own_profile(person, by, at)
    _require_complete(profile)
    profile.listed = True
    profile.save(update_fields=["listed"])
    return profile


@transaction.atomic
def unlist_profile(*, person: Person, by: Person, at: datetime) -> Profile:
    """Take the card out of the directory, at once. What has begun goes on."""
    profile = _own_profile(person, by, at)
    profile.listed = False
    profile.save(update_fields=["listed"])
    return profile


def _require_complete(profile: Profile) -> None:
    if missing_parts(profile):
        raise DomainError(
            "incomplete",
            _(
                "Before others can find you, add at least one offer, one wish, your level and a language. "
                "You find all of it under “Me”."
            ),
        )


def _own_profile(person: Person, by: Person, at: datetime) -> Profile:
    """The profile, ready to be changed: the person's row is locked so that two saves follow each other."""
    require_own(person, by)
    Person.objects.select_for_update().get(pk=person.pk)
    profile, created = Profile.objects.get_or_create(person=person, defaults={"updated_at": at})
    if not created:
        Profile.objects.filter(pk=profile.pk).update(updated_at=at)
        profile.updated_at = at
    return profile


def _require_valid(about: About) -> None:
    if about.level is not None:
        _require_known([about.level], LEVELS, "level")
    if about.years is not None and not 0 <= about.years <= 70:
        raise DomainError(
            "years_negative", _("Give your years of experience as a number from 0 to 70."), field="years"
        )
    _require_known(about.languages, LANGUAGES, "languages")
    _require_known(about.facets, FACETS, "function")
    _require_known([about.mode], Profile.Mode.values, "mode")
    _require_known([about.capacity], range(3), "capacity")
    if about.style and len(about.style) != len(STYLES):
        raise DomainError("style_incomplete", _("Answer all six lines on how you like to work, or none."))
    _require_known(about.style, STEPS_OF_STYLE, None)


def _up_to_three(chosen: Sequence[str], known: Collection[str], place: str) -> list[str]:
    once = list(dict.fromkeys(chosen))
    if len(once) > MOST_CHOICES:
        raise DomainError("too_many", _("Choose three at most."), field=place)
    _require_known(once, known, place)
    return once


def _require_known(chosen: Collection[object], known: Collection[object], place: str | None) -> None:
    if any(each not in known for each in chosen):
        raise DomainError("unknown_choice", _("Choose from what is offered here."), field=place)

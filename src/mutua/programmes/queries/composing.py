"""What the pages for writing an invitation need to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from mutua.content.loader import language
from mutua.content.skills import label
from mutua.people.models import Offer, Person, Wish
from mutua.programmes.models import Invitation
from mutua.programmes.queries.prefill import Prefill, for_card
from mutua.programmes.queries.suggestions import is_too_alike, note, opened_card


@dataclass(frozen=True)
class Composer:
    """An invitation about to be written to someone on a card."""

    receiver: Person
    prefill: Prefill
    too_alike: bool
    too_alike_note: str


def composer_for(person: Person, other_id: UUID, *, at: datetime) -> Composer:
    """404 for whoever this person may not be paired with, hidden or unknown: all the same."""
    seen, row = opened_card(person, other_id, at=at)
    other, lang = seen.sheets[row], language(get_language())
    return Composer(
        receiver=other.profile.person,
        prefill=for_card(seen.me, other),
        too_alike=is_too_alike(seen, row),
        too_alike_note=note("mn_too_alike", lang),
    )


def own_draft(person: Person, invitation_id: UUID) -> Invitation:
    """An invitation that this person has not sent yet, or 404."""
    drafts = Invitation.objects.select_related("receiver").filter(sender=person, state=Invitation.State.DRAFT)
    return get_object_or_404(drafts, id=invitation_id)


def starting_values(person: Person) -> dict[str, str]:
    """What the form for a known address starts with: the person's own surest offer and first wish."""
    lang = language(get_language())
    offer = Offer.objects.filter(profile=person.pk).order_by("-confidence", "pk").first()
    wish = Wish.objects.filter(profile=person.pk).order_by("-priority", "pk").first()
    return {
        "language": lang,
        "offer": label("skill", offer.skill, lang) if offer else "",
        "wish": label("skill", wish.skill, lang) if wish else "",
    }

"""One invitation as its sender and as its receiver sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.translation import get_language

from mutua.content import loader
from mutua.people.models import Person
from mutua.programmes.letter import Letter
from mutua.programmes.models import Invitation
from mutua.programmes.queries.invitations import known_as, letter_of, state_at, status_word, tone
from mutua.programmes.queries.prefill import concept, subject_of
from mutua.programmes.queries.suggestions import is_too_alike, note, opened_card


@dataclass(frozen=True)
class Page:
    """What both see; `other` is how this viewer knows the other one, `reply` the words of an answer."""

    invitation: Invitation
    letter: Letter
    subject: str
    concept: str
    other: str
    status: str
    tone: str
    reply: str
    is_open: bool
    is_draft: bool
    can_compare: bool
    too_alike: bool
    too_alike_note: str


def sent_page(invitation: Invitation, person: Person, *, at: datetime) -> Page:
    return _page(invitation, person, known_as(invitation), at, can_compare=False, too_alike=False)


def received_page(invitation: Invitation, person: Person, *, at: datetime) -> Page:
    """Beside the words: whether the sender can be compared, and a gentle note if very alike (S50)."""
    try:
        seen, row = opened_card(person, invitation.sender_id, at=at)
    except Http404:
        return _page(invitation, person, invitation.sender.first_name, at, can_compare=False, too_alike=False)
    alike = is_too_alike(seen, row)
    return _page(invitation, person, invitation.sender.first_name, at, can_compare=True, too_alike=alike)


def _page(
    invitation: Invitation, viewer: Person, other: str, at: datetime, *, can_compare: bool, too_alike: bool
) -> Page:
    letter = letter_of(invitation, viewer)
    state = state_at(invitation, at)
    lang = loader.language(get_language())
    replies = loader.items("invitations", lang)
    return Page(
        invitation=invitation,
        letter=letter,
        subject=subject_of(invitation.template, letter.language),
        concept=concept(letter.language),
        other=other,
        status=status_word(state),
        tone=tone(state),
        reply=replies[letter.reply]["text"] if letter.reply else "",
        is_open=state in Invitation.OPEN,
        is_draft=state == Invitation.State.DRAFT,
        can_compare=can_compare,
        too_alike=too_alike,
        too_alike_note=note("mn_too_alike", lang),
    )

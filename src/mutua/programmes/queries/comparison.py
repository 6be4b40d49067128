"""Two people side by side, as the first of them may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mutua.content.loader import language
from mutua.matching.explain import UNKNOWN, Line
from mutua.people.models import Person
from mutua.programmes.queries import alike
from mutua.programmes.queries.alike import Difference
from mutua.programmes.queries.reasons import reasons
from mutua.programmes.queries.suggestions import Card, is_too_alike, named_card, note, opened_card


@dataclass(frozen=True)
class Comparison:
    """What two people share and where they differ, and what speaks for them, in words."""

    card: Card
    they_bring: str
    mine: Sequence[str]
    theirs: Sequence[str]
    alike: Sequence[str]
    different: Sequence[Difference]
    shared_first: Sequence[str]
    strongest: Sequence[Line]
    rest: Sequence[Line]
    talk_about: str
    too_alike: bool
    too_alike_note: str
    decision: str
    not_used: str


def comparison(person: Person, other_id: UUID, *, at: datetime) -> Comparison:
    """404 for whoever this person may not be paired with, hidden or unknown: all the same."""
    seen, row = opened_card(person, other_id, at=at)
    other, lang = seen.sheets[row], language(get_language())
    why = reasons(seen, row, lang)
    card = named_card(seen, row, lang)
    always = [_("the wish to learn from each other")]
    return Comparison(
        card=card,
        they_bring=_("%(name)s brings") % {"name": other.first_name},
        mine=card.they_learn or alike.offered_words(seen.me, lang),
        theirs=card.you_learn or alike.offered_words(other, lang),
        alike=alike.commonalities(seen.me, other, lang) or always,
        different=alike.difference_words(seen.me, other, lang),
        shared_first=card.shared[: alike.MOST_WORDS] or always,
        strongest=why.strongest,
        rest=[line for line in why.rest if other.is_complete or line.strength != UNKNOWN],
        talk_about=why.talk_about,
        too_alike=is_too_alike(seen, row),
        too_alike_note=note("mn_too_alike", lang),
        decision=note("mn_decision", lang),
        not_used=note("mn_not_used", lang),
    )

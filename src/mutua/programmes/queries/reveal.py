"""Three cards without names, for someone who has just told what they offer and wish (CONTRACT §5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mutua.content.loader import language
from mutua.content.skills import label
from mutua.people.models import Person
from mutua.programmes.queries import alike
from mutua.programmes.queries.pool import Sheet, around
from mutua.programmes.queries.suggestions import Card, anonymous_cards


@dataclass(frozen=True)
class Reveal:
    """The cards, whether they are a made-up example, and whether the person already shows themselves."""

    cards: Sequence[Card]
    is_example: bool
    is_shown: bool
    is_complete: bool


def reveal_for(person: Person, *, at: datetime) -> Reveal:
    """Real people where there are enough to stay anonymous, else one example that says that it is one.

    Works for a profile that nobody sees yet. Seven queries.
    """
    seen = around(person, at=at)
    lang = language(get_language())
    cards = anonymous_cards(seen, lang)
    return Reveal(
        cards=cards or [_example(seen.me, lang)],
        is_example=not cards,
        is_shown=seen.me.profile.visible,
        is_complete=seen.me.is_complete,
    )


def _example(me: Sheet, lang: str) -> Card:
    """An invented counterpart to what this person has told so far."""
    learn = alike.skill_words(list(me.wishes), lang) or [label("skill", "sk_presenting", lang)]
    teach = alike.skill_words(list(me.offers), lang) or [label("skill", "sk_writing", lang)]
    goals = [*me.profile.directions, "cd_people_lead"]
    goal = label("direction", goals[0], lang)
    words = {
        "field": _("sales"),
        "goal": alike.quoted(goal, lang),
        "skill": alike.quoted(learn[0], lang),
    }
    return Card(
        id=None,
        name="",
        field=words["field"],
        headline=_("Someone from %(field)s who shares your goal %(goal)s and could help you with %(skill)s")
        % words,
        you_learn=learn,
        they_learn=teach,
        shared=[goal],
        difference=_("Another background: %(facets)s") % {"facets": label("facet", "function", lang)},
    )

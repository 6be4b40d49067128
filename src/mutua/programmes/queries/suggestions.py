"""Whom to suggest to one person, and the comparison of two, in words instead of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from django.db.models import Q
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mutua.content import loader
from mutua.content.loader import language
from mutua.content.skills import label
from mutua.matching.fit import Fits, Gate, fits
from mutua.people.models import Person
from mutua.people.queries import has_reflected
from mutua.programmes.models import Invitation
from mutua.programmes.queries import alike
from mutua.programmes.queries.alike import Difference
from mutua.programmes.queries.invitations import BY_ADDRESS
from mutua.programmes.queries.pool import Around, Sheet, around, around_card
from mutua.programmes.rules import sees_directory

MOST_CARDS = 8
REVEALED = 3
ENOUGH_PEOPLE = 10  # below this, a card without a name would still point at someone
SHARED_FIELD = 3  # a field of work is told on an anonymous card only if so many visible people are in it
SUGGESTED = (Gate.FIRST_PASS, Gate.SECOND_PASS, Gate.TOO_ALIKE)  # the last one but for being alike
NOT_AGAIN = timedelta(days=90)


@dataclass(frozen=True)
class Card:
    """Someone one could learn with. An anonymous card has neither id nor name."""

    id: UUID | None
    name: str
    field: str
    headline: str
    you_learn: Sequence[str]
    they_learn: Sequence[str]
    shared: Sequence[str]
    difference: str

    @property
    def kicker(self) -> str:
        """The line above the name."""
        return _("From %(field)s") % {"field": self.field} if self.field else _("From your organisation")


@dataclass(frozen=True)
class Finding:
    """The cards, and what has to come first where there are none (S62, S19)."""

    cards: Sequence[Card]
    has_reflected: bool
    is_complete: bool
    not_used: str


def finding_for(person: Person, *, at: datetime, limit: int = MOST_CARDS) -> Finding:
    """The best cards for this person, and why there may be none. Nine queries, however many people."""
    seen = around(person, at=at)
    reflected = has_reflected(person.pk)
    asked = _asked_lately(person, at)
    lang = language(get_language())
    rows = [row for row in best_rows(seen) if seen.sheets[row].id not in asked] if reflected else []
    return Finding(
        cards=[named_card(seen, row, lang) for row in rows[:limit]],
        has_reflected=reflected,
        is_complete=seen.me.is_complete,
        not_used=note("mn_not_used", lang),
    )


def suggestions_for(person: Person, *, at: datetime, limit: int = MOST_CARDS) -> Sequence[Card]:
    """At most `limit` cards: pass 1, filled up from pass 2, in an order that chance does not change.

    Leaves out whoever has an open invitation with this person or said no to one in the last 90 days.
    """
    return finding_for(person, at=at, limit=limit).cards


def note(key: str, lang: str) -> str:
    """One of the fixed sentences beside suggestions."""
    text: str = loader.items("matching_explanations", lang)[key]["text"]
    return text


def best_rows(seen: Around) -> list[int]:
    """Rows of the pool that may be suggested, best first; equal fits in the order of their ids."""
    if not seen.me.is_complete or len(seen.pool) < 2 or seen.pool.ids[0] != str(seen.me.id):
        return []
    found = _fits_of_me(seen)
    allowed = np.flatnonzero(found.allowed())
    order = sorted(
        allowed, key=lambda place: (found.gate[place], -found.fit[place], seen.pool.ids[found.second[place]])
    )
    return [int(found.second[place]) for place in order]


def opened_card(person: Person, other_id: UUID, *, at: datetime) -> tuple[Around, int]:
    """(the two and others, row of the other); 404 for hidden, barred and unknown people alike.

    Whoever could be suggested to this person is there with their whole profile. Of others in the directory
    there is what the directory shows, which nothing practical bars: not level, languages or free hours.
    """
    seen = around_card(person, other_id, at=at)
    row = _row_of(seen, other_id)
    other, found = seen.sheets[row], fit_with(seen, row)
    in_directory = other.profile.listed and sees_directory(person)
    if other.profile.visible and not found.barred[0] and (not in_directory or found.gate[0] in SUGGESTED):
        return seen, row
    if not in_directory:
        raise Http404
    listed = seen.alone_with(other.as_listed())
    return listed, _row_of(listed, other_id)


def _row_of(seen: Around, other_id: UUID) -> int:
    known = seen.me.is_complete and str(other_id) in seen.pool.ids[1:]
    if not known or seen.pool.ids[0] != str(seen.me.id):
        raise Http404
    return seen.pool.index(str(other_id))


def fit_with(seen: Around, row: int) -> Fits:
    """The fit of the asking person with one row."""
    return fits(seen.pool, np.array([0], dtype=np.intp), np.array([row], dtype=np.intp))


def is_too_alike(seen: Around, row: int) -> bool:
    """Never suggested, but an own invitation may still be right: it gets a gentle note (S50)."""
    return bool(fit_with(seen, row).gate[0] == Gate.TOO_ALIKE)


def named_card(seen: Around, row: int, lang: str) -> Card:
    """A card for the suggestions page: first name, field, words."""
    other = seen.sheets[row]
    fields = other.facet("function") or other.facet("unit")
    return _card(seen.me, other, lang, fields[0] if fields else "", id=other.id, name=other.first_name)


def anonymous_cards(seen: Around, lang: str) -> list[Card]:
    """Up to three real people without name, unit or place; nothing where fewer than ten are visible."""
    if len(seen.visible) < ENOUGH_PEOPLE:
        return []
    crowd = Counter(word for sheet in seen.visible for word in sheet.facet("function"))
    cards = []
    for row in best_rows(seen)[:REVEALED]:
        other = seen.sheets[row]
        fields = [word for word in other.facet("function") if crowd[word] >= SHARED_FIELD]
        cards.append(_card(seen.me, other, lang, fields[0] if fields else "", id=None, name=""))
    return cards


def _card(me: Sheet, other: Sheet, lang: str, where: str, *, id: UUID | None, name: str) -> Card:  # noqa: A002
    learn = alike.skill_words(alike.can_teach(other, me), lang)  # the headline names one of them
    return Card(
        id=id,
        name=name,
        field=where,
        headline=_headline(me, other, lang, where, learn),
        you_learn=alike.taught_words(other, me, lang),
        they_learn=alike.taught_words(me, other, lang),
        shared=alike.shared_words(me, other, lang),
        difference=_difference(me, other, lang, anonymous=id is None, where=where),
    )


def _headline(me: Sheet, other: Sheet, lang: str, where: str, learn: Sequence[str]) -> str:
    """ "Someone from sales who shares your goal “Lead people” and could help you with “Presenting”"."""
    goals = alike.shared_directions(me, other)
    words = {
        "field": where,
        "goal": alike.quoted(label("direction", goals[0], lang), lang) if goals else "",
        "skill": alike.quoted(learn[0], lang) if learn else "",
    }
    if not learn:
        return _headline_without_skill(words)
    if where and goals:
        return (
            _("Someone from %(field)s who shares your goal %(goal)s and could help you with %(skill)s")
            % words
        )
    if goals:
        return _("Someone who shares your goal %(goal)s and could help you with %(skill)s") % words
    if where:
        return _("Someone from %(field)s who could help you with %(skill)s") % words
    return _("Someone who could help you with %(skill)s") % words


def _headline_without_skill(words: dict[str, str]) -> str:
    """For a card of the directory whose offers answer no wish of one's own."""
    if words["field"] and words["goal"]:
        return _("Someone from %(field)s who shares your goal %(goal)s") % words
    if words["goal"]:
        return _("Someone who shares your goal %(goal)s") % words
    if words["field"]:
        return _("Someone from %(field)s") % words
    return _("Someone from your organisation")


def _difference(me: Sheet, other: Sheet, lang: str, *, anonymous: bool, where: str) -> str:
    """The most useful difference in words. On an anonymous card only the field, if that may be told."""
    found = alike.difference_words(me, other, lang)
    if not anonymous:
        return _difference_text(found[0]) if found else ""
    if any(one.facet == "function" for one in found) and where:
        mine = ", ".join(me.facet("function"))
        return _difference_text(Difference("function", label("facet", "function", lang), mine, where))
    labels = [one.label for one in found[:2]]
    return _("Another background: %(facets)s") % {"facets": ", ".join(labels)} if labels else ""


def _difference_text(one: Difference) -> str:
    return _("%(label)s: %(theirs)s – yours: %(mine)s") % {
        "label": one.label,
        "theirs": one.theirs,
        "mine": one.mine,
    }


def _fits_of_me(seen: Around) -> Fits:
    others = np.arange(1, len(seen.pool), dtype=np.intp)
    return fits(seen.pool, np.zeros_like(others), others)


def _asked_lately(person: Person, at: datetime) -> set[UUID]:
    """Whoever this person need not see again now: an open invitation, or a no not long ago.

    An open one to an address changes nothing here: a card that is gone would tell whose address it is.
    """
    open_now = Q(state__in=Invitation.OPEN, expires_at__gt=at) & ~Q(sender=person, template=BY_ADDRESS)
    said_no = Q(state=Invitation.State.DECLINED, decided_at__gt=at - NOT_AGAIN)
    mine = Q(sender=person) | Q(receiver=person, held_back=False)
    pairs = Invitation.objects.filter(mine & (open_now | said_no)).values_list("sender_id", "receiver_id")
    return {key for pair in pairs for key in pair} - {person.pk}

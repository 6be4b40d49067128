"""The first words of an invitation, from what two people really share (S55) and what both gain (S56)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext

from mutua.content import loader
from mutua.content.skills import label
from mutua.programmes.letter import Letter
from mutua.programmes.queries import alike
from mutua.programmes.queries.invitations import BY_ADDRESS
from mutua.programmes.queries.pool import Sheet

TELLING_FACETS = ("function", "industry", "unit", "path")


@dataclass(frozen=True)
class Prefill:
    """A template and its filled text."""

    template: str
    letter: Letter


def for_card(mine: Sheet, theirs: Sheet) -> Prefill:
    """Goal, then challenge, then difference: the first template that their profiles can fill truthfully.

    In the sender's language, so that they understand what they send, if the receiver is comfortable in
    it; else in the receiver's.
    """
    lang = mine.language if mine.language in theirs.profile.languages else theirs.language
    goals, hurdles = alike.shared_directions(mine, theirs), alike.shared_challenges(mine, theirs)
    field = _telling_difference(mine, theirs)
    words = {**_benefit(mine, theirs, lang), "invitee": theirs.first_name, "inviter": mine.first_name}
    if goals and field:
        goal = alike.quoted(label("direction", goals[0], lang), lang)
        return _filled("inv_same_goal", words | {"commonality_1": goal, "difference_1": field[1]}, lang)
    if hurdles:
        hurdle = alike.quoted(label("challenge", hurdles[0], lang), lang)
        return _filled("inv_same_challenge", words | {"commonality_1": hurdle}, lang)
    with translation.override(lang):
        always = [gettext("the wish to learn from each other"), gettext("working in the same organisation")]
        apart = f"{field[0]} – {field[1]}" if field else gettext("what each of us sees every day")
    first, second = (alike.commonalities(mine, theirs, lang) + always)[:2]
    return _filled(
        "inv_different_view",
        words | {"commonality_1": first, "commonality_2": second, "difference_1": apart},
        lang,
    )


def for_address(*, inviter: str, invitee: str, worked: str, offer: str, wish: str, language: str) -> Prefill:
    """To someone known: only what the inviter typed, so the text tells nothing about the address."""
    words = {"inviter": inviter, "invitee": invitee, "commonality_1": worked, "offer": offer, "wish": wish}
    return _filled(BY_ADDRESS, words, loader.language(language))


def subject_of(template: str, language: str) -> str:
    subject: str = loader.items("invitations", language)[template]["subject"]
    return subject


def concept(language: str) -> str:
    """Peer mentoring in two sentences."""
    text: str = loader.document("invitations", language)["concept_text"]
    return text


def _filled(template: str, words: Mapping[str, str], lang: str) -> Prefill:
    body = loader.items("invitations", lang)[template]["body"].format_map(words).strip()
    return Prefill(template, Letter(lang, body, words["offer"], words["wish"]))


def _benefit(mine: Sheet, theirs: Sheet, lang: str) -> dict[str, str]:
    """What I bring and what I hope for: what fits first, else what stands first in my own profile."""
    gives = [*alike.can_teach(mine, theirs), *mine.offers][:1]
    takes = [*alike.can_teach(theirs, mine), *mine.wishes][:1]
    return {
        "offer": "".join(label("skill", key, lang) for key in gives),
        "wish": "".join(label("skill", key, lang) for key in takes),
    }


def _telling_difference(mine: Sheet, theirs: Sheet) -> tuple[str, str] | None:
    """(mine, theirs) of the weightiest facet that reads well after "you come from"."""
    found = {facet: (here, there) for facet, here, there in alike.differences(mine, theirs)}
    return next((found[facet] for facet in TELLING_FACETS if facet in found), None)

"""The rounds around one person, for their first page: proposals to answer, rounds they are in or may join."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mutua.people.models import Person
from mutua.rounds.models import Enrolment, Round
from mutua.rounds.queries.mine import standing
from mutua.rounds.queries.rounds import joinable_rounds, my_rounds, open_seats


@dataclass(frozen=True)
class Around:
    """One line about a round, and the way to it; urgent: it waits for this person."""

    title: str
    text: str
    button: str
    href: str
    urgent: bool = False


def rounds_around(person: Person) -> list[Around]:
    """What waits for an answer first. Five queries at most."""
    lang = get_language() or "en"
    waiting = [
        Around(
            _("There is a proposal for you"),
            _("Read why you might fit, and decide in your own time. A no needs no reason."),
            _("Look at it"),
            reverse("rounds:proposal", args=[seat.proposal_id]),
            urgent=True,
        )
        for seat in open_seats(person)
    ]
    mine = [_mine(one, lang) for one in my_rounds(person) if _shown(one, bool(waiting))]
    free = [
        Around(
            round.title(lang),
            _("A round has begun in which tandems come about. Look whether it is for you."),
            _("Look at the round"),
            reverse("rounds:mine", args=[round.pk]),
        )
        for round in joinable_rounds(person)
    ]
    return [*waiting, *mine, *free]


def _shown(one: Enrolment, has_proposal: bool) -> bool:
    over = {Enrolment.State.WITHDRAWN, Enrolment.State.IN_TANDEM, Enrolment.State.COMPLETED}
    return one.state not in over and not (has_proposal and one.state == Enrolment.State.MATCHED)


def _mine(one: Enrolment, lang: str) -> Around:
    round: Round = one.round
    now = standing(round, one, [])
    circle = getattr(round, "circle", None)
    if circle is not None:
        text = _("Your team's own circle: see who is in it, and what comes next.")
        return Around(circle.name, text, _("To the circle"), reverse("rounds:circle", args=[circle.pk]))
    return Around(
        f"{round.title(lang)}: {now.title}",
        now.text,
        now.button or _("To the round"),
        now.href or reverse("rounds:mine", args=[round.pk]),
        urgent=round.state == Round.State.WISHES,
    )

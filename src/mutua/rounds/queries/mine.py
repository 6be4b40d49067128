"""What one person sees of a round they take part in: their cards, their proposals, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mutua.content.loader import language
from mutua.matching.texts import enumeration
from mutua.people.cards import ProfileCard, card_of
from mutua.people.models import Person, Profile
from mutua.programmes.queries import alike
from mutua.programmes.queries.pool import Sheet, sheet_of
from mutua.rounds.models import Candidate, Enrolment, Named, Proposal, Round, Seat

E = Enrolment.State
R = Round.State


@dataclass(frozen=True)
class WishCard:
    """A card of the wish phase, and one's own mark on it."""

    id: UUID
    name: str
    field: str
    you_learn: Sequence[str]
    they_learn: Sequence[str]
    shared: Sequence[str]
    difference: str
    mark: str


@dataclass(frozen=True)
class ProposalPage:
    """A proposal as one of its people sees it; partners: the others with their cards."""

    seat: Seat
    partners: Sequence[tuple[str, ProfileCard]]
    names: str
    why: Sequence[str]
    difference: str
    starter: str
    is_open: bool


@dataclass(frozen=True)
class Standing:
    """How things stand for one person in a round, in two sentences, and the one way on."""

    title: str
    text: str
    button: str = ""
    href: str = ""


def wish_cards(round: Round, person: Person, lang: str) -> list[WishCard]:
    """One's own cards in the order they were dealt. Five queries, however many."""
    dealt = Candidate.objects.filter(round=round, person=person).order_by("position")
    rows = list(
        dealt.select_related("other__profile").prefetch_related(
            "other__profile__offers", "other__profile__wishes"
        )
    )
    me = _sheet(Person.objects.select_related("profile").get(pk=person.pk))
    return [_card(me, row, language(lang)) for row in rows if row.other.is_active]


def named_by(round: Round, person: Person) -> list[str]:
    """The addresses this person named, as they typed them."""
    return list(
        Named.objects.filter(round=round, person=person).order_by("pk").values_list("email", flat=True)
    )


def proposal_page(seat: Seat, *, at: datetime, lang: str) -> ProposalPage:
    """The reasons, the difference and a first question, for the one whose seat it is."""
    proposal = seat.proposal
    seats = proposal.seats.exclude(pk=seat.pk).select_related("person__profile")
    others = list(seats.prefetch_related("person__profile__offers", "person__profile__wishes"))
    said = seat.reasons.get(language(lang), {})
    first_names = [one.person.first_name for one in others]
    open_now = proposal.state == Proposal.State.PROPOSED and seat.answer == ""
    return ProposalPage(
        seat=seat,
        partners=[(one.person.first_name, card_of(_profile(one.person), lang)) for one in others],
        names=enumeration(first_names, lang),
        why=said.get("why", []),
        difference=said.get("difference", ""),
        starter=said.get("starter", ""),
        is_open=open_now and proposal.expires_at is not None and proposal.expires_at > at,
    )


def standing(round: Round, mine: Enrolment | None, seats: Sequence[Seat]) -> Standing:
    """What this person is told; `seats`: the proposals that wait for their answer."""
    if mine is None or mine.state == E.WITHDRAWN:
        return Standing(
            _("Do you want to take part?"),
            _("You get a few cards, say whom you would like, and decide about every proposal yourself."),
        )
    if mine.state == E.IN_TANDEM:
        return Standing(
            _("You are in a tandem"),
            _("The round has done its part. Everything else is between the two of you."),
            _("To my tandem"),
            reverse("home:home"),
        )
    if seats:
        return Standing(
            _("There is a proposal for you"),
            _("Read why you might fit, and decide in your own time. A no needs no reason."),
            _("Look at it"),
            reverse("rounds:proposal", args=[seats[0].proposal_id]),
        )
    return _looking(round, mine)


def _looking(round: Round, mine: Enrolment) -> Standing:
    if mine.state == E.APPLIED:
        return Standing(
            _("Your profile is not complete yet"),
            _("One offer, one wish, your level and a language: then we can look for somebody."),
            _("Complete my profile"),
            reverse("people:welcome-skills"),
        )
    if round.state == R.WISHES:
        day = date_format(round.wish_until, "DATE_FORMAT") if round.wish_until else ""
        return Standing(
            _("Your cards are there"),
            _("Say until %(day)s whom you would like to learn with. Only you see your marks.") % {"day": day},
            _("Look at my cards"),
            reverse("rounds:wishes", args=[round.pk]),
        )
    if mine.state == E.WAITING:
        return Standing(
            _("Still looking for you"),
            _(
                "This time we found nobody who would fit well enough. That says nothing about you: it "
                "depends on who else is here. You stay on the list, and you can ask somebody you know."
            ),
            _("Invite someone I know"),
            reverse("programmes:invite-known"),
        )
    return Standing(_("You are in"), str(_WAITS.get(round.state, _SOON)))


_SOON = gettext_lazy("We are looking for the best tandems for everybody. You will hear from us.")
_WAITS: dict[str, Promise | str] = {
    R.REGISTRATION: gettext_lazy("Registration is still open for others. You hear from us when it goes on."),
    R.MATCHING: _SOON,
    R.REVIEW: _SOON,
    R.CONFIRMATION: gettext_lazy("You have answered. We wait for the others, each in their own time."),
    R.RUNNING: gettext_lazy("The round runs."),
    R.CLOSING: gettext_lazy("The round comes to its end."),
    R.CANCELLED: gettext_lazy("This round was cancelled."),
}


def _card(me: Sheet, row: Candidate, lang: str) -> WishCard:
    other = _sheet(row.other)
    fields = other.facet("function") or other.facet("unit")
    gaps = alike.difference_words(me, other, lang)
    return WishCard(
        id=other.id,
        name=other.first_name,
        field=fields[0] if fields else "",
        you_learn=alike.taught_words(other, me, lang),
        they_learn=alike.taught_words(me, other, lang),
        shared=alike.shared_words(me, other, lang),
        difference=f"{gaps[0].label}: {gaps[0].theirs}" if gaps else "",
        mark=row.mark,
    )


def _profile(person: Person) -> Profile:
    """Their profile; an empty one for whoever has enrolled and not begun theirs."""
    return getattr(person, "profile", None) or Profile(person=person)


def _sheet(person: Person) -> Sheet:
    profile = _profile(person)
    if profile._state.adding:
        return sheet_of(profile, {}, {})
    offers = {offer.skill: offer.confidence for offer in profile.offers.all()}
    wishes = {wish.skill: wish.priority for wish in profile.wishes.all()}
    return sheet_of(profile, offers, wishes)

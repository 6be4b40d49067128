"""What leaves the house about rounds: that there is something to look at, and where. No name, no content.

Many mails at once are written by the worker, each once: its ref says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mutua.outbox.actions import cancel, enqueue_job, enqueue_mail
from mutua.outbox.texts import MailText
from mutua.people.models import Person
from mutua.rounds.models import Enrolment, Proposal, Round, Seat
from mutua.rounds.states import LOOKING

TELL_JOB = "rounds.tell"
AT_ONCE = 200

OVER = MailText(
    subject=_("About your proposed tandem"),
    paragraphs=[
        _("The tandem that was proposed to you does not come about. This happens often and needs no reason."),
        _("You are still looked after: the page says what happens next."),
    ],
    button=_("What happens next"),
)
BEGUN = MailText(
    subject=_("You are a tandem"),
    paragraphs=[_("Everybody has said yes. The next step is a time for your first meeting.")],
    button=_("Find a time"),
)
CANCELLED = MailText(
    subject=_("The round does not take place"),
    paragraphs=[_("The round you had joined was cancelled. Tandems that have begun already go on.")],
    button=_("To the overview"),
)
WAITING = MailText(
    subject=_("Still looking for you"),
    paragraphs=[
        _("This time we found nobody who would fit well enough. That says nothing about you."),
        _("You stay on the list, and you can ask somebody you know."),
    ],
    button=_("What I can do now"),
)


def enqueue_cards(round: Round, *, at: datetime) -> None:
    """Everybody who looks learns that their cards are there."""
    people = round.enrolments.filter(state=Enrolment.State.ELIGIBLE).values_list("person_id", flat=True)
    _in_parts("cards", round, people, at)


def enqueue_cancelled(round: Round, *, at: datetime) -> None:
    people = round.enrolments.filter(since=at, state=Enrolment.State.WITHDRAWN)
    _in_parts("cancelled", round, people.values_list("person_id", flat=True), at)


def enqueue_proposals(round: Round, *, at: datetime) -> None:
    """Everybody with an open proposal, and everybody who waits."""
    for kind, state in (("proposal", Enrolment.State.MATCHED), ("waiting", Enrolment.State.WAITING)):
        people = round.enrolments.filter(state=state, since=at).values_list("person_id", flat=True)
        _in_parts(kind, round, people, at)


def tell(arguments: dict[str, Any], at: datetime) -> None:
    """The worker's part: one mail to each of at most AT_ONCE people, who may have left meanwhile."""
    round = Round.objects.get(pk=arguments["round"])
    people = Person.objects.filter(pk__in=arguments["people"], state__in=["invited", "active"])
    for person in people:
        _WRITERS[arguments["kind"]](round, person, at)


def proposal_over(proposal: Proposal, seat: Seat, *, at: datetime) -> None:
    """The same words to everybody in it, whoever said no; what is not sent yet stays here."""
    cancel(ref=_ref(proposal.round, seat.person, f"proposal/{proposal.pk}"))
    _write(OVER, proposal.round, seat.person, f"over/{proposal.pk}", at)


def proposal_begun(proposal: Proposal, person: Person, *, at: datetime) -> None:
    """The last yes was said: those who said it before hear of it."""
    cancel(ref=_ref(proposal.round, person, f"proposal/{proposal.pk}"))
    enqueue_mail(
        to=person.email,
        language=person.language,
        template=BEGUN,
        context={"link": reverse("home:home")},
        at=at,
        ref=_ref(proposal.round, person, f"begun/{proposal.pk}"),
    )


def remind(seat: Seat, *, at: datetime) -> None:
    """Once, three days before a proposal runs out, to those alone who have not answered."""
    _match(seat, at, "reminder")


def take_back(round: Round, person: Person) -> None:
    """Whoever has left the round gets nothing more about it that has not left yet."""
    cancel(ref=_ref(round, person))


def _in_parts(kind: str, round: Round, people: Iterable[Any], at: datetime) -> None:
    ids = sorted(str(person) for person in people)
    for start in range(0, len(ids), AT_ONCE):
        part = {"kind": kind, "round": str(round.pk), "people": ids[start : start + AT_ONCE]}
        enqueue_job(name=TELL_JOB, arguments=part, run_at=at)


def _cards(round: Round, person: Person, at: datetime) -> None:
    if round.wish_until is None or round.state != Round.State.WISHES:
        return
    enqueue_mail(
        to=person.email,
        language=person.language,
        template="nt_suggestions",
        context={"link": reverse("rounds:wishes", args=[round.pk]), "date": round.wish_until},
        at=at,
        ref=_ref(round, person, "cards"),
    )


def _proposal(round: Round, person: Person, at: datetime) -> None:
    open_ones = Seat.objects.filter(
        person=person, proposal__round=round, proposal__state=Proposal.State.PROPOSED
    )
    for seat in open_ones.select_related("proposal__round", "person"):
        _match(seat, at, "arrived")


def _waiting(round: Round, person: Person, at: datetime) -> None:
    if Enrolment.objects.filter(round=round, person=person, state__in=LOOKING).exists():
        _write(WAITING, round, person, f"waiting/{at:%Y%m%d%H%M}", at)


def _cancelled(round: Round, person: Person, at: datetime) -> None:
    _write(CANCELLED, round, person, "cancelled", at)


_WRITERS = {"cards": _cards, "proposal": _proposal, "waiting": _waiting, "cancelled": _cancelled}


def _match(seat: Seat, at: datetime, what: str) -> None:
    proposal = seat.proposal
    if proposal.expires_at is None:
        raise ValueError("a proposal that was sent has a last day")
    enqueue_mail(
        to=seat.person.email,
        language=seat.person.language,
        template="nt_match",
        context={
            "link": reverse("rounds:proposal", args=[proposal.pk]),
            "date": proposal.expires_at.date(),
        },
        at=at,
        ref=_ref(proposal.round, seat.person, f"proposal/{proposal.pk}/{what}"),
        valid_until=proposal.expires_at,
    )


def _write(template: MailText, round: Round, person: Person, what: str, at: datetime) -> None:
    enqueue_mail(
        to=person.email,
        language=person.language,
        template=template,
        context={"link": reverse("rounds:mine", args=[round.pk])},
        at=at,
        ref=_ref(round, person, what),
    )


def _ref(round: Round, person: Person, what: str = "") -> str:
    whole = f"round/{round.pk.hex}/{person.pk.hex}"
    return f"{whole}/{what}" if what else whole

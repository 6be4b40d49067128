"""From an invitation to a signed agreement and meetings, by the actions that people themselves set off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from mutua.demo.storing import Stored
from mutua.demo.texts import Shared, Words
from mutua.meetings.actions import confirm_meeting, propose_meeting, record_outcome
from mutua.meetings.free_times import Week, suggest
from mutua.meetings.models import Meeting
from mutua.people.actions.profile import save_why
from mutua.people.models import Person
from mutua.people.queries import Why
from mutua.programmes.actions.invitation import draft_invitation, send_invitation
from mutua.programmes.models import Invitation
from mutua.programmes.queries.prefill import for_card
from mutua.tandems.actions.agreement import propose_agreement, save_mine, save_shared, sign_agreement
from mutua.tandems.actions.begin import accept_invitation
from mutua.tandems.actions.boundaries import choose_boundaries
from mutua.tandems.actions.goals import add_goal, promise_help
from mutua.tandems.content import FRAME_DEFAULTS
from mutua.tandems.models import AgreementVersion, Tandem

HOUR = timedelta(hours=1)
LENGTH = timedelta(minutes=45)


@dataclass(frozen=True)
class Side:
    """One of two: who, and what they write."""

    stored: Stored
    words: Words

    @property
    def person(self) -> Person:
        return self.stored.person


def invite(sender: Stored, receiver: Stored, *, at: datetime) -> Invitation:
    """The sender finds out why, then writes what the card suggests, and sends it."""
    save_why(person=sender.person, why=Why("why_skill"), by=sender.person, at=at)
    prefill = for_card(sender.sheet, receiver.sheet)
    draft = draft_invitation(
        receiver=receiver.person, template=prefill.template, letter=prefill.letter, by=sender.person, at=at
    )
    return send_invitation(invitation=draft, by=sender.person, at=at)


def begin(sender: Stored, receiver: Stored, *, at: datetime) -> Tandem:
    """An invitation, and a yes two days later."""
    invitation = invite(sender, receiver, at=at - 48 * HOUR)
    return accept_invitation(invitation_id=invitation.id, by=receiver.person, at=at)


def write_own(tandem: Tandem, side: Side, *, at: datetime) -> None:
    """What one member gains, their goal, and what they talk about."""
    own = {"benefit": side.words.benefit, "priorities": list(side.words.priorities)}
    save_mine(tandem=tandem, value=own, seen=0, by=side.person, at=at)
    add_goal(tandem=tandem, body=dict(side.words.goal), by=side.person, at=at)
    choose_boundaries(
        tandem=tandem, topics=side.words.topics, own=side.words.own_topics, by=side.person, at=at
    )


def write_together(tandem: Tandem, sides: Sequence[Side], shared: Shared, *, at: datetime) -> None:
    """What only both can say: purpose, frame, and what each contributes to the other's goal."""
    first = sides[0].person
    together = {
        "purpose": shared.purpose,
        "serves": [[str(side.person.id), side.words.priorities[0]] for side in sides],
        "common_different": shared.common_different,
    }
    frame = {**FRAME_DEFAULTS, **shared.frame}
    save_shared(tandem=tandem, section="together", value=together, seen=0, by=first, at=at)
    save_shared(tandem=tandem, section="frame", value=frame, seen=0, by=first, at=at)
    for owner, helper in pairwise((*sides, sides[0])):
        goal = tandem.goals.get(owner=owner.person)
        promise_help(
            tandem=tandem, goal_id=goal.id, can=True, text=helper.words.promise, by=helper.person, at=at
        )


def propose_and_sign(
    tandem: Tandem, by: Person, signing: Sequence[Person], *, at: datetime
) -> AgreementVersion:
    """`by` proposes; those of `signing` sign in their order, an hour apart."""
    version = propose_agreement(tandem=tandem, by=by, at=at)
    for number, person in enumerate(signing, start=1):
        sign_agreement(version=version, content_hash=version.content_hash, by=person, at=at + number * HOUR)
    tandem.refresh_from_db()
    return version


def plan_meeting(
    tandem: Tandem, sides: Sequence[Stored], *, at: datetime, since: datetime, confirmed: bool = True
) -> Meeting | None:
    """Propose a time after `since` that both have free, and say yes to it; None where there is none."""
    weeks = [Week(side.person.time_zone, side.invented.slots) for side in sides]
    free = suggest(weeks, length=LENGTH, at=since, zone=sides[0].person.time_zone)
    if not free.starts:
        return None
    one, other = (side.person for side in sides)
    meeting = propose_meeting(tandem=tandem, start=free.starts[0], end=free.starts[0] + LENGTH, by=one, at=at)
    if confirmed:
        meeting = confirm_meeting(meeting=meeting, proposal=meeting.proposal, by=other, at=at + HOUR)
    return meeting


def hold_meeting(tandem: Tandem, sides: Sequence[Stored], *, at: datetime, until: datetime) -> None:
    """A meeting that was planned at `at` and has taken place, if its time came before `until`."""
    meeting = plan_meeting(tandem, sides, at=at, since=at)
    if meeting is not None and meeting.ends_at is not None and meeting.ends_at < until:
        record_outcome(meeting=meeting, held=True, by=sides[1].person, at=meeting.ends_at)

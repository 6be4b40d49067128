"""Reading meetings. Every function knows who asks; a stranger gets 404 and learns nothing (law 3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404

from mutua import vault
from mutua.meetings.agenda import agenda_of
from mutua.meetings.free_times import FreeTimes, Interval, Week, suggest
from mutua.meetings.models import Meeting
from mutua.meetings.rules import next_format
from mutua.meetings.times import Times, times
from mutua.people.models import Person, Profile
from mutua.tandems.models import Tandem
from mutua.tandems.queries import members_of

PLACE = "meeting place"


def meeting_for(tandem: Tandem, meeting_id: UUID) -> Meeting:
    """A meeting of a tandem that was loaded by `tandem_for`; otherwise Http404."""
    try:
        meeting = Meeting.objects.select_related("facilitator").get(id=meeting_id, tandem=tandem)
    except Meeting.DoesNotExist as missing:
        raise Http404 from missing
    meeting.tandem = tandem
    return meeting


def open_meeting(tandem: Tandem) -> Meeting | None:
    """The one meeting that is being planned or agreed."""
    return Meeting.objects.filter(tandem=tandem, state__in=Meeting.OPEN).first()


@dataclass(frozen=True)
class MeetingView:
    """A meeting as one member sees it."""

    meeting: Meeting
    agreed: Times | None
    proposed: Times | None
    waiting_for: Sequence[Person]  # whose yes to the proposed time is missing
    my_answer_missing: bool
    has_begun: bool

    @property
    def is_open(self) -> bool:
        return self.meeting.state in Meeting.OPEN

    @property
    def waiting_names(self) -> str:
        return names(self.waiting_for)


def meeting_view(meeting: Meeting, *, viewer: Person, members: Sequence[Person], at: datetime) -> MeetingView:
    """What one member sees of a meeting, in one further query."""
    agreed = proposed = None
    waiting: list[Person] = []
    if meeting.starts_at is not None and meeting.ends_at is not None:
        agreed = times(meeting.starts_at, meeting.ends_at, viewer=viewer, members=members)
    if meeting.proposed_start is not None and meeting.proposed_end is not None:
        proposed = times(meeting.proposed_start, meeting.proposed_end, viewer=viewer, members=members)
        said_yes = set(meeting.yeses.filter(proposal=meeting.proposal).values_list("person_id", flat=True))
        waiting = [person for person in members if person.id not in said_yes]
    return MeetingView(
        meeting=meeting,
        agreed=agreed,
        proposed=proposed,
        waiting_for=[person for person in waiting if person.id != viewer.id],
        my_answer_missing=viewer.id in {person.id for person in waiting},
        has_begun=meeting.starts_at is not None and meeting.starts_at <= at,
    )


def names(people: Sequence[Person]) -> str:
    """First names in one line: “Ben” or “Ben & Clara”."""
    return " & ".join(person.first_name for person in people)


def next_meeting(tandem: Tandem, *, viewer: Person, at: datetime) -> MeetingView | None:
    """The tandem's next meeting for the fragment meetings/_next.html, in three queries."""
    meeting = open_meeting(tandem)
    if meeting is None:
        return None
    return meeting_view(meeting, viewer=viewer, members=members_of(tandem), at=at)


def place_of(meeting: Meeting, *, viewer: Person) -> str:
    return (
        str(vault.open(meeting.place, viewer=viewer.id, purpose=PLACE)) if meeting.place is not None else ""
    )


def usual_length(tandem: Tandem, meeting: Meeting | None, members: int) -> timedelta:
    """How long the agenda format of this meeting, or else of the tandem's next one, takes."""
    held = Meeting.objects.filter(tandem=tandem, state=Meeting.State.HELD).count() if meeting is None else 0
    key = meeting.format if meeting is not None else next_format(held, members)
    return timedelta(minutes=agenda_of(key)["total_minutes"])


def free_times(members: Sequence[Person], *, length: timedelta, viewer: Person, at: datetime) -> FreeTimes:
    """Times that suit everybody, from their usual weeks and without what they have agreed elsewhere."""
    slots = dict(Profile.objects.filter(person__in=members).values_list("person_id", "slots"))
    weeks = [Week(person.time_zone, slots.get(person.id) or []) for person in members]
    return suggest(weeks, length=length, at=at, busy=agreed_times(members, at=at), zone=viewer.time_zone)


def agreed_times(members: Iterable[Person], *, at: datetime) -> list[Interval]:
    """When any of these people already meets somebody: the times and nothing else."""
    agreed = Meeting.objects.filter(
        state=Meeting.State.CONFIRMED,
        ends_at__gt=at,
        tandem__members__person__in=list(members),
        tandem__members__left_at__isnull=True,
    )
    rows = agreed.values_list("starts_at", "ends_at").distinct().order_by()
    return [(start, end) for start, end in rows if start and end]

"""The pages of a meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mutua.errors import DomainError
from mutua.meetings import actions
from mutua.meetings.access import for_members
from mutua.meetings.agenda import agenda_of, blocks_of
from mutua.meetings.forms import AnswerForm, OutcomeForm, PlaceForm, TimeForm
from mutua.meetings.mails import calendar_event
from mutua.meetings.models import Meeting
from mutua.meetings.queries import (
    free_times,
    meeting_view,
    names,
    open_meeting,
    place_of,
    usual_length,
)
from mutua.meetings.rules import check_open, may_plan
from mutua.meetings.times import city
from mutua.outbox.calendar import build
from mutua.people.models import Person
from mutua.tandems.models import Tandem
from mutua.tandems.queries import members_of
from mutua.ui.saving import saved


@for_members("GET")
def detail(request: HttpRequest, me: Person, tandem: Tandem, meeting: Meeting) -> HttpResponse:
    """Everything about one meeting: when, who leads through it, where, and the agenda."""
    return render(request, "meetings/detail.html", _detail(me, tandem, meeting))


@for_members("GET", "POST")
def propose(request: HttpRequest, me: Person, tandem: Tandem) -> HttpResponse:
    """Choose a first time for the next meeting; if one is being planned already, go there."""
    if planned := open_meeting(tandem):
        return _to(planned)

    def act(form: TimeForm) -> Meeting:
        start, end = form.chosen
        return actions.propose_meeting(tandem=tandem, start=start, end=end, by=me, at=timezone.now())

    return _choose_time(request, me, tandem, None, act)


@for_members("GET", "POST")
def move(request: HttpRequest, me: Person, tandem: Tandem, meeting: Meeting) -> HttpResponse:
    """Choose another time for this meeting."""
    if meeting.state not in Meeting.OPEN:
        return _to(meeting)

    def act(form: TimeForm) -> Meeting:
        start, end = form.chosen
        seen = form.cleaned_data["seen"]
        return actions.propose_move(
            meeting=meeting, start=start, end=end, seen=seen, by=me, at=timezone.now()
        )

    return _choose_time(request, me, tandem, meeting, act)


@for_members("POST")
def answer(request: HttpRequest, me: Person, tandem: Tandem, meeting: Meeting) -> HttpResponse:
    """Yes to the time on the table, or not this one."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Http404
    proposal, at = form.cleaned_data["proposal"], timezone.now()
    if form.cleaned_data["answer"] == "yes":
        return _done(
            request,
            meeting,
            lambda: actions.confirm_meeting(meeting=meeting, proposal=proposal, by=me, at=at),
        )
    return _done(
        request, meeting, lambda: actions.decline_proposal(meeting=meeting, proposal=proposal, by=me, at=at)
    )


@for_members("GET", "POST")
def cancel(request: HttpRequest, me: Person, tandem: Tandem, meeting: Meeting) -> HttpResponse:
    """Ask once, then call the meeting off."""
    if request.method == "POST":
        return _done(
            request, meeting, lambda: actions.cancel_meeting(meeting=meeting, by=me, at=timezone.now())
        )
    if meeting.state not in Meeting.OPEN:
        return _to(meeting)
    return render(request, "meetings/cancel.html", _detail(me, tandem, meeting))


@for_members("POST")
def outcome(request: HttpRequest, me: Person, tandem: Tandem, meeting: Meeting) -> HttpResponse:
    """It took place, or it did not."""
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        raise Http404
    held = form.cleaned_data["outcome"] == "held"
    return _done(
        request, meeting, lambda: actions.record_outcome(meeting=meeting, held=held, by=me, at=timezone.now())
    )


@for_members("POST")
def place(request: HttpRequest, me: Person, tandem: Tandem, meeting: Meeting) -> HttpResponse:
    """Write where to meet."""
    form = PlaceForm(request.POST)

    def act() -> None:
        values = form.cleaned_data
        actions.save_place(
            meeting=meeting, place=values["place"], seen=values["seen"], by=me, at=timezone.now()
        )

    if saved(form, act):
        messages.success(request, _("Saved."))
        return _to(meeting)
    meeting.refresh_from_db()
    return render(request, "meetings/detail.html", _detail(me, tandem, meeting, form), status=409)


@for_members("GET")
def calendar(request: HttpRequest, me: Person, tandem: Tandem, meeting: Meeting) -> HttpResponse:
    """The agreed time as a file for any calendar."""
    if meeting.state != Meeting.State.CONFIRMED:
        raise Http404
    content = build(calendar_event(meeting, me), stamp=timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="meeting.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8; method=REQUEST", headers=headers)


def _choose_time(
    request: HttpRequest,
    me: Person,
    tandem: Tandem,
    meeting: Meeting | None,
    act: Callable[[TimeForm], Meeting],
) -> HttpResponse:
    """The page with free times: propose the chosen one, or show what a typed one is on every clock."""
    check_open(tandem)
    form, context = _time_page(request, me, tandem, meeting)
    checking = "check" in request.POST
    if form.is_valid() and not checking:
        try:
            planned = act(form)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("Your proposal is on its way. The time is fixed once everybody has said yes.")
            )
            return _to(planned)
    part = "#preview" if checking and getattr(request, "htmx", False) else ""
    return render(request, f"meetings/time.html{part}", context)


def _time_page(
    request: HttpRequest, me: Person, tandem: Tandem, meeting: Meeting | None
) -> tuple[TimeForm, dict[str, Any]]:
    at, members = timezone.now(), members_of(tandem)
    length = usual_length(tandem, meeting, len(members))
    free = free_times(members, length=length, viewer=me, at=at)
    form = TimeForm(
        request.POST or None, starts=free.starts, length=length, viewer=me, members=members, at=at
    )
    return form, {
        "tandem": tandem,
        "form": form,
        "lack": free.lack,
        "partner_names": names([person for person in members if person.id != me.id]),
        "minutes": int(length.total_seconds()) // 60,
        "city": city(me.time_zone),
        "zones_differ": len({person.time_zone for person in members}) > 1,
        "seen": meeting.proposal if meeting else 0,
        "view": meeting and meeting_view(meeting, viewer=me, members=members, at=at),
    }


def _detail(
    me: Person, tandem: Tandem, meeting: Meeting, place_form: PlaceForm | None = None
) -> dict[str, Any]:
    members = members_of(tandem)
    where = place_of(meeting, viewer=me)
    agenda = agenda_of(meeting.format)
    return {
        "tandem": tandem,
        "view": meeting_view(meeting, viewer=me, members=members, at=timezone.now()),
        "partner_names": names([person for person in members if person.id != me.id]),
        "leads": meeting.facilitator_id == me.id,
        "place": where,
        "place_form": place_form or PlaceForm(initial={"place": where}),
        "agenda": agenda,
        "blocks": blocks_of(agenda, facilitator=meeting.facilitator, members=members, viewer=me),
        "may_plan": may_plan(tandem),
    }


def _done(request: HttpRequest, meeting: Meeting, act: Callable[[], object]) -> HttpResponse:
    """Do it and go back to the meeting; a rule's "no" is said there, beside how things stand now."""
    try:
        act()
    except DomainError as refusal:
        messages.warning(request, str(refusal.message))
    return _to(meeting)


def _to(meeting: Meeting) -> HttpResponse:
    return redirect("meetings:detail", meeting.tandem_id, meeting.id)

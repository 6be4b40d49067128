"""The first page of everyone, and help that is always near."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from mutua.content import loader
from mutua.home.next_step import NextStep, in_tandem, without_tandem
from mutua.meetings.queries import next_meeting
from mutua.people.models import Person, Profile
from mutua.programmes.queries.invitations import open_sent, received_by
from mutua.rounds.queries.around import rounds_around
from mutua.tandems.actions.lines import TIME_TO_PART
from mutua.tandems.models import Tandem
from mutua.tandems.progress import kick_off
from mutua.tandems.queries import tandems_of


def home(request: HttpRequest) -> HttpResponse:
    """A landing page for strangers; for everyone else the one next step, and what is going on."""
    me = request.user
    if not isinstance(me, Person):
        return render(request, "home/landing.html")
    tandems = tandems_of(me)
    if not tandems:
        return render(request, "home/start.html", {"step": _first_step(me), "rounds": rounds_around(me)})
    incoming = received_by(me, at=timezone.now()).count()
    rooms = [_room(me, tandem) for tandem in tandems]
    return render(
        request, "home/home.html", {"rooms": rooms, "incoming": incoming, "rounds": rounds_around(me)}
    )


def _first_step(me: Person) -> NextStep:
    profile = Profile.objects.prefetch_related("offers", "wishes").filter(person=me).first()
    incoming = list(received_by(me, at=timezone.now()))
    waiting = open_sent(me.id, at=timezone.now()).count()
    return without_tandem(profile, incoming=incoming, waiting=waiting)


def _room(me: Person, tandem: Tandem) -> dict[str, object]:
    """One tandem as its member sees it on the first page."""
    state = kick_off(tandem, viewer=me)
    meeting = next_meeting(tandem, viewer=me, at=timezone.now())
    return {
        "tandem": tandem,
        "rests_from": tandem.line_noted_at and tandem.line_noted_at + TIME_TO_PART,
        "state": state,
        "names": state.partners_of(me),
        "meeting": meeting,
        "done": sum(step.done for step in state.steps),
        "step": in_tandem(state, meeting, me),
        "journey": "ask" if state.in_force else "build",
    }


def help_page(request: HttpRequest) -> HttpResponse:
    """Help and protection: reachable from every page, signed in or not."""
    items = loader.document("safety", get_language() or "en")["items"]
    return render(request, "home/help.html", {"items": items, "contacts": settings.SAFETY_CONTACTS})


def who_sees_what(request: HttpRequest) -> HttpResponse:
    """The table of CONTRACT §2.4 in plain words."""
    return render(request, "home/who_sees_what.html")

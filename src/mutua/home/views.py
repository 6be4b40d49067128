"""The first page of everyone, and help that is always near."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from mutua.content import loader
from mutua.home.next_step import in_tandem, without_tandem
from mutua.meetings.queries import next_meeting
from mutua.people.models import Profile
from mutua.programmes.queries.invitations import open_sent, received_by
from mutua.tandems.models import Tandem
from mutua.tandems.progress import kick_off
from mutua.tandems.queries import tandems_of


def home(request: HttpRequest) -> HttpResponse:
    """A landing page for strangers; for everyone else the one next step, and what is going on."""
    if not request.user.is_authenticated:
        return render(request, "home/landing.html")
    tandems = tandems_of(request.user)
    if not tandems:
        return _without_tandem(request)
    incoming = received_by(request.user, at=timezone.now()).count()
    rooms = [_room(request, tandem) for tandem in tandems]
    return render(request, "home/home.html", {"rooms": rooms, "incoming": incoming})


def _without_tandem(request: HttpRequest) -> HttpResponse:
    profile = Profile.objects.prefetch_related("offers", "wishes").filter(person=request.user.id).first()
    incoming = received_by(request.user, at=timezone.now()).count()
    waiting = open_sent(request.user.id, at=timezone.now()).count()
    step = without_tandem(profile, incoming=incoming, waiting=waiting)
    return render(request, "home/start.html", {"step": step})


def _room(request: HttpRequest, tandem: Tandem) -> dict[str, object]:
    """One tandem as its member sees it on the first page."""
    state = kick_off(tandem, viewer=request.user)
    meeting = next_meeting(tandem, viewer=request.user, at=timezone.now())
    return {
        "tandem": tandem,
        "state": state,
        "names": state.partners_of(request.user),
        "meeting": meeting,
        "done": sum(step.done for step in state.steps),
        "step": in_tandem(state, meeting, request.user),
        "journey": "ask" if state.in_force else "build",
    }


def help_page(request: HttpRequest) -> HttpResponse:
    """Help and protection: reachable from every page, signed in or not."""
    items = loader.document("safety", get_language() or "en")["items"]
    return render(request, "home/help.html", {"items": items, "contacts": settings.SAFETY_CONTACTS})


def who_sees_what(request: HttpRequest) -> HttpResponse:
    """The table of CONTRACT §2.4 in plain words."""
    return render(request, "home/who_sees_what.html")

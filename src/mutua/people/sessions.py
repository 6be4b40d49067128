"""From a proof of identity to a signed-in browser."""

from __future__ import annotations

from datetime import datetime

from allauth.account.utils import perform_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from mutua.people import codes
from mutua.people.actions.signin import note_sign_in
from mutua.people.models import Person
from mutua.people.tokens import demo_token

NEXT_KEY = "sign-in-next"


def sign_in(request: HttpRequest, person: Person, at: datetime) -> HttpResponse:
    """Sign this browser in, with a new session key, and lead on to where the person wanted to go."""
    target = request.session.pop(NEXT_KEY, None)
    codes.forget(request)
    note_sign_in(person=person, at=at)
    response: HttpResponse = perform_login(request, person, redirect_url=target)
    return response


def remember_next(request: HttpRequest) -> None:
    """Keep ?next=, if it stays within this site, for after the sign-in."""
    target = request.GET.get("next", "")
    if target and url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    ):
        request.session[NEXT_KEY] = target


def come_back_to(request: HttpRequest, path: str) -> None:
    """After the sign-in go on at this path of ours."""
    request.session[NEXT_KEY] = path


def demo_link(person: Person) -> str:
    """The address that signs in as this invented person; works in the demo only."""
    name = person.first_name.lower()
    return settings.BASE_URL + reverse("people:demo", args=[name, demo_token(person.pk)])

"""Who gets to a page of a meeting: members of its tandem, and for everyone else there is no such page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from mutua.meetings.queries import meeting_for
from mutua.people.models import Person
from mutua.tandems.queries import tandem_for

View = Callable[..., HttpResponse]


def for_members(*methods: str) -> Callable[[View], View]:
    """Asks for sign-in, then membership (404), and only then for the method (405).

    The view gets (request, me, tandem) or, where the address names one, (request, me, tandem, meeting).
    """

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, tandem_id: UUID, meeting_id: UUID | None = None) -> HttpResponse:
            me = request.user
            if not isinstance(me, Person):
                raise Http404
            tandem = tandem_for(me, tandem_id)
            meeting = meeting_for(tandem, meeting_id) if meeting_id else None
            if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
                return HttpResponseNotAllowed(methods)
            return view(request, me, tandem, meeting) if meeting else view(request, me, tandem)

        return guarded

    return decorate

"""Only for people who are signed in: everyone else is asked to sign in first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from mutua.people.models import Person

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


class PersonRequest(HttpRequest):
    """A request of someone who is signed in."""

    user: Person
    htmx: HtmxDetails


def signed_in(
    view: Callable[Concatenate[PersonRequest, P], R],
) -> Callable[Concatenate[HttpRequest, P], R]:
    """The view gets a PersonRequest; strangers are led to the sign-in page and come back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return view(cast("PersonRequest", request), *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], R]", login_required(guarded))

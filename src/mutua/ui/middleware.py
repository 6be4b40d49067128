"""A rule's "no" becomes a page that says what to do next, never a stack trace."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mutua.errors import DomainError

CONFLICT = 409


class DomainErrorMiddleware:
    """Catches the DomainError that a view let through.

    Forms show their own errors; this is the net below them, for actions behind a single button. An htmx
    request gets the notice alone, swapped into the page's list of notices.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        context = {"error": exception}
        if getattr(request, "htmx", False):
            response = render(request, "ui/domain_error_notice.html", context, status=CONFLICT)
            response["HX-Retarget"] = "#notices"
            response["HX-Reswap"] = "innerHTML"
            return response
        return render(request, "ui/domain_error.html", context, status=CONFLICT)

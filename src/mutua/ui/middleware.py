"""What is turned away before a page sees it, and a rule's "no" as a page that says what to do next."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from mutua.errors import DomainError

BAD_REQUEST = 400
CONFLICT = 409
NUL = "\0"


class ReadableRequestMiddleware:
    """Turns away what no page could read: forms that are not in UTF-8, and addresses or cookies with a NUL.

    A form cannot be read in another encoding, not even by the page for errors, and PostgreSQL takes no NUL.
    Form fields turn a NUL away themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (request.encoding or "utf-8").lower() != "utf-8" or NUL in _address(request):
            return HttpResponse(render_to_string("400.html"), status=BAD_REQUEST)
        return self.get_response(request)


def _address(request: HttpRequest) -> str:
    """The address and the cookies, decoded."""
    asked = [word for key, words in request.GET.lists() for word in (key, *words)]
    return " ".join([request.path, *asked, *request.COOKIES.values()])


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

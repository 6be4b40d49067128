"""Mutua speaks plain HTTP to the web server before it, which speaks HTTPS to everyone else."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class HttpsMiddleware:
    """With an https:// base URL every request came over HTTPS, whatever the last step of its way was.

    So browsers are told to stay with HTTPS, and forms must come from a page of the base URL.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECURE:
            request.META["wsgi.url_scheme"] = "https"
        return self.get_response(request)

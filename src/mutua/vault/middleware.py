"""Each web request unwraps a data key at most once and keeps none of them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from mutua.vault.keys import key_cache


class KeyCacheMiddleware:
    """Put it outermost of those that open sealed content."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with key_cache():
            return self.get_response(request)

"""What every page owes the person signed in: their language, their time zone, and no copy left behind."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control


class PersonLanguageMiddleware:
    """A language chosen in this browser wins, then the person's own, then what the browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if language not in dict(settings.LANGUAGES):
            person = request.user
            language = person.language if person.is_authenticated else ""
        language = language or translation.get_language_from_request(request)
        zone = request.user.time_zone if request.user.is_authenticated else settings.DEFAULT_PERSON_ZONE
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(zoneinfo.ZoneInfo(zone)):
            response = self.get_response(request)
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response.render()  # in this language, too
        response.headers.setdefault("Content-Language", language)
        return response


class PrivatePagesMiddleware:
    """No page of somebody who is signed in stays in a browser or on the way to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        return response

"""The style guide, the choice of theme and the page for a house that is closed for a moment."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from mutua.ui.context import THEME_COOKIE, THEMES
from mutua.ui.guide import guide_context

A_YEAR = 365 * 24 * 3600
RETRY_AFTER_SECONDS = "30"


@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """Every component on one page; ?theme= and ?lang= show another theme or language, once."""
    language = request.GET.get("lang", "")
    known = language in dict(settings.LANGUAGES)
    with translation.override(language if known else translation.get_language()):
        return render(request, "ui/guide.html", guide_context(theme=request.GET.get("theme", "")))


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or system in a cookie and go back to where the visitor came from."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    if request.POST.get("theme") in THEMES:
        response.set_cookie(
            THEME_COOKIE,
            request.POST["theme"],
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 with a calm page; asks neither session nor database, because they may be what is missing."""
    page = render_to_string("503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})

"""Signing in: address, code, link; signing out; the first operator; the links of the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mutua.errors import DomainError
from mutua.people import codes
from mutua.people.actions.operator import create_first_operator, is_operator_token
from mutua.people.actions.signin import request_sign_in, use_link
from mutua.people.forms import CodeForm, EmailForm, FirstOperatorForm, sent
from mutua.people.limits import may_try
from mutua.people.models import Person
from mutua.people.queries import open_link, people_here, person_by_email
from mutua.people.sessions import remember_next, sign_in
from mutua.people.tokens import demo_token

GONE = 410
TOO_MANY = 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a mail. Every address gets the same answer by the same steps."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return ask_address(request, "people/sign_in.html")


def ask_address(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, welcome: bool = False
) -> HttpResponse:
    """Ask for an address and send a mail to it. `welcome`: strangers may join, whatever their domain."""
    remember_next(request)
    form = EmailForm(sent(request))
    shown = {**(context or {}), "form": form}
    if not form.is_valid():
        return render(request, template, shown, status=422 if form.is_bound else 200)
    email = form.cleaned_data["email"]
    if not may_try(request, "sign_in_mail", email):
        form.add_error(None, _too_often())
        return render(request, template, shown, status=TOO_MANY)
    code, at = codes.new_code(request), timezone.now()
    codes.remember(request, email=email, code=code, at=at)
    request_sign_in(email=email, code=code, language=get_language() or "en", at=at, welcome=welcome)
    return redirect("people:code")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Answer with the code from the mail."""
    at = timezone.now()
    pending = codes.pending_code(request, at)
    if pending is None:
        return redirect("people:sign-in")
    form = CodeForm(sent(request))
    context = {"form": form, "email": pending.email}
    if not form.is_valid():
        return render(request, "people/code.html", context, status=422 if form.is_bound else 200)
    if not may_try(request, "sign_in_code", pending.email):
        form.add_error(None, _too_often())
        return render(request, "people/code.html", context, status=TOO_MANY)
    if codes.is_right(request, pending, form.cleaned_data["code"]):
        person = person_by_email(pending.email)
        if person and person.is_active:
            return sign_in(request, person, at)
    if codes.pending_code(request, at) is None:
        return render(request, "people/code_over.html", status=GONE)
    form.add_error("code", _("That is not the code. Look into the newest mail and type it once more."))
    return render(request, "people/code.html", context, status=422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button. Looking at it, as mail scanners do, uses nothing up."""
    at = timezone.now()
    if request.method != "POST" and open_link(token, at):
        return render(request, "people/link.html")
    if not may_try(request, "sign_in_link"):
        return render(request, "people/link_over.html", status=TOO_MANY)
    try:
        person = use_link(token=token, at=at)
    except DomainError:
        return render(request, "people/link_over.html", status=GONE)
    return sign_in(request, person, at)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here and have the browser forget the pages it kept."""
    logout(request)
    response = redirect("people:sign-in")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_operator(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first operator and sign in; the link is on the terminal of the first start."""
    if not is_operator_token(token):
        return render(request, "people/operator_over.html", status=GONE)
    form = FirstOperatorForm(sent(request))
    if not form.is_valid():
        return render(request, "people/operator.html", {"form": form}, status=422 if form.is_bound else 200)
    at = timezone.now()
    try:
        person = create_first_operator(
            token=token, **form.cleaned_data, language=get_language() or "en", at=at
        )
    except DomainError:
        return render(request, "people/operator_over.html", status=GONE)
    return sign_in(request, person, at)


@never_cache
@require_safe
def demo(request: HttpRequest, name: str, token: str) -> HttpResponse:
    """Sign in as an invented person. Why GET may do that here: docs/adr/0004-demo-links.md."""
    if not settings.DEMO:
        raise Http404
    named = [person for person in people_here() if person.name.lower().startswith(name.lower())]
    person = next((person for person in named if _is_demo_link(person, token)), None)
    if person is None:
        raise Http404
    return sign_in(request, person, timezone.now())


def _is_demo_link(person: Person, token: str) -> bool:
    return person.is_active and constant_time_compare(demo_token(person.pk), token)


def _too_often() -> str:
    return _("That was often. Please wait ten minutes, then try again.")

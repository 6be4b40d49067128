"""The first five minutes: four steps, each of which can be skipped, saved as one goes along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from mutua.errors import DomainError
from mutua.people.about import AboutForm
from mutua.people.actions import profile as actions
from mutua.people.forms import DirectionsForm, WhyForm, sent
from mutua.people.guards import PersonRequest, signed_in
from mutua.people.imports.own import imported_fields
from mutua.people.picks import Picker, pickers_of, pickers_sent
from mutua.people.queries import own_why, profile_of
from mutua.ui.saving import saved, status_of

STEPS = ("why", "skills", "directions", "about")


@signed_in
def start(request: PersonRequest) -> HttpResponse:
    return redirect("people:welcome-why")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def why(request: PersonRequest) -> HttpResponse:
    """Why am I here? For the person's own eyes (S62)."""
    form = WhyForm(sent(request), why=own_why(request.user))

    def save(at: datetime) -> None:
        actions.save_why(person=request.user, why=form.why(), by=request.user, at=at)

    return _step(request, "why", form, save)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def directions(request: PersonRequest) -> HttpResponse:
    """Where someone is heading, and what gets in the way."""
    form = DirectionsForm(sent(request), profile=profile_of(request.user))

    def save(at: datetime) -> None:
        actions.save_directions(
            person=request.user,
            directions=form.ordered_directions(),
            challenges=form.cleaned_data["challenges"],
            by=request.user,
            at=at,
        )

    return _step(request, "directions", form, save)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: PersonRequest) -> HttpResponse:
    """Level, years, languages, free times."""
    profile = profile_of(request.user)
    form = AboutForm(
        sent(request),
        person=request.user,
        profile=profile,
        imported=imported_fields(request.user, profile),
        autosaved=bool(request.htmx),
    )

    def save(at: datetime) -> None:
        actions.save_about(person=request.user, about=form.about(), by=request.user, at=at)

    return _step(request, "about", form, save)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def skills(request: PersonRequest) -> HttpResponse:
    """Three offers and three wishes; the search works with and without JavaScript."""
    language = get_language() or "en"
    if request.method != "POST":
        return _skills_page(request, pickers_of(profile_of(request.user), language))
    pickers = pickers_sent(request.POST, language)
    searched = request.htmx.trigger_name if request.htmx else None
    for picker in pickers:
        if searched == f"{picker.name}_q":
            return render(request, "people/welcome/choices.html", {"picker": picker})
    if request.POST.get("go") == "search":
        return _skills_page(request, pickers)
    try:
        offers, wishes = (picker.weights for picker in pickers)
        actions.save_skills(
            person=request.user, offers=offers, wishes=wishes, by=request.user, at=timezone.now()
        )
    except DomainError as error:
        return _skills_page(request, pickers, error)
    if request.htmx:
        return render(request, "people/welcome/weighings.html", {"pickers": pickers, "swap": True})
    return redirect(_way_on(request, "skills"))


def _skills_page(
    request: PersonRequest, pickers: tuple[Picker, Picker], error: DomainError | None = None
) -> HttpResponse:
    context = _place("skills", request) | {"pickers": pickers, "error": error}
    return render(request, "people/welcome/skills.html", context, status=422 if error else 200)


def _step(
    request: PersonRequest, name: str, form: forms.Form, save: Callable[[datetime], None]
) -> HttpResponse:
    """Show a step, or save it whole and go on; while someone is typing, just save."""
    if form.is_bound and saved(form, lambda: save(timezone.now())):
        return HttpResponse(status=204) if request.htmx else redirect(_way_on(request, name))
    context = _place(name, request) | {"form": form}
    return render(request, f"people/welcome/{name}.html", context, status=status_of(form))


def _place(name: str, request: PersonRequest) -> dict[str, Any]:
    """Where a step stands: its number, the way back and on, and whether it was opened from “Me”."""
    number = STEPS.index(name)
    back = reverse(f"people:welcome-{STEPS[number - 1]}") if number else ""
    return {
        "number": number + 1,
        "steps": len(STEPS) + 1,
        "back": back,
        "skip": _next_step(number),
        "from_me": "me" in request.GET,
    }


def _next_step(number: int) -> str:
    return reverse(
        f"people:welcome-{STEPS[number + 1]}" if number + 1 < len(STEPS) else settings.WELCOME_END_URL
    )


def _way_on(request: PersonRequest, name: str) -> str:
    """To the next step, back to the one before, or to “Me” if one came from there."""
    if "me" in request.GET:
        return reverse("people:me")
    number = STEPS.index(name)
    if request.POST.get("go") == "back" and number:
        return reverse(f"people:welcome-{STEPS[number - 1]}")
    return _next_step(number)

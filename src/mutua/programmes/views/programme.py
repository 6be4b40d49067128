"""Programmes: the list, how one is set up, its states, its coordinators and its join link."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mutua.people.forms import sent
from mutua.people.guards import PersonRequest, signed_in
from mutua.people.models import Person
from mutua.programmes.actions import programme as actions
from mutua.programmes.forms.programme import CoordinatorForm, NewProgrammeForm, SetupForm
from mutua.programmes.models import Programme
from mutua.programmes.opening import NEEDED, missing_for_opening
from mutua.programmes.queries import programmes as queries
from mutua.ui.saving import saved, status_of

GET_AND_POST = ["GET", "HEAD", "POST"]
DONE = {
    "check": gettext_lazy("The programme waits for its privacy check."),
    "revise": gettext_lazy("Back to draft."),
    "open": gettext_lazy("The programme is open."),
    "archive": gettext_lazy("The programme is archived."),
}


@require_http_methods(GET_AND_POST)
@signed_in
def new(request: PersonRequest) -> HttpResponse:
    if not request.user.is_operator:
        raise Http404
    form = NewProgrammeForm(sent(request))
    if form.is_valid():
        made = actions.create_programme(**form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("The programme is there. Give somebody the right to coordinate it."))
        return redirect("programmes:coordinators", made.pk)
    return render(request, "programmes/programme/new.html", {"form": form}, status=status_of(form))


@require_http_methods(GET_AND_POST)
@signed_in
def setup(request: PersonRequest, programme_id: UUID) -> HttpResponse:
    programme = queries.configured_by(request.user, programme_id)
    form = SetupForm(sent(request), instance=programme)

    def save() -> None:
        actions.edit_programme(
            programme=programme, values=form.cleaned_data, by=request.user, at=timezone.now()
        )

    if form.is_bound and saved(form, save):
        messages.success(request, _("Saved."))
        return redirect("programmes:setup", programme.pk)
    stored = queries.configured_by(request.user, programme_id)
    missing = set(missing_for_opening(stored))
    context = {
        "form": form,
        "programme": stored,
        "title": stored.title(get_language() or "en"),
        "parts": [{"label": words, "done": field not in missing} for field, words in NEEDED.items()],
        "ready": not missing,
        "join_url": _join_url(stored),
        "coordinates": queries.coordinates(request.user, stored),
    }
    return render(request, "programmes/programme/setup.html", context, status=status_of(form))


@require_POST
@signed_in
def move(request: PersonRequest, programme_id: UUID, event: str) -> HttpResponse:
    programme = queries.configured_by(request.user, programme_id)
    actions.move_programme(programme=programme, event=event, by=request.user, at=timezone.now())
    messages.success(request, str(DONE[event]))
    return redirect("programmes:setup", programme.pk)


@require_POST
@signed_in
def join_link(request: PersonRequest, programme_id: UUID) -> HttpResponse:
    programme = queries.configured_by(request.user, programme_id)
    on = request.POST.get("link") == "new"
    actions.renew_join_link(programme=programme, on=on, by=request.user, at=timezone.now())
    messages.success(request, _("Here is the new link.") if on else _("The link works no longer."))
    return redirect(reverse("programmes:setup", args=[programme.pk]) + "#join")


@require_http_methods(GET_AND_POST)
@signed_in
def coordinators(request: PersonRequest, programme_id: UUID) -> HttpResponse:
    """Who coordinates, and giving somebody this right."""
    programme = queries.configured_by(request.user, programme_id)
    form = CoordinatorForm(sent(request))

    def grant() -> None:
        actions.grant_coordination(
            programme=programme, **form.cleaned_data, by=request.user, at=timezone.now()
        )

    if form.is_bound and saved(form, grant):
        messages.success(request, _("They can coordinate this programme from now on."))
        return redirect("programmes:coordinators", programme.pk)
    context = {
        "form": form,
        "programme": programme,
        "title": programme.title(get_language() or "en"),
        "held": queries.coordinators_of(programme),
    }
    return render(request, "programmes/programme/coordinators.html", context, status=status_of(form))


@require_POST
@signed_in
def end_coordination(request: PersonRequest, programme_id: UUID, person_id: UUID) -> HttpResponse:
    programme = queries.configured_by(request.user, programme_id)
    person = get_object_or_404(Person, pk=person_id)
    actions.end_coordination(programme=programme, person=person, by=request.user, at=timezone.now())
    messages.success(request, _("This right has ended."))
    still = request.user.is_operator or queries.coordinates(request.user, programme)
    return redirect("programmes:coordinators", programme.pk) if still else redirect("home:home")


@require_GET
@signed_in
def programmes(request: PersonRequest) -> HttpResponse:
    """What this person cares for, and what is open to them."""
    language = get_language() or "en"
    cared = queries.programmes_cared_for(request.user)
    context = {
        "cared": [(programme, programme.title(language)) for programme in cared],
        "opened": [
            (programme, programme.title(language), programme.about(language))
            for programme in queries.open_programmes_for(request.user)
        ],
    }
    return render(request, "programmes/programme/list.html", context)


def _join_url(programme: Programme) -> str:
    if not programme.join_key:
        return ""
    return settings.BASE_URL + f"/join/{programme.join_key}/"

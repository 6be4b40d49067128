"""The fit preview, and what other weights would do to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mutua.people.guards import PersonRequest, signed_in
from mutua.programmes.actions.programme import edit_programme
from mutua.programmes.models import Programme
from mutua.programmes.models.programme import usual_weights
from mutua.programmes.opening import check_weights
from mutua.programmes.queries.programmes import programme_for
from mutua.rounds.forms.weights import WeightsForm
from mutua.rounds.queries.effect import effect
from mutua.rounds.queries.preview import preview
from mutua.rounds.queries.rounds import round_for
from mutua.ui.saving import saved, status_of


@require_GET
@signed_in
def show(request: PersonRequest, round_id: UUID) -> HttpResponse:
    round, lang = round_for(request.user, round_id), get_language() or "en"
    found = preview(round, at=timezone.now(), lang=lang)
    context = {"round": round, "title": round.title(lang), "found": found}
    return render(request, "rounds/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def weights(request: PersonRequest, programme_id: UUID) -> HttpResponse:
    """The weights of a programme: try some (GET), see what they do to the people of now, keep them (POST)."""
    programme, at = programme_for(request.user, programme_id), timezone.now()
    tried = request.POST if request.method == "POST" else request.GET or None
    form = WeightsForm(tried, points=programme.weights)
    if request.method == "POST" and saved(form, lambda: _keep(request, programme, form)):
        messages.success(request, _("Saved. The next matching uses these weights."))
        return redirect("rounds:weights", programme.pk)
    points = programme.weights
    if form.is_bound and saved(form, lambda: check_weights(form.points(), usual_weights())):
        points = form.points()
    context = {
        "form": form,
        "programme": programme,
        "title": programme.title(get_language() or "en"),
        "tried": points != programme.weights,
        "effect": effect(programme, points, at=at),
    }
    return render(request, "rounds/weights.html", context, status=status_of(form))


def _keep(request: PersonRequest, programme: Programme, form: WeightsForm) -> None:
    values = {"weights": form.points()}
    edit_programme(programme=programme, values=values, by=request.user, at=timezone.now())

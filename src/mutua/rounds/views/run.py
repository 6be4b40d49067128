"""A matching run: what to try, how far it is, and the scenarios side by side."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mutua.people.forms import sent
from mutua.people.guards import PersonRequest, signed_in
from mutua.rounds.actions import run as actions
from mutua.rounds.forms.round import RunForm
from mutua.rounds.models import Run
from mutua.rounds.queries.comparing import phase_words, side_by_side
from mutua.rounds.queries.rounds import round_for, run_for
from mutua.rounds.scenarios import KINDS, points_of
from mutua.ui.live import Piece, live_response
from mutua.ui.saving import saved, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def prepare(request: PersonRequest, round_id: UUID) -> HttpResponse:
    round = round_for(request.user, round_id)
    form = RunForm(sent(request), initial={"seed": round.seed})
    begun: list[Run] = []

    def begin() -> None:
        begun.append(actions.start_run(round=round, **form.cleaned_data, by=request.user, at=timezone.now()))

    if form.is_bound and saved(form, begin):
        return redirect("rounds:progress", round.pk, begun[0].pk)
    context = {
        "form": form,
        "round": round,
        "title": round.title(get_language() or "en"),
        "kinds": [(entry.name, entry.about, points_of(kind, round.points)) for kind, entry in KINDS.items()],
    }
    return render(request, "rounds/run.html", context, status=status_of(form))


@require_GET
@signed_in
def progress(request: PersonRequest, round_id: UUID, run_id: UUID) -> HttpResponse:
    """How far a run is; when it is done, its scenarios side by side."""
    run = run_for(request.user, round_id, run_id)
    context = {
        "run": run,
        "round": run.round,
        "title": run.round.title(get_language() or "en"),
        "under_way": run.state in Run.UNDER_WAY,
        **_how_far(run),
        "scenarios": side_by_side(run) if run.state == Run.State.DONE else [],
    }
    return render(request, "rounds/progress.html", context)


@require_GET
@signed_in
def live(request: PersonRequest, round_id: UUID, run_id: UUID) -> StreamingHttpResponse:
    """The same as a stream."""
    person = request.user
    run_for(person, round_id, run_id)

    def read() -> Piece:
        run = run_for(person, round_id, run_id)
        html = render_to_string("rounds/_progress.html", _how_far(run))
        return Piece(html, over=run.state not in Run.UNDER_WAY)

    return live_response(read)


@require_POST
@signed_in
def stop(request: PersonRequest, round_id: UUID, run_id: UUID) -> HttpResponse:
    run = run_for(request.user, round_id, run_id)
    actions.cancel_run(run=run, by=request.user, at=timezone.now())
    messages.success(request, _("The matching is stopped. Nothing of it was kept."))
    return redirect("rounds:round", run.round_id)


@require_POST
@signed_in
def choose(request: PersonRequest, round_id: UUID, scenario_id: int) -> HttpResponse:
    round = round_for(request.user, round_id)
    actions.choose_scenario(round=round, scenario_id=scenario_id, by=request.user, at=timezone.now())
    return redirect("rounds:review", round.pk)


def _how_far(run: Run) -> dict[str, object]:
    return {"percent": round(100 * run.share), "phase": phase_words(run)}

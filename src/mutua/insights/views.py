"""The health board of a running round, and blind help."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from mutua.insights.health import Stage, health
from mutua.insights.nudges import send_nudge
from mutua.people.guards import PersonRequest, signed_in
from mutua.rounds.queries.rounds import round_for
from mutua.ui.bars import bars


@require_GET
@signed_in
def board(request: PersonRequest, round_id: UUID) -> HttpResponse:
    round = round_for(request.user, round_id)
    found = health(round, at=timezone.now())
    told = [(str(cell.name), cell.count) for cell in found.cells if cell.count is not None]
    context = {
        "round": round,
        "title": round.title(get_language() or "en"),
        "found": found,
        "bars": bars([(name, count) for name, count in told if count is not None]),
        "hidden": any(cell.count is None for cell in found.cells),
    }
    return render(request, "insights/board.html", context)


@require_POST
@signed_in
def nudge(request: PersonRequest, round_id: UUID, stage: str) -> HttpResponse:
    if stage not in set(Stage):
        raise Http404
    round = round_for(request.user, round_id)
    send_nudge(round=round, stage=Stage(stage), by=request.user, at=timezone.now())
    messages.success(request, _("The hint is on its way to them. Which tandems they are stays unknown."))
    return redirect("insights:board", round.pk)

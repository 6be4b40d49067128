"""The fit preview, and what other weights would do to it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from mutua.people.guards import PersonRequest, signed_in
from mutua.rounds.queries.preview import preview
from mutua.rounds.queries.rounds import round_for


@require_GET
@signed_in
def show(request: PersonRequest, round_id: UUID) -> HttpResponse:
    round, lang = round_for(request.user, round_id), get_language() or "en"
    found = preview(round, at=timezone.now(), lang=lang)
    context = {"round": round, "title": round.title(lang), "found": found}
    return render(request, "rounds/preview.html", context)

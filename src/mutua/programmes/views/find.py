"""The reveal, the suggestions and the comparison."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from mutua.content import loader
from mutua.people.actions.profile import show_profile
from mutua.people.guards import PersonRequest, signed_in
from mutua.programmes.queries.comparison import comparison
from mutua.programmes.queries.invitations import LIST_LENGTH, received_by, sent_by
from mutua.programmes.queries.reveal import reveal_for
from mutua.programmes.queries.suggestions import finding_for


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def reveal(request: PersonRequest) -> HttpResponse:
    """Three cards without names; the button below shows one's own profile to others."""
    if request.method == "POST":
        show_profile(person=request.user, by=request.user, at=timezone.now())
        return redirect("programmes:reveal")
    return render(request, "programmes/reveal.html", {"reveal": reveal_for(request.user, at=timezone.now())})


@require_GET
@signed_in
def suggestions(request: PersonRequest) -> HttpResponse:
    person, at = request.user, timezone.now()
    context = {
        "found": finding_for(person, at=at),
        "received": received_by(person, at=at)[:LIST_LENGTH],
        "sent": sent_by(person, at=at),
    }
    return render(request, "programmes/find.html", context)


@require_GET
@signed_in
def compare(request: PersonRequest, person_id: UUID) -> HttpResponse:
    found = comparison(request.user, person_id, at=timezone.now())
    from_directory = request.GET.get("from") == "directory"
    return render(request, "programmes/compare.html", {"found": found, "from_directory": from_directory})


@require_GET
@signed_in
def guide(request: PersonRequest) -> HttpResponse:
    """How to find a good partner, in five minutes (S57)."""
    entry = loader.items("guides", loader.language(get_language()))["gd_find_partner"]
    return render(request, "programmes/guide.html", {"guide": entry})

"""The directory: everyone who put their card there, with a search."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from mutua.people.guards import PersonRequest, signed_in
from mutua.programmes.forms.finding import DirectoryForm
from mutua.programmes.queries.directory import directory_for
from mutua.programmes.rules import sees_directory


@require_GET
@signed_in
def directory(request: PersonRequest) -> HttpResponse:
    """Cards and a search that is all in the address; closed while one pauses."""
    if not sees_directory(request.user):
        return render(request, "programmes/directory_closed.html", status=403)
    form = DirectoryForm(request.GET)
    search = form.search()
    found = directory_for(request.user, search, number=request.GET.get("page", ""), at=timezone.now())
    form.offer(found)
    return render(request, "programmes/directory.html", {"found": found, "form": form, "search": search})

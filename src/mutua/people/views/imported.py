"""“Imported: correct?” – what a person says to what a list told about them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mutua.people.actions.imported import confirm_imported
from mutua.people.guards import PersonRequest, signed_in


@signed_in
@require_POST
def correct(request: PersonRequest) -> HttpResponse:
    """Yes to everything that the page showed; what was imported since is asked again."""
    try:
        seen = parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        seen = None
    if seen is not None and timezone.is_aware(seen):
        confirm_imported(person=request.user, seen=seen, by=request.user, at=timezone.now())
        messages.success(request, _("Thank you. It is yours from now on."))
    return redirect("people:me")

"""Joining by the link of a programme: what it is, signing in, and the rounds that take people now."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mutua.people.sessions import come_back_to
from mutua.people.views.signin import ask_address
from mutua.programmes.queries.programmes import programme_by_key
from mutua.rounds.actions.enrolment import enrol
from mutua.rounds.queries.rounds import rounds_that_take_people


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_by_link(request: HttpRequest, key: str) -> HttpResponse:
    """Strangers give their address; whoever is signed in joins a round."""
    programme, lang = programme_by_key(key), get_language() or "en"
    context = {"title": programme.title(lang), "about": programme.about(lang), "programme": programme}
    if not request.user.is_authenticated:
        come_back_to(request, request.path)
        return ask_address(request, "rounds/welcome.html", context, welcome=True)
    rounds = rounds_that_take_people(programme)
    if request.method == "POST":
        round = get_object_or_404(rounds, pk=request.POST.get("round") or None)
        enrol(round=round, by=request.user, at=timezone.now())
        messages.success(request, _("You take part. You can leave at any time."))
        return redirect("rounds:mine", round.pk)
    context["rounds"] = [(round, round.title(lang)) for round in rounds]
    return render(request, "rounds/welcome.html", context)

"""A team's own circle: start it, share the link, begin when four are ready."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mutua.people.forms import sent
from mutua.people.guards import PersonRequest, signed_in
from mutua.rounds.actions import circle as actions
from mutua.rounds.actions.enrolment import enrol
from mutua.rounds.forms.mine import CircleForm
from mutua.rounds.models import Circle, Enrolment, Round
from mutua.rounds.queries.mine import standing
from mutua.rounds.queries.rounds import circle_by_key, circle_for, circle_members, open_seats
from mutua.ui.saving import saved, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: PersonRequest) -> HttpResponse:
    form = CircleForm(sent(request))
    made: list[Circle] = []

    def start() -> None:
        made.append(actions.start_circle(**form.cleaned_data, by=request.user, at=timezone.now()))

    if form.is_bound and saved(form, start):
        return redirect("rounds:circle", made[0].pk)
    return render(request, "rounds/circle_new.html", {"form": form}, status=status_of(form))


@require_GET
@signed_in
def show(request: PersonRequest, circle_id: UUID) -> HttpResponse:
    """Who is in it, and what comes next."""
    circle = circle_for(request.user, circle_id)
    members = circle_members(circle)
    mine = next(one for one in members if one.person_id == request.user.pk)
    seats = [seat for seat in open_seats(request.user) if seat.proposal.round_id == circle.round_id]
    ready = sum(one.state == Enrolment.State.ELIGIBLE for one in members)
    context = {
        "circle": circle,
        "members": members,
        "ready": ready,
        "forming": circle.round.state == Round.State.REGISTRATION,
        "may_begin": ready >= actions.LEAST_MEMBERS,
        "standing": standing(circle.round, mine, seats),
        "link": settings.BASE_URL + reverse("rounds:join-circle", args=[circle.key]),
    }
    return render(request, "rounds/circle.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def join(request: PersonRequest, key: str) -> HttpResponse:
    circle = circle_by_key(key)
    if request.method == "POST":
        enrol(round=circle.round, by=request.user, at=timezone.now())
        messages.success(request, _("You are in the circle. You can leave at any time."))
        return redirect("rounds:circle", circle.pk)
    return render(request, "rounds/circle_join.html", {"circle": circle})


@require_POST
@signed_in
def match(request: PersonRequest, circle_id: UUID) -> HttpResponse:
    circle = circle_for(request.user, circle_id)
    actions.match_circle(circle=circle, by=request.user, at=timezone.now())
    messages.success(request, _("We are looking for your tandems. Everybody gets a mail in a moment."))
    return redirect("rounds:circle", circle.pk)

"""A programme's rounds, and one round: where it stands, its one next step, who takes part."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mutua.audit.actions import record
from mutua.people.forms import sent
from mutua.people.guards import PersonRequest, signed_in
from mutua.programmes.queries.programmes import programme_for
from mutua.rounds.actions import round as actions
from mutua.rounds.actions.enrolment import enrol_listed
from mutua.rounds.forms.round import RoundForm
from mutua.rounds.models import Round
from mutua.rounds.next_step import groups, next_step, places
from mutua.rounds.queries.listed import listed_outside
from mutua.rounds.queries.rounds import enrolment_counts, newest_run, round_for, rounds_of
from mutua.rounds.states import JOINABLE, ROUND
from mutua.ui.saving import saved, status_of

GET_AND_POST = ["GET", "HEAD", "POST"]
ON_A_PAGE = 50
MOVES = {
    "open": (actions.open_registration, gettext_lazy("The registration is open.")),
    "ask_wishes": (actions.ask_wishes, gettext_lazy("The wish phase has begun. Cards come in a moment.")),
    "begin": (actions.begin, gettext_lazy("The round runs.")),
    "wind_up": (actions.wind_up, gettext_lazy("The round comes to its end.")),
    "close": (actions.close, gettext_lazy("The round is closed.")),
}


@require_GET
@signed_in
def programme(request: PersonRequest, programme_id: UUID) -> HttpResponse:
    """The rounds of a programme."""
    found, language = programme_for(request.user, programme_id), get_language() or "en"
    context = {
        "programme": found,
        "title": found.title(language),
        "rounds": [(round, round.title(language)) for round in rounds_of(found)],
    }
    return render(request, "rounds/programme.html", context)


@require_http_methods(GET_AND_POST)
@signed_in
def new(request: PersonRequest, programme_id: UUID) -> HttpResponse:
    found = programme_for(request.user, programme_id)
    form = RoundForm(sent(request), instance=Round(programme=found))
    made: list[Round] = []

    def save() -> None:
        made.append(
            actions.create_round(
                programme=found, values=form.cleaned_data, by=request.user, at=timezone.now()
            )
        )

    if form.is_bound and saved(form, save):
        return redirect("rounds:round", made[0].pk)
    context = {"form": form, "programme": found, "title": found.title(get_language() or "en")}
    return render(request, "rounds/edit.html", context, status=status_of(form))


@require_http_methods(GET_AND_POST)
@signed_in
def edit(request: PersonRequest, round_id: UUID) -> HttpResponse:
    round = round_for(request.user, round_id)
    form = RoundForm(sent(request), instance=round)

    def save() -> None:
        actions.edit_round(round=round, values=form.cleaned_data, by=request.user, at=timezone.now())

    if form.is_bound and saved(form, save):
        messages.success(request, _("Saved."))
        return redirect("rounds:round", round.pk)
    context = {"form": form, "round": round, "title": round.title(get_language() or "en")}
    return render(request, "rounds/edit.html", context, status=status_of(form))


@require_GET
@signed_in
def board(request: PersonRequest, round_id: UUID) -> HttpResponse:
    """Where the round stands, and what comes next."""
    round = round_for(request.user, round_id)
    counts = enrolment_counts(round)
    context = {
        "round": round,
        "title": round.title(get_language() or "en"),
        "places": places(round),
        "next": next_step(round, counts, newest_run(round)),
        "groups": groups(round),
        "counts": counts,
        "people": sum(counts.values()),
        "may_cancel": (round.state, "cancel") in ROUND and round.began_at is None,
        "may_rematch": round.state == Round.State.RUNNING and counts.get("waiting", 0) > 1,
        "may_wind_up": (round.state, "wind_up") in ROUND,
    }
    return render(request, "rounds/board.html", context)


@require_POST
@signed_in
def move(request: PersonRequest, round_id: UUID, event: str) -> HttpResponse:
    if event not in MOVES:
        raise Http404
    round = round_for(request.user, round_id)
    act, said = MOVES[event]
    act(round=round, by=request.user, at=timezone.now())
    messages.success(request, str(said))
    return redirect("rounds:round", round.pk)


@require_http_methods(GET_AND_POST)
@signed_in
def cancel(request: PersonRequest, round_id: UUID) -> HttpResponse:
    round = round_for(request.user, round_id)
    if request.method == "POST":
        actions.cancel_round(round=round, by=request.user, at=timezone.now())
        messages.success(request, _("The round is cancelled. Everybody who took part is told."))
        return redirect("rounds:round", round.pk)
    context = {"round": round, "title": round.title(get_language() or "en")}
    return render(request, "rounds/cancel.html", context)


@require_GET
@signed_in
def people(request: PersonRequest, round_id: UUID) -> HttpResponse:
    """Who takes part and how far they are: names and states, and nothing else (CONTRACT §2.4)."""
    round = round_for(request.user, round_id)
    enrolled = round.enrolments.select_related("person").order_by("person__name", "person_id")
    page = Paginator(enrolled, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = [one.person_id for one in page]
    record(by=request.user.pk, what="round_people", people=shown, place=round.pk, at=timezone.now())
    may_enrol = round.state in JOINABLE
    context = {
        "round": round,
        "title": round.title(get_language() or "en"),
        "page": page,
        "may_enrol": may_enrol,
        "outside": len(listed_outside(round)) if may_enrol else 0,
    }
    return render(request, "rounds/people.html", context)


@require_POST
@signed_in
def enrol(request: PersonRequest, round_id: UUID) -> HttpResponse:
    """Enrol everybody of the list, once a coordinator says that they have agreed."""
    round = round_for(request.user, round_id)
    if request.POST.get("agreed") != "yes":
        messages.error(request, _("Enrol people only if they have agreed to take part. Confirm that first."))
        return redirect("rounds:people", round.pk)
    count = enrol_listed(round=round, people=listed_outside(round), by=request.user, at=timezone.now())
    said = ngettext("%(count)s person is in the round now.", "%(count)s people are in the round now.", count)
    messages.success(request, said % {"count": count})
    return redirect("rounds:people", round.pk)

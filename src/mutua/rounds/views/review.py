"""The review: exceptions first, and changes by hand whose effect is shown before they are made."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mutua.audit.actions import record
from mutua.people.forms import sent
from mutua.people.guards import PersonRequest, signed_in
from mutua.rounds.actions import review as actions
from mutua.rounds.actions.proposal import send_proposals
from mutua.rounds.forms.round import SplitForm
from mutua.rounds.models import Proposal, Waiting
from mutua.rounds.queries.hands import swap_choices, trio_choices
from mutua.rounds.queries.reviewing import review_page, row_of
from mutua.rounds.queries.rounds import draft_for, round_for
from mutua.ui.saving import saved, status_of

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_GET
@signed_in
def review(request: PersonRequest, round_id: UUID) -> HttpResponse:
    round, lang, at = round_for(request.user, round_id), get_language() or "en", timezone.now()
    found = review_page(
        round, show=request.GET.get("show", ""), number=request.GET.get("page"), at=at, lang=lang
    )
    record(by=request.user.pk, what="review", people=found.people, place=round.pk, at=at)
    context = {"round": round, "title": round.title(lang), "found": found}
    return render(request, "rounds/review.html", context)


@require_GET
@signed_in
def draft(request: PersonRequest, proposal_id: UUID) -> HttpResponse:
    """One tandem in review, with all reasons and what can be done."""
    proposal, lang = draft_for(request.user, proposal_id), get_language() or "en"
    _note_look(request, proposal)
    context = {"proposal": proposal, "round": proposal.round, "row": row_of(proposal, lang)}
    return render(request, "rounds/draft.html", context)


@require_POST
@signed_in
def lock(request: PersonRequest, proposal_id: UUID) -> HttpResponse:
    proposal = draft_for(request.user, proposal_id)
    locked = request.POST.get("locked") == "yes"
    actions.lock_proposal(proposal=proposal, locked=locked, by=request.user, at=timezone.now())
    messages.success(
        request, _("Locked: the next matching keeps this tandem.") if locked else _("Not locked any more.")
    )
    return redirect("rounds:review", proposal.round_id)


@require_http_methods(GET_AND_POST)
@signed_in
def split(request: PersonRequest, proposal_id: UUID) -> HttpResponse:
    proposal = draft_for(request.user, proposal_id)
    form = SplitForm(sent(request))

    def act() -> None:
        actions.split_proposal(proposal=proposal, **form.cleaned_data, by=request.user, at=timezone.now())

    if form.is_bound and saved(form, act):
        messages.success(request, _("Taken apart. You can undo this for ten minutes."))
        return redirect("rounds:review", proposal.round_id)
    _note_look(request, proposal)
    row = row_of(proposal, get_language() or "en")
    context = {"form": form, "proposal": proposal, "round": proposal.round, "row": row}
    return render(request, "rounds/split.html", context, status=status_of(form))


@require_http_methods(GET_AND_POST)
@signed_in
def swap(request: PersonRequest, proposal_id: UUID) -> HttpResponse:
    """First whom to give, then the best exchanges with what they do to both tandems."""
    proposal = draft_for(request.user, proposal_id)
    if request.method == "POST":
        _swap(request, proposal)
        messages.success(request, _("Done. You can undo this for ten minutes."))
        return redirect("rounds:review", proposal.round_id)
    at, lang = timezone.now(), get_language() or "en"
    members = [seat.person for seat in proposal.seats.all()]
    chosen = request.GET.get("person", "")
    person = next((one for one in members if str(one.pk) == chosen), members[0])
    found = swap_choices(proposal, person, at=at, lang=lang)
    people = [*(one.pk for one in members), *(key for choice in found for key in choice.people)]
    record(by=request.user.pk, what="review", people=people, place=proposal.round_id, at=at)
    context = {"proposal": proposal, "round": proposal.round, "members": members, "person": person}
    return render(request, "rounds/swap.html", context | {"choices": found})


@require_http_methods(GET_AND_POST)
@signed_in
def join(request: PersonRequest, round_id: UUID, person_id: UUID) -> HttpResponse:
    """Somebody who waits: which pairs they could join as a trio, and with whom who waits they could pair."""
    round, at = round_for(request.user, round_id), timezone.now()
    waits = Waiting.objects.filter(scenario=round.scenario_id).select_related("person__profile")
    waiting = get_object_or_404(waits, person=person_id)
    if request.method == "POST":
        return _placed(request, round_id, person_id)
    found = trio_choices(round, waiting.person, at=at, lang=get_language() or "en")
    people = [person_id, *(key for choice in found for key in choice.people)]
    record(by=request.user.pk, what="review", people=people, place=round.pk, at=at)
    context = {"round": round, "person": waiting.person, "choices": found}
    return render(request, "rounds/join.html", context)


@require_POST
@signed_in
def undo(request: PersonRequest, round_id: UUID) -> HttpResponse:
    round = round_for(request.user, round_id)
    step = actions.undo(round=round, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back: %(what)s.") % {"what": step.get_kind_display()})
    return redirect("rounds:review", round.pk)


@require_http_methods(GET_AND_POST)
@signed_in
def send(request: PersonRequest, round_id: UUID) -> HttpResponse:
    """Say what will be sent, then send it."""
    round, at = round_for(request.user, round_id), timezone.now()
    if request.method == "POST":
        count = send_proposals(round=round, by=request.user, at=at)
        said = ngettext("%(count)s proposal is on its way.", "%(count)s proposals are on their way.", count)
        messages.success(request, said % {"count": count})
        return redirect("rounds:round", round.pk)
    found = review_page(round, show="all", number="1", at=at, lang=get_language() or "en")
    context = {"round": round, "found": found, "waiting": found.tabs[0].count}
    return render(request, "rounds/send.html", context)


def _swap(request: PersonRequest, proposal: Proposal) -> None:
    other = draft_for(request.user, _key(request, "other"))
    actions.swap_people(
        proposal=proposal,
        person=_key(request, "person"),
        other=other,
        other_person=_key(request, "other_person"),
        by=request.user,
        at=timezone.now(),
    )


def _placed(request: PersonRequest, round_id: UUID, person_id: UUID) -> HttpResponse:
    """Into the pair that was chosen, or together with somebody else who waits."""
    round, at = round_for(request.user, round_id), timezone.now()
    if "proposal" in request.POST:
        pair = draft_for(request.user, _key(request, "proposal"))
        actions.join_as_trio(proposal=pair, person=person_id, by=request.user, at=at)
    else:
        people = [person_id, _key(request, "with")]
        actions.pair_by_hand(round=round, people=people, by=request.user, at=at)
    messages.success(request, _("Done. You can undo this for ten minutes."))
    return redirect("rounds:review", round.pk)


def _key(request: PersonRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None


def _note_look(request: PersonRequest, proposal: Proposal) -> None:
    people = [seat.person_id for seat in proposal.seats.all()]
    at = timezone.now()
    record(by=request.user.pk, what="review", people=people, place=proposal.round_id, at=at)

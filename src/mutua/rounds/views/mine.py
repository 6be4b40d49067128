"""A round for those who take part: joining, cards and marks, proposals, leaving."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mutua.people.forms import sent
from mutua.people.guards import PersonRequest, signed_in
from mutua.people.models import Person
from mutua.rounds.actions import enrolment, wishes
from mutua.rounds.actions.pause import come_back, pause
from mutua.rounds.actions.proposal import say_no
from mutua.rounds.actions.rematch import look_for_another
from mutua.rounds.forms.mine import NameForm
from mutua.rounds.models import Candidate, Round
from mutua.rounds.next_step import places
from mutua.rounds.queries import mine as queries
from mutua.rounds.queries.rematch import has_room
from mutua.rounds.queries.rounds import my_seat, open_seats, round_of
from mutua.rounds.states import JOINABLE, LOOKING, REMATCHING
from mutua.ui.saving import saved, status_of

GET_AND_POST = ["GET", "HEAD", "POST"]
MARKS = [
    (Candidate.Mark.GLADLY.value, "heart"),
    (Candidate.Mark.POSSIBLE.value, "circle-check"),
    (Candidate.Mark.RATHER_NOT.value, "circle-minus"),
]


@require_GET
@signed_in
def mine(request: PersonRequest, round_id: UUID) -> HttpResponse:
    """How things stand for oneself, and what happens next."""
    round, mine_ = round_of(request.user, round_id)
    lang = get_language() or "en"
    seats = [seat for seat in open_seats(request.user) if seat.proposal.round_id == round.pk]
    context = {
        "round": round,
        "title": round.title(lang),
        "about": round.programme.about(lang) if round.programme else "",
        "privacy_text": round.programme.privacy(lang) if round.programme else "",
        "time_frame": round.programme.time_frame(lang) if round.programme else "",
        "places": places(round),
        "standing": queries.standing(round, mine_, seats),
        "may_join": round.state in JOINABLE and (mine_ is None or mine_.state == "withdrawn"),
        "may_leave": mine_ is not None and mine_.state in LOOKING,
        "may_rematch": mine_ is not None
        and mine_.state == "in_tandem"
        and round.state in REMATCHING
        and has_room(request.user),
    }
    return render(request, "rounds/mine.html", context)


@require_POST
@signed_in
def join(request: PersonRequest, round_id: UUID) -> HttpResponse:
    round, _mine = round_of(request.user, round_id)
    enrolment.enrol(round=round, by=request.user, at=timezone.now())
    messages.success(request, _("You take part. You can leave at any time."))
    return redirect("rounds:mine", round.pk)


@require_http_methods(GET_AND_POST)
@signed_in
def leave(request: PersonRequest, round_id: UUID) -> HttpResponse:
    round, _mine = round_of(request.user, round_id)
    if request.method == "POST":
        enrolment.withdraw(round=round, by=request.user, at=timezone.now())
        messages.success(request, _("You have left the round. No reason was asked, and none is kept."))
        return redirect("home:home")
    context = {"round": round, "title": round.title(get_language() or "en")}
    return render(request, "rounds/leave.html", context)


@require_http_methods(GET_AND_POST)
@signed_in
def wish(request: PersonRequest, round_id: UUID) -> HttpResponse:
    """The cards; POST names somebody one knows."""
    round, _mine = round_of(request.user, round_id)
    form = NameForm(sent(request))

    def name() -> None:
        wishes.name_someone(round=round, **form.cleaned_data, by=request.user, at=timezone.now())

    if form.is_bound and saved(form, name):
        messages.success(request, _("Noted. If they take part and you fit, it counts as “gladly”."))
        return redirect("rounds:wishes", round.pk)
    lang = get_language() or "en"
    context = {
        "round": round,
        "title": round.title(lang),
        "form": form,
        "is_open": round.state == Round.State.WISHES,
        "cards": queries.wish_cards(round, request.user, lang),
        "named": queries.named_by(round, request.user),
        "marks": _marks(),
    }
    return render(request, "rounds/wishes.html", context, status=status_of(form))


def _marks() -> list[tuple[str, str, str]]:
    """Value, words and picture of each mark."""
    return [(value, str(Candidate.Mark(value).label), icon) for value, icon in MARKS]


@require_POST
@signed_in
def mark(request: PersonRequest, round_id: UUID, person_id: UUID) -> HttpResponse:
    """One's mark on one of the own cards; sent again it is taken back."""
    round, _mine = round_of(request.user, round_id)
    chosen = request.POST.get("mark", "")
    wishes.mark_card(round=round, other_id=person_id, mark=chosen, by=request.user, at=timezone.now())
    if request.htmx:
        lang = get_language() or "en"
        cards = queries.wish_cards(round, request.user, lang)
        card = next(one for one in cards if one.id == person_id)
        return render(request, "rounds/_marks.html", {"card": card, "round": round, "marks": _marks()})
    return redirect("rounds:wishes", round.pk)


@require_POST
@signed_in
def rematch(request: PersonRequest, round_id: UUID) -> HttpResponse:
    round, _mine = round_of(request.user, round_id)
    look_for_another(round=round, by=request.user, at=timezone.now())
    messages.success(request, _("You are on the list for another tandem. Your other one goes on."))
    return redirect("rounds:mine", round.pk)


@require_http_methods(GET_AND_POST)
@signed_in
def pausing(request: PersonRequest) -> HttpResponse:
    """Pause, or come back."""
    if request.method == "POST":
        act = come_back if request.user.state == Person.State.PAUSED else pause
        act(by=request.user, at=timezone.now())
        return redirect("rounds:pause")
    context = {"paused": request.user.state == Person.State.PAUSED}
    return render(request, "rounds/pause.html", context)


@require_POST
@signed_in
def forget(request: PersonRequest, round_id: UUID) -> HttpResponse:
    round, _mine = round_of(request.user, round_id)
    email = request.POST.get("email", "")
    wishes.forget_named(round=round, email=email, by=request.user, at=timezone.now())
    return redirect("rounds:wishes", round.pk)


@require_GET
@signed_in
def proposal(request: PersonRequest, proposal_id: UUID) -> HttpResponse:
    seat, lang = my_seat(request.user, proposal_id), get_language() or "en"
    page = queries.proposal_page(seat, at=timezone.now(), lang=lang)
    context = {"page": page, "round": seat.proposal.round, "title": seat.proposal.round.title(lang)}
    return render(request, "rounds/proposal.html", context)


@require_http_methods(GET_AND_POST)
@signed_in
def decline(request: PersonRequest, proposal_id: UUID) -> HttpResponse:
    seat = my_seat(request.user, proposal_id)
    if request.method == "POST":
        say_no(proposal_id=proposal_id, by=request.user, at=timezone.now())
        messages.success(
            request, _("That is settled. Nobody sees who said no. You stay in the round, for the next look.")
        )
        return redirect("rounds:mine", seat.proposal.round_id)
    return render(request, "rounds/decline.html", {"seat": seat, "round": seat.proposal.round})

"""Goals and what the others can contribute to them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mutua.content import loader
from mutua.content.skills import skill_label
from mutua.people.guards import PersonRequest, signed_in
from mutua.people.models import Offer, Person
from mutua.tandems.actions.goals import add_goal, change_goal, drop_goal, promise_help, reroute_goal
from mutua.tandems.content import GoalText
from mutua.tandems.forms.goals import GoalForm, PromiseForm
from mutua.tandems.models import Tandem
from mutua.tandems.queries import goal_for, goals_of, members_of, names_of, partners_of, tandem_for
from mutua.ui.saving import overtaken, saved, status_of


@signed_in
def goals(request: PersonRequest, tandem_id: UUID) -> HttpResponse:
    tandem = tandem_for(request.user, tandem_id)
    found = goals_of(tandem, viewer=request.user)
    names = names_of(members_of(tandem))
    rows = [
        {
            "goal": goal,
            "mine": goal.owner == request.user.id,
            "owner": names.get(goal.owner, ""),
            "promises": [(names.get(promise.author, ""), promise) for promise in goal.promises],
            "answered": any(promise.author == request.user.id for promise in goal.promises),
            "helpless": bool(goal.promises) and not any(promise.can for promise in goal.promises),
        }
        for goal in found
    ]
    return render(
        request,
        "tandems/goals.html",
        {"tandem": tandem, "rows": rows, "has_own": any(row["mine"] for row in rows)},
    )


@signed_in
def new_goal(request: PersonRequest, tandem_id: UUID) -> HttpResponse:
    tandem = tandem_for(request.user, tandem_id)
    templates = loader.items("goal_templates", get_language() or "en")
    chosen = templates.get(request.GET.get("example", ""))
    form = GoalForm(request.POST or None, initial=GoalForm.initial_from_template(chosen) if chosen else None)

    def add() -> None:
        key = form.cleaned_data["key"]
        add_goal(tandem=tandem, body=form.value(), by=request.user, at=timezone.now(), goal_id=key)

    if request.method == "POST" and saved(form, add):
        messages.success(request, _("Your goal is saved. Your partner can now say what they can contribute."))
        return redirect("tandems:goals", tandem.id)
    context = {"form": form, "templates": templates.values(), **_goal_context(tandem, request.user)}
    return render(request, "tandems/goal_form.html", context, status=status_of(form))


@signed_in
def edit_goal(request: PersonRequest, tandem_id: UUID, goal_id: UUID) -> HttpResponse:
    tandem = tandem_for(request.user, tandem_id)
    row = goal_for(tandem, goal_id)
    text = _text_of(tandem, goal_id, request.user)
    if text.owner != request.user.id:
        raise Http404
    form = GoalForm(request.POST or None, initial={**GoalForm.initial_from(text), "seen": row.row_version})

    def change() -> None:
        seen = form.cleaned_data["seen"]
        change_goal(
            tandem=tandem, goal_id=goal_id, body=form.value(), seen=seen, by=request.user, at=timezone.now()
        )

    if request.method == "POST" and saved(form, change):
        messages.success(request, _("Saved. Your partner is asked once more what they can contribute."))
        return redirect("tandems:goals", tandem.id)
    if overtaken(form):  # in another window of one's own: saving once more is a decision
        form.show_newer(row.row_version)
    context = {"form": form, "goal": text, **_goal_context(tandem, request.user)}
    return render(request, "tandems/goal_form.html", context, status=status_of(form))


@signed_in
@require_POST
def end_goal(request: PersonRequest, tandem_id: UUID, goal_id: UUID) -> HttpResponse:
    """Let a goal go, or look for its help elsewhere (S74)."""
    tandem = tandem_for(request.user, tandem_id)
    act = reroute_goal if request.POST.get("do") == "reroute" else drop_goal
    act(tandem=tandem, goal_id=goal_id, by=request.user, at=timezone.now())
    return redirect("tandems:goals", tandem.id)


@signed_in
def promise(request: PersonRequest, tandem_id: UUID, goal_id: UUID) -> HttpResponse:
    tandem = tandem_for(request.user, tandem_id)
    text = _text_of(tandem, goal_id, request.user)
    mine = next((one for one in text.promises if one.author == request.user.id), None)
    initial = {"can": "yes" if mine.can else "no", "text": mine.text} if mine else {}
    form = PromiseForm(request.POST or None, initial=initial)

    def give() -> None:
        said = form.cleaned_data
        promise_help(
            tandem=tandem,
            goal_id=goal_id,
            can=said["can"],
            text=said["text"],
            by=request.user,
            at=timezone.now(),
        )

    if request.method == "POST" and saved(form, give):
        messages.success(request, _("Thank you. Your words stand beside the goal now."))
        return redirect("tandems:goals", tandem.id)
    context = {
        "tandem": tandem,
        "form": form,
        "goal": text,
        "owner": names_of(members_of(tandem))[text.owner],
    }
    return render(request, "tandems/promise.html", context, status=status_of(form))


def _text_of(tandem: Tandem, goal_id: UUID, viewer: Person) -> GoalText:
    found = next((goal for goal in goals_of(tandem, viewer=viewer) if goal.id == goal_id), None)
    if found is None:
        raise Http404
    return found


def _goal_context(tandem: Tandem, person: Person) -> dict[str, object]:
    """What the partners offer stands beside the goal form, so that goals fit what they can give (S74)."""
    partners = partners_of(tandem, person)
    offers = Offer.objects.filter(profile__in=[partner.id for partner in partners]).order_by(
        "-confidence", "id"
    )
    labels = [skill_label(offer.skill, get_language() or "en") for offer in offers]
    return {"tandem": tandem, "partners": partners, "offers": labels}

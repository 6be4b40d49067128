"""The steps of the kick-off that are one form: mine, together, frame."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mutua.people.guards import PersonRequest, signed_in
from mutua.tandems.actions.agreement import save_mine, save_shared
from mutua.tandems.forms.parts import FrameForm, MineForm, TogetherForm
from mutua.tandems.forms.pieces import SeenForm
from mutua.tandems.models import Tandem
from mutua.tandems.progress import STEPS
from mutua.tandems.queries import content_of, members_of, names_of, part_for, tandem_for
from mutua.ui.saving import overtaken, saved, status_of


@signed_in
def mine(request: PersonRequest, tandem_id: UUID) -> HttpResponse:
    tandem = tandem_for(request.user, tandem_id)
    written = part_for(tandem, "mine", author=request.user, viewer=request.user)
    form = MineForm(
        request.POST or None, initial={**MineForm.initial_from(written.value), "seen": written.row_version}
    )
    return _part(request, tandem, "mine", form)


@signed_in
def together(request: PersonRequest, tandem_id: UUID) -> HttpResponse:
    tandem = tandem_for(request.user, tandem_id)
    written = part_for(tandem, "together", author=None, viewer=request.user)
    form = TogetherForm(
        request.POST or None,
        content=content_of(tandem, viewer=request.user),
        names=names_of(members_of(tandem)),
        initial={**TogetherForm.initial_from(written.value), "seen": written.row_version},
    )
    return _part(request, tandem, "together", form)


@signed_in
def frame(request: PersonRequest, tandem_id: UUID) -> HttpResponse:
    tandem = tandem_for(request.user, tandem_id)
    written = part_for(tandem, "frame", author=None, viewer=request.user)
    form = FrameForm(
        request.POST or None, initial={**FrameForm.initial_from(written.value), "seen": written.row_version}
    )
    return _part(request, tandem, "frame", form)


def _part(request: PersonRequest, tandem: Tandem, step: str, form: SeenForm) -> HttpResponse:
    """One step's page: save and go on, or show the form with what was typed."""
    save = partial(_save, request, tandem, step, form)
    if request.method == "POST" and saved(form, save):
        messages.success(request, _("Saved."))
        return redirect("tandems:agreement", tandem.id)
    theirs = None
    if overtaken(form):
        newer = part_for(tandem, step, author=request.user if step == "mine" else None, viewer=request.user)
        theirs = newer.value
        form.show_newer(newer.row_version)
    number = [key for key, _label, _hint in STEPS].index(step) + 1
    labels = {key: label for key, label, _hint in STEPS}
    context = {
        "tandem": tandem,
        "form": form,
        "step": step,
        "number": number,
        "title": labels[step],
        "theirs": theirs,
    }
    return render(request, f"tandems/{step}.html", context, status=status_of(form))


def _save(request: PersonRequest, tandem: Tandem, step: str, form: SeenForm) -> None:
    seen, value, now = form.cleaned_data["seen"], form.value(), timezone.now()
    if step == "mine":
        save_mine(tandem=tandem, value=value, seen=seen, by=request.user, at=now)
    else:
        save_shared(tandem=tandem, section=step, value=value, seen=seen, by=request.user, at=now)

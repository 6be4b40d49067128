"""Choosing boundaries, and the merged list everyone sees."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mutua.content import loader
from mutua.people.guards import PersonRequest, signed_in
from mutua.people.models import Person
from mutua.tandems.actions.boundaries import choose_boundaries
from mutua.tandems.boundaries import own_topics
from mutua.tandems.forms.boundaries import BoundariesForm
from mutua.tandems.models import Tandem
from mutua.tandems.presenter import boundary_lines
from mutua.tandems.queries import choices_of, content_of, tandem_for
from mutua.ui.saving import saved, status_of


@signed_in
def boundaries(request: PersonRequest, tandem_id: UUID) -> HttpResponse:
    tandem = tandem_for(request.user, tandem_id)
    form = _form(request, tandem, request.user)

    def choose() -> None:
        new = [form.cleaned_data["new_topic"]]
        choose_boundaries(tandem=tandem, topics=form.chosen(), own=new, by=request.user, at=timezone.now())

    if request.method == "POST" and saved(form, choose):
        messages.success(request, _("Saved. The stricter choice holds from now on."))
        return redirect(
            "tandems:boundaries" if form.cleaned_data["new_topic"] else "tandems:agreement", tandem.id
        )
    content = content_of(tandem, viewer=request.user)
    context = {
        "tandem": tandem,
        "form": form,
        "complete": len(content.chosen_by) == len(content.members),
        "merged": boundary_lines(content, get_language() or "en"),
    }
    return render(request, "tandems/boundaries.html", context, status=status_of(form))


def _form(request: PersonRequest, tandem: Tandem, person: Person) -> BoundariesForm:
    document = loader.document("boundary_topics", get_language() or "en")
    choices = choices_of(tandem, viewer=person)
    own = [
        {"id": key, "title": title, "default": "ask_first", "group": "own"}
        for key, title in own_topics(choices.values()).items()
    ]
    mine = choices.get(person.id)
    initial = dict(mine.topics) if mine else {}
    return BoundariesForm(
        request.POST or None, topics=[*document["items"], *own], states=document["states"], initial=initial
    )

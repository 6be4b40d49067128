"""An invitation as its sender or its receiver sees it, and the receiver's answers.

The yes belongs to tandems, which begins the tandem.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mutua.content.loader import language
from mutua.people.guards import PersonRequest, signed_in
from mutua.programmes.actions.invitation import chat_first, decline_invitation
from mutua.programmes.forms.finding import DeclineForm
from mutua.programmes.queries.invitation_page import received_page, sent_page
from mutua.programmes.queries.invitations import invitation_for, state_at


@require_GET
@signed_in
def invitation(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    person, at = request.user, timezone.now()
    found = invitation_for(person, invitation_id)
    if found.sender_id == person.pk:
        return render(request, "programmes/sent.html", {"page": sent_page(found, person, at=at)})
    return render(request, "programmes/received.html", {"page": received_page(found, person, at=at)})


@require_POST
@signed_in
def chat(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    found = chat_first(invitation_id=invitation_id, by=request.user, at=timezone.now())
    messages.success(
        request, _("%(name)s reads that you would like to talk first.") % {"name": found.sender.first_name}
    )
    return redirect("programmes:invitation", invitation_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def decline(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    person, at = request.user, timezone.now()
    found = invitation_for(person, invitation_id)
    form = DeclineForm(request.POST or None, lang=language(get_language()))
    if found.sender_id == person.pk or state_at(found, at) not in found.OPEN:
        return redirect("programmes:invitation", invitation_id)
    if form.is_valid():
        decline_invitation(invitation_id=invitation_id, reply=form.cleaned_data["reply"], by=person, at=at)
        messages.success(request, _("That is settled. Thank you for answering."))
        return redirect("programmes:find")
    return render(request, "programmes/decline.html", {"form": form, "invitation": found})

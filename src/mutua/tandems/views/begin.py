"""The yes to an invitation, and to a proposal of a round."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mutua.people.guards import PersonRequest, signed_in
from mutua.tandems.actions.begin import accept_invitation, accept_proposal


@signed_in
@require_POST
def accept(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    accept_invitation(invitation_id=invitation_id, by=request.user, at=timezone.now())
    messages.success(
        request, _("You are a tandem now. A good next step: find a time for your first meeting.")
    )
    return redirect("home:home")


@signed_in
@require_POST
def accept_proposed(request: PersonRequest, proposal_id: UUID) -> HttpResponse:
    """The last yes leads straight to a time for the first meeting, from what all are free at."""
    tandem = accept_proposal(proposal_id=proposal_id, by=request.user, at=timezone.now())
    if tandem is None:
        messages.success(request, _("Thank you. As soon as everybody has said yes, you hear from us."))
        return redirect("rounds:proposal", proposal_id)
    messages.success(request, _("You are a tandem now. Choose a time for your first meeting."))
    return redirect("meetings:propose", tandem.id)

"""Writing an invitation: to someone on a card or to an address, then preview, send, withdraw."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mutua.errors import DomainError
from mutua.people.guards import PersonRequest, signed_in
from mutua.people.queries import has_reflected
from mutua.programmes.actions.invitation import (
    draft_by_address,
    draft_invitation,
    edit_invitation,
    send_invitation,
    withdraw_invitation,
)
from mutua.programmes.forms.finding import AddressForm, TextForm
from mutua.programmes.queries.composing import composer_for, own_draft, starting_values
from mutua.programmes.queries.invitations import letter_of
from mutua.programmes.queries.prefill import for_address
from mutua.ui.saving import status_of

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@signed_in
def by_card(request: PersonRequest, person_id: UUID) -> HttpResponse:
    person, at = request.user, timezone.now()
    if not has_reflected(person.pk):
        return render(request, "programmes/why_first.html")
    composer = composer_for(person, person_id, at=at)
    form = TextForm(request.POST or None, initial={"body": composer.prefill.letter.body})
    if form.is_valid():
        letter = composer.prefill.letter.with_body(form.cleaned_data["body"])
        try:
            draft = draft_invitation(
                receiver=composer.receiver,
                template=composer.prefill.template,
                letter=letter,
                by=person,
                at=at,
            )
            return redirect("programmes:invitation", draft.pk)
        except DomainError as error:
            form.add_error(None, str(error.message))
    return render(
        request, "programmes/compose.html", {"form": form, "composer": composer}, status=status_of(form)
    )


@require_http_methods(GET_AND_POST)
@signed_in
def by_address(request: PersonRequest) -> HttpResponse:
    """The answer is the same whether the address is known here or not."""
    person, at = request.user, timezone.now()
    if not has_reflected(person.pk):
        return render(request, "programmes/why_first.html")
    form = AddressForm(request.POST or None, initial=starting_values(person))
    if form.is_valid():
        words = {key: value for key, value in form.cleaned_data.items() if key != "email"}
        letter = for_address(inviter=person.first_name, **words).letter
        try:
            draft = draft_by_address(email=form.cleaned_data["email"], letter=letter, by=person, at=at)
            return redirect("programmes:edit", draft.pk)
        except DomainError as error:
            form.add_error(error.field, str(error.message))
    return render(request, "programmes/invite_known.html", {"form": form}, status=status_of(form))


@require_http_methods(GET_AND_POST)
@signed_in
def edit(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    person = request.user
    draft = own_draft(person, invitation_id)
    letter = letter_of(draft, person)
    form = TextForm(request.POST or None, initial={"body": letter.body})
    if form.is_valid():
        edit_invitation(invitation=draft, body=form.cleaned_data["body"], by=person, at=timezone.now())
        return redirect("programmes:invitation", draft.pk)
    context = {"form": form, "draft": draft, "letter": letter}
    return render(request, "programmes/edit.html", context, status=status_of(form))


@require_POST
@signed_in
def send(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    draft = own_draft(request.user, invitation_id)
    try:
        send_invitation(invitation=draft, by=request.user, at=timezone.now())
        messages.success(request, _("Your invitation is on its way."))
        return redirect("programmes:find")
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("programmes:invitation", draft.pk)


@require_POST
@signed_in
def withdraw(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    withdraw_invitation(invitation_id=invitation_id, by=request.user, at=timezone.now())
    messages.success(request, _("The invitation is withdrawn. Nobody is told."))
    return redirect("programmes:find")

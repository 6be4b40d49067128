"""The kick-off page, proposing, signing, and reading a version."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mutua.content import loader
from mutua.people.guards import PersonRequest, signed_in
from mutua.tandems.actions.agreement import propose_agreement, sign_agreement
from mutua.tandems.forms.signing import SignForm
from mutua.tandems.models import AgreementVersion
from mutua.tandems.presenter import sections
from mutua.tandems.progress import kick_off
from mutua.tandems.queries import frozen_content, members_of, names_of, signed_by, tandem_for, version_for
from mutua.ui.saving import overtaken, saved, status_of


@signed_in
def agreement(request: PersonRequest, tandem_id: UUID) -> HttpResponse:
    """The live checklist; what is written so far stands below it."""
    tandem = tandem_for(request.user, tandem_id)
    state = kick_off(tandem, viewer=request.user)
    language = get_language() or "en"
    context = {
        "tandem": tandem,
        "state": state,
        "names": state.partners_of(request.user),
        "sections": sections(state.content, state.names, language),
        "have_signed": request.user.id in state.signed,
        "next": state.waits_for(),
    }
    return render(request, "tandems/agreement.html", context)


@signed_in
@require_POST
def propose(request: PersonRequest, tandem_id: UUID) -> HttpResponse:
    tandem = tandem_for(request.user, tandem_id)
    version = propose_agreement(tandem=tandem, by=request.user, at=timezone.now())
    messages.success(
        request, _("The text is final now. Read it once more and sign; the others have been told.")
    )
    return redirect("tandems:version", tandem.id, version.number)


@signed_in
def version(request: PersonRequest, tandem_id: UUID, number: int) -> HttpResponse:
    """A fixed version, word for word; the place to sign it."""
    tandem = tandem_for(request.user, tandem_id)
    found = version_for(tandem, number)
    content = frozen_content(found, viewer=request.user)
    form = _sign_form(request, found)

    def sign() -> None:
        told = form.cleaned_data["content_hash"]
        sign_agreement(version=found, content_hash=told, by=request.user, at=timezone.now())

    if content and request.method == "POST" and saved(form, sign):
        return _after_signing(request, found)
    if content is None or overtaken(form):
        messages.warning(request, _("The text has changed since you read it, so it is a draft again."))
        return redirect("tandems:agreement", tandem.id)
    names = names_of(members_of(tandem))
    signed = signed_by(found)
    context = {
        "tandem": tandem,
        "version": found,
        "form": form,
        "sections": sections(content, names, get_language() or "en"),
        "signers": [{"label": name, "done": person in signed} for person, name in names.items()],
        "may_sign": found.state == found.State.PROPOSED and request.user.id not in signed,
    }
    return render(request, "tandems/version.html", context, status=status_of(form))


def _sign_form(request: PersonRequest, version: AgreementVersion) -> SignForm:
    statement = loader.document("agreement_template", get_language() or "en")["signature"]
    return SignForm(request.POST or None, statement=statement, initial={"content_hash": version.content_hash})


def _after_signing(request: PersonRequest, version: AgreementVersion) -> HttpResponse:
    """The tandem may be active since an earlier version: what counts is whether this one holds now."""
    version.refresh_from_db()
    if version.state == version.State.SIGNED:
        first, later = (
            _("Everyone has signed. Your tandem is on its way!"),
            _("Everyone has signed. The new version holds from now on."),
        )
        messages.success(request, first if version.number == 1 else later)
        return redirect("home:home")
    messages.success(request, _("You have signed. This version holds as soon as everyone has."))
    return redirect("tandems:agreement", version.tandem_id)

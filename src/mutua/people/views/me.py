"""“Me”: the card as others see it, who may see it, account, language, and people to keep apart from."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language

from mutua.people.actions.exclusion import exclude_address, lift_exclusion
from mutua.people.actions.person import choose_language, save_account
from mutua.people.actions.profile import hide_profile, list_profile, show_profile, unlist_profile
from mutua.people.cards import card_of
from mutua.people.forms import AccountForm, ApartForm, sent
from mutua.people.guards import PersonRequest, signed_in
from mutua.people.imports.own import own_facts
from mutua.people.looks import looks_page
from mutua.people.queries import own_exclusions, profile_of
from mutua.people.rules import missing_parts
from mutua.ui.saving import saved, status_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: PersonRequest) -> HttpResponse:
    """The card and what is missing; POST saves name, language and time zone."""
    form = AccountForm(sent(request), instance=request.user)
    if form.is_bound and form.is_valid():
        save_account(person=request.user, **form.cleaned_data, by=request.user, at=timezone.now())
        response = redirect("people:me")
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    profile, words = profile_of(request.user), get_language() or "en"
    context = {
        "form": form,
        "profile": profile,
        "card": card_of(profile, words),
        "imported": own_facts(request.user, profile, words),
        "missing": missing_parts(profile)
        if profile.updated_at
        else ["offers", "wishes", "level", "languages"],
    }
    return render(request, "people/me.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def visibility(request: PersonRequest) -> HttpResponse:
    """Show the card to others, or take it back."""
    act = show_profile if request.POST.get("visible") == "yes" else hide_profile
    act(person=request.user, by=request.user, at=timezone.now())
    return redirect("people:me")


@signed_in
@require_POST
def listing(request: PersonRequest) -> HttpResponse:
    """Put the card into the directory, or take it out."""
    act = list_profile if request.POST.get("listed") == "yes" else unlist_profile
    act(person=request.user, by=request.user, at=timezone.now())
    return redirect("people:me")


@signed_in
def apart(request: PersonRequest) -> HttpResponse:
    """People one should not be paired with: only the own choices, only for the own eyes."""
    form = ApartForm(sent(request))

    def add() -> None:
        exclude_address(email=form.cleaned_data["email"], by=request.user, at=timezone.now())

    if request.method == "POST" and saved(form, add):
        messages.success(request, _("On your list. You will not be suggested to each other."))
        return redirect("people:apart")
    context = {"form": form, "exclusions": own_exclusions(request.user)}
    return render(request, "people/apart.html", context, status=status_of(form))


@signed_in
@require_POST
def lift(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Take one person off the own list. By person: a number of the choice would count everybody's."""
    exclusion = get_object_or_404(own_exclusions(request.user), other=person_id)
    lift_exclusion(exclusion=exclusion, by=request.user, at=timezone.now())
    return redirect("people:apart")


@require_safe
@signed_in
def looks(request: PersonRequest) -> HttpResponse:
    """Who looked at one's own data because their work allows it, in the last twelve months."""
    looks = looks_page(request.user, number=request.GET.get("page", ""), at=timezone.now())
    return render(request, "people/looks.html", {"rows": looks.rows, "page": looks.page})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose a language in this browser; for someone signed in, also for their mails."""
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        choose_language(person=request.user, language=chosen, by=request.user, at=timezone.now())
    return set_language(request)

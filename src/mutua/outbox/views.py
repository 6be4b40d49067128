"""The operator's outbox page. For everyone else there is no such page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mutua.outbox import actions, queries, transport

View = Callable[..., HttpResponse]


def for_operators(view: View) -> View:
    """Http404 for everyone who does not operate this installation, signed in or not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request.user, "is_operator", False):
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(guarded)


@for_operators
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    address = request.GET.get("to", "")[:254]
    context = {
        "address": address,
        "is_local": transport.writes_files(),
        "mails": queries.local_mails(address),
        "dead": queries.dead_deliveries()[: queries.NEWEST],
    }
    return render(request, "outbox/mails.html", context)


@for_operators
@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "outbox/mail_page.html", {"mail": queries.local_mail(name)})


@for_operators
@require_POST
def send_again(request: HttpRequest, key: UUID) -> HttpResponse:
    if actions.send_again(delivery=queries.dead_delivery(key), at=timezone.now()):
        messages.success(request, _("It will be tried again in a moment."))
    return redirect("outbox:mails")

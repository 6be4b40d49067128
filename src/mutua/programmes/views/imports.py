"""Bringing in a list of people: upload, dry run, apply, undo. For coordinators of the programme alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mutua.errors import DomainError
from mutua.matching.report import as_csv
from mutua.people.actions import imports as actions
from mutua.people.forms import sent
from mutua.people.guards import PersonRequest, signed_in
from mutua.people.imports import pages
from mutua.people.imports.explained import explained_columns
from mutua.people.imports.models import PeopleImport
from mutua.people.imports.plan import Kind
from mutua.people.imports.template import WITH_BOM, template_csv, template_xlsx
from mutua.programmes.forms.imports import ListForm
from mutua.programmes.models import Programme
from mutua.programmes.queries.programmes import programme_for
from mutua.programmes.seen import note_compared
from mutua.ui.live import Piece, live_response
from mutua.ui.saving import status_of

GET_AND_POST = ["GET", "HEAD", "POST"]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
State = PeopleImport.State
ACTS = {
    "apply": actions.apply_import,
    "undo": actions.undo_import,
    "recheck": actions.recheck_import,
    "cancel": actions.cancel_import,
}


@require_http_methods(GET_AND_POST)
@signed_in
def upload(request: PersonRequest, programme_id: UUID) -> HttpResponse:
    """The list to bring in, the template, and the last lists."""
    programme = programme_for(request.user, programme_id)
    data, length = sent(request), int(request.META.get("CONTENT_LENGTH") or 0)
    form = ListForm(data, None if data is None else request.FILES, length=length)
    if form.is_valid():
        file = form.cleaned_data["file"]
        one = actions.upload_list(
            content=file.read(),
            name=file.name,
            group=programme.pk,
            language=_language(),
            by=request.user,
            at=timezone.now(),
        )
        return redirect("programmes:import", programme.pk, one.pk)
    context = _frame(programme) | {
        "form": form,
        "columns": explained_columns(),
        "newest": pages.newest_imports(programme.pk),
    }
    return render(request, "programmes/imports/upload.html", context, status=status_of(form))


@require_GET
@signed_in
def detail(request: PersonRequest, programme_id: UUID, import_id: UUID) -> HttpResponse:
    """How an import stands: its progress, its problems, its dry run, or what became of it."""
    programme = programme_for(request.user, programme_id)
    one = pages.import_of(programme.pk, import_id)
    more: dict[str, Any] = {}
    if one.state == State.READING:
        name = "progress"
    elif one.emptied_at:
        name = "over"
    elif one.state == State.REFUSED:
        name, more = "refused", {"page": pages.problems_page(one, request.GET.get("page", ""), _language())}
    else:
        name, more = (
            "applied" if one.state == State.APPLIED else "dry_run",
            _compared(request, programme, one),
        )
    context = _frame(programme) | {"one": one} | more
    return render(request, f"programmes/imports/{name}.html", context)


def _compared(request: PersonRequest, programme: Programme, one: PeopleImport) -> dict[str, Any]:
    """A page of what changes; that it was seen is written down."""
    kind, at = _kind(request, one), timezone.now()
    page = pages.entries_page(one, kind, request.GET.get("page", ""), _language())
    notices = pages.problems_page(one, "1", _language())
    note_compared(page.object_list, kind, programme=programme, by=request.user, at=at)
    return {
        "page": page,
        "kind": kind,
        "tabs": pages.tabs_of(one),
        "notices": notices,
        "minutes": pages.undo_minutes(one, at),
    }


@require_GET
@signed_in
def live(request: PersonRequest, programme_id: UUID, import_id: UUID) -> HttpResponseBase:
    """How far the reading is, as it happens."""
    programme = programme_for(request.user, programme_id)
    pages.import_of(programme.pk, import_id)

    def read() -> Piece:
        one = pages.import_of(programme.pk, import_id)
        html = render_to_string("programmes/imports/_progress.html", {"one": one})
        return Piece(html, over=one.state != State.READING)

    return live_response(read)


@require_POST
@signed_in
def act(request: PersonRequest, programme_id: UUID, import_id: UUID, verb: str) -> HttpResponse:
    """Apply, undo, check again, or forget it."""
    programme = programme_for(request.user, programme_id)
    one = pages.import_of(programme.pk, import_id)
    try:
        ACTS[verb](import_id=one.pk, by=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("programmes:import", programme.pk, one.pk)
    if verb == "cancel":
        messages.success(request, _("The list is forgotten. Nothing was changed."))
        return redirect("programmes:imports", programme.pk)
    return redirect("programmes:import", programme.pk, one.pk)


@require_GET
@signed_in
def problems(request: PersonRequest, programme_id: UUID, import_id: UUID) -> HttpResponse:
    """All problems of a list as CSV, to go through them in a spreadsheet."""
    programme = programme_for(request.user, programme_id)
    found = pages.problems_of(pages.import_of(programme.pk, import_id), _language())
    titles = {
        "row": _("Row"),
        "column": _("Column"),
        "value": _("What stands there"),
        "mend": _("How to mend it"),
    }
    rows = [{words: getattr(one, name) for name, words in titles.items()} for one in found]
    return _download(as_csv(list(titles.values()), rows).encode(WITH_BOM), "text/csv", "problems.csv")


@require_GET
@signed_in
def template(request: PersonRequest, programme_id: UUID, kind: str) -> HttpResponse:
    """The template of a list, for Excel or as CSV."""
    programme_for(request.user, programme_id)
    if kind == "csv":
        return _download(template_csv(), "text/csv", "people.csv")
    if kind != "xlsx":
        raise Http404
    return _download(template_xlsx(), EXCEL, "people.xlsx")


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _frame(programme: Programme) -> dict[str, Any]:
    return {"programme": programme, "title": programme.title(_language())}


def _kind(request: PersonRequest, one: PeopleImport) -> Kind:
    """What was asked for, else the first kind of which there are any."""
    if "show" in request.GET:
        try:
            return Kind(request.GET["show"])
        except ValueError:
            raise Http404 from None
    return next((kind for kind in Kind if one.counts.get(kind)), Kind.NEW)


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

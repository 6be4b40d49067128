"""The life of an import: upload, check, apply, undo, cancel, and being emptied when it is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.outbox.actions import enqueue_work
from mutua.people.actions.import_undo import take_back
from mutua.people.actions.import_writes import invite_missing, write
from mutua.people.imports import states
from mutua.people.imports.checking import Checked, Phase, check, compared
from mutua.people.imports.comparing import compare, in_force
from mutua.people.imports.limits import KEEP_TRACE, KEEP_UNAPPLIED, MOST_PROBLEMS, UNDO_FOR
from mutua.people.imports.listed import Listed
from mutua.people.imports.models import PeopleImport
from mutua.people.imports.plan import counts
from mutua.people.imports.states import Event
from mutua.people.imports.words import is_notice, restored, stored
from mutua.people.models import Person

WORK = "people.check_import"
EMPTY: dict[str, Any] = {"content": None, "problems": [], "rows": [], "plan": {}, "before": {}, "name": ""}
Share = Callable[[Phase, float], None]


@transaction.atomic
def upload_list(
    *, content: bytes, name: str, group: UUID | None, language: str, by: Person | None, at: datetime
) -> PeopleImport:
    """Keep a file until a worker has read it. `language`: of mails to new people of whom it does not tell."""
    one = keep_list(content=content, name=name, group=group, language=language, by=by, at=at)
    enqueue_work(name=WORK, arguments={"import": str(one.pk)}, run_at=at)
    return one


def keep_list(
    *, content: bytes, name: str, group: UUID | None, language: str, by: Person | None, at: datetime
) -> PeopleImport:
    """The same for whoever reads it right away, with check_import; no worker is told."""
    return PeopleImport.objects.create(
        content=content, name=name[-120:], group=group, language=language, by=by, created_at=at
    )


def check_import(*, import_id: UUID, at: datetime, tell: Share = lambda _phase, _share: None) -> None:
    """Read and compare; in no transaction, so that everybody can see how far it is. Twice is once."""
    one = PeopleImport.objects.filter(pk=import_id, state=PeopleImport.State.READING).first()
    if one is None:
        return

    def note(phase: Phase, share: float) -> None:
        _reading(one).update(phase=phase, share=share)
        tell(phase, share)

    if one.content is None:  # it was read before, and another list came first
        listed = [Listed(*row) for row in one.rows]
        notices = [problem for problem in restored(one.problems) if is_notice(problem)]
        checked = compared(listed, one.group, at.date(), note, notices)
    else:
        checked = check(bytes(one.content), one.group, at.date(), note)
    _reading(one).update(**_outcome(checked), checked_at=at, share=1.0, content=None)


def _reading(one: PeopleImport) -> Any:
    return PeopleImport.objects.filter(pk=one.pk, state__in=states.before(Event.PASS))


def _outcome(checked: Checked) -> dict[str, Any]:
    told = stored(checked.problems[:MOST_PROBLEMS])
    notices = sum(map(is_notice, checked.problems))
    numbers = {"problems": len(checked.problems) - notices, "notices": notices}
    if not checked.is_right:
        refused = states.after(Event.REFUSE)
        return {"state": refused, "problems": told, "counts": numbers, "rows": [], "plan": {}}
    plan: dict[str, list[Any]] = {}
    for entry in checked.entries:
        plan.setdefault(entry.kind, []).append(entry.stored())
    return {
        "state": states.after(Event.PASS),
        "problems": told,
        "rows": [one.stored() for one in checked.listed],
        "plan": plan,
        "counts": numbers | counts(checked.entries),
        "basis": checked.basis,
    }


@transaction.atomic
def apply_import(*, import_id: UUID, by: Person | None, at: datetime) -> PeopleImport:
    """Write what was checked, all of it or nothing. No mail is sent.

    What people changed since the check stays theirs: it is compared anew, under locks. Raises
    DomainError("not_open"); ("overtaken") if another list of the group was applied or undone since;
    ("reporting_cycle") if lines from elsewhere close a circle now.
    """
    one = _locked(import_id)
    _require(one, Event.APPLY)
    if in_force(one.group) != one.basis:
        raise _overtaken()
    listed = [Listed(*row) for row in one.rows]
    created = invite_missing(listed, one.language, at)
    comparison = compare(listed, one.group, at.date(), lock="write", created=created)
    if comparison.circles:
        raise DomainError("reporting_cycle", _circle(comparison.circles[0].details))
    one.before = write(comparison, one, at).stored()
    PeopleImport.objects.filter(group=one.group, in_force=True).update(in_force=False)
    one.state, one.in_force, one.applied_at = states.after(Event.APPLY), True, at
    one.counts |= counts(comparison.entries)
    one.save(update_fields=["state", "in_force", "applied_at", "before", "counts"])
    return one


@transaction.atomic
def undo_import(*, import_id: UUID, by: Person | None, at: datetime) -> PeopleImport:
    """Bring back what was there before. Raises DomainError("not_open"), ("undo_over") or ("overtaken")."""
    one = _locked(import_id)
    _require(one, Event.UNDO)
    if not one.in_force:
        raise _overtaken()
    if one.applied_at is None or at >= one.applied_at + UNDO_FOR or one.emptied_at:
        raise DomainError(
            "undo_over", _("The ten minutes are over. Upload the former list to go back to it.")
        )
    take_back(one, at)
    PeopleImport.objects.filter(pk=one.pk).update(
        state=states.after(Event.UNDO), in_force=False, undone_at=at, emptied_at=at, **EMPTY
    )
    if one.basis:
        PeopleImport.objects.filter(pk=one.basis, state=one.state).update(in_force=True)
    return PeopleImport.objects.get(pk=one.pk)


@transaction.atomic
def recheck_import(*, import_id: UUID, by: Person | None, at: datetime) -> None:
    """Compare a list anew with what is here now. Raises DomainError("not_open")."""
    waiting = PeopleImport.objects.filter(pk=import_id, state__in=states.before(Event.RECHECK))
    again = {"state": states.after(Event.RECHECK), "phase": Phase.WAITING, "share": 0.0}
    if not waiting.update(**again, plan={}):
        raise _not_open()
    enqueue_work(name=WORK, arguments={"import": str(import_id)}, run_at=at)


def cancel_import(*, import_id: UUID, by: Person | None, at: datetime) -> None:
    """Forget a list that is not applied. Raises DomainError("not_open")."""
    open_one = PeopleImport.objects.filter(pk=import_id, state__in=states.before(Event.CANCEL))
    if not open_one.update(state=states.after(Event.CANCEL), emptied_at=at, **EMPTY):
        raise _not_open()


def empty_imports(*, at: datetime) -> int:
    """Forget the people of lists whose ten minutes are over or that nobody applied for a day; how many."""
    full = PeopleImport.objects.filter(emptied_at=None)
    done = full.filter(applied_at__lte=at - UNDO_FOR).update(emptied_at=at, **EMPTY)
    old = full.filter(state__in=states.before(Event.EXPIRE), created_at__lte=at - KEEP_UNAPPLIED)
    expired = old.update(state=states.after(Event.EXPIRE), emptied_at=at, **EMPTY)
    PeopleImport.objects.filter(created_at__lt=at - KEEP_TRACE, in_force=False).delete()
    return done + expired


def _locked(import_id: UUID) -> PeopleImport:
    """The import, while nobody else applies or undoes one of its group. Raises DomainError("not_open")."""
    group = PeopleImport.objects.filter(pk=import_id).values_list("group", flat=True).first()
    of_group = PeopleImport.objects.filter(group=group).order_by("pk")
    list(of_group.select_for_update().values_list("pk", flat=True))
    one = PeopleImport.objects.filter(pk=import_id).first()
    if one is None:
        raise _not_open()
    return one


def _require(one: PeopleImport, event: Event) -> None:
    if one.state not in states.before(event):
        raise _not_open()


def _circle(details: Sequence[tuple[str, str]]) -> str:
    circle = dict(details)["circle"]
    return _("Someone would report to themselves now: %(circle)s. Mend the list and upload it again.") % {
        "circle": circle
    }


def _overtaken() -> DomainError:
    return DomainError(
        "overtaken",
        _("Meanwhile another list was applied or undone. Check this one again before you go on."),
    )


def _not_open() -> DomainError:
    return DomainError("not_open", _("This list is no longer waiting. Look at how it stands now."))

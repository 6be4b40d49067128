"""The review as a coordinator sees it: exceptions first, each row with its reasons, never a mark.

Every list takes two queries whatever its length: the counts, and one page of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mutua.content.loader import language
from mutua.matching.texts import REASON_SENTENCES, pick
from mutua.matching.waiting import Reason
from mutua.people.catalogue import field_of
from mutua.people.models import Person
from mutua.rounds.models import Proposal, ReviewStep, Round, Scenario, Seat, Waiting
from mutua.rounds.rules import UNDO_FOR

M = TypeVar("M", bound=Model)
ON_A_PAGE = 50
WEAK, GOOD, VERY_GOOD = 0.5, 0.6, 0.75
Chosen = Callable[[str], Q]


def _attention(path: str) -> Q:
    """Trios, people of one team, weak fits, and what only the second pass allows."""
    odd = Q(**{f"{path}size": 3}) | Q(**{f"{path}same_unit": True})
    return odd | Q(**{f"{path}fit__lt": WEAK}) | Q(**{f"{path}first_pass": False})


FILTERS: dict[str, tuple[Promise | str, Chosen]] = {
    "attention": (gettext_lazy("Needs your eye"), _attention),
    "trios": (gettext_lazy("Trios"), lambda path: Q(**{f"{path}size": 3})),
    "team": (gettext_lazy("Same team"), lambda path: Q(**{f"{path}same_unit": True})),
    "locked": (gettext_lazy("Locked"), lambda path: Q(**{f"{path}locked": True})),
    "all": (gettext_lazy("All tandems"), lambda _path: Q()),
}
"""Tabs by key: name, and what belongs there as a condition on fields below a path."""
WAITING = "waiting"
SEATS = 3


@dataclass(frozen=True)
class Member:
    """Somebody in a row: their name and where they work."""

    id: UUID
    name: str
    field: str
    unit: str


@dataclass
class Row:
    """A tandem in review. fit: in words; flags: what makes it an exception."""

    proposal: Proposal
    fit: str
    flags: list[str]
    members: list[Member] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    @property
    def names(self) -> str:
        return " · ".join(member.name for member in self.members)


@dataclass(frozen=True)
class Tab:
    key: str
    name: Promise | str
    count: int
    current: bool


@dataclass(frozen=True)
class WaitingRow:
    member: Member
    reason: str


@dataclass(frozen=True)
class ReviewPage:
    """One page of a review; `rows` or `waiting`, as the tab says. undo: what can be taken back now."""

    tabs: Sequence[Tab]
    current: str
    page: Page[Proposal] | Page[Waiting]
    rows: Sequence[Row]
    waiting: Sequence[WaitingRow]
    tandems: int
    undo: str

    @property
    def people(self) -> list[UUID]:
        """Everybody who is shown, for the audit."""
        shown = [member.id for row in self.rows for member in row.members]
        return [*shown, *(one.member.id for one in self.waiting)]


def review_page(round: Round, *, show: str, number: str | None, at: datetime, lang: str) -> ReviewPage:
    """The tab `show` (of FILTERS, or waiting), its page `number`. 404 where nothing is in review."""
    if round.scenario is None or round.state != Round.State.REVIEW:
        raise Http404
    current = show if show in FILTERS or show == WAITING else "attention"
    counts, newest = _counts(round.scenario, at)
    if current == WAITING:
        listed = round.scenario.waiting.select_related("person__profile").order_by("person__name", "pk")
        page: Any = _page(listed, counts[WAITING], number)
        waiting = [WaitingRow(member_of(one.person), _reason(one.reason, lang)) for one in page]
        rows: list[Row] = []
    else:
        drafts = _drafts(round.scenario).filter(FILTERS[current][1]("")).order_by("fit", "pk")
        page = _page(drafts, counts[current], number)
        rows, waiting = _rows(page, lang), []
    return ReviewPage(
        tabs=[
            Tab(WAITING, _("Waiting"), counts[WAITING], current == WAITING),
            *(Tab(key, name, counts[key], key == current) for key, (name, _q) in FILTERS.items()),
        ],
        current=current,
        page=page,
        rows=rows,
        waiting=waiting,
        tandems=counts["all"],
        undo=str(ReviewStep.Kind(newest).label) if newest else "",
    )


def row_of(proposal: Proposal, lang: str) -> Row:
    """A single draft, whose seats and people are loaded, as a row."""
    row = _row(proposal)
    for seat in proposal.seats.all():
        _seat(row, seat, lang)
    return row


def member_of(person: Person) -> Member:
    profile = getattr(person, "profile", None)
    units = ", ".join(profile.facets.get("unit") or []) if profile else ""
    return Member(person.pk, person.get_full_name(), field_of(profile) if profile else "", units)


def fit_words(fit: float) -> str:
    """Words instead of a number (CONTRACT §3.2)."""
    if fit >= VERY_GOOD:
        return _("fits very well")
    return _("fits well") if fit >= GOOD else _("fits") if fit >= WEAK else _("fits just enough")


def _drafts(scenario: Scenario) -> QuerySet[Proposal]:
    return Proposal.objects.filter(scenario=scenario, state=Proposal.State.DRAFT)


def _counts(scenario: Scenario, at: datetime) -> tuple[dict[str, int], str]:
    """How many rows each tab has, and the kind of the newest step that can be undone; one query."""
    newest = ReviewStep.objects.filter(
        scenario=OuterRef("pk"), undone_at__isnull=True, at__gt=at - UNDO_FOR
    ).order_by("-at", "-pk")
    waiting = Waiting.objects.filter(scenario=OuterRef("pk")).order_by().values("scenario")
    draft = Q(proposals__state=Proposal.State.DRAFT)
    tabs = {
        f"tab_{key}": Count("proposals", filter=draft & chosen("proposals__"))
        for key, (_name, chosen) in FILTERS.items()
    }
    row: dict[str, Any] = dict(
        Scenario.objects.filter(pk=scenario.pk)
        .annotate(
            undo=Subquery(newest.values("kind")[:1]),
            waits=Subquery(waiting.annotate(number=Count("pk")).values("number")),
            **tabs,
        )
        .values()
        .get()
    )
    counts = {WAITING: row["waits"] or 0, **{key: row[f"tab_{key}"] for key in FILTERS}}
    return counts, row["undo"] or ""


def _page(rows: QuerySet[M], count: int, number: str | None) -> Page[M]:
    """A page of rows that were counted already."""
    paginator = Paginator(rows, ON_A_PAGE)
    paginator.count = count
    return paginator.get_page(number)


def _rows(page: Page[Proposal], lang: str) -> list[Row]:
    """One query: the seats of the page's drafts, with the drafts and the people."""
    shown = cast("QuerySet[Proposal]", page.object_list)
    seats = Seat.objects.filter(proposal__in=shown.values("pk"))
    rows: dict[UUID, Row] = {}
    for seat in seats.select_related("proposal", "person__profile").order_by(
        "proposal__fit", "proposal_id", "position"
    ):
        row = rows.setdefault(seat.proposal_id, _row(seat.proposal))
        _seat(row, seat, lang)
    return list(rows.values())


def _row(proposal: Proposal) -> Row:
    flags = {
        _("trio"): proposal.size == SEATS,
        _("same team"): proposal.same_unit,
        _("second pass"): not proposal.first_pass and proposal.size < SEATS,
        _("by hand"): proposal.by_hand,
    }
    return Row(proposal, fit_words(proposal.fit), [flag for flag, holds in flags.items() if holds])


def _seat(row: Row, seat: Seat, lang: str) -> None:
    if not row.members:
        row.why = list(seat.reasons.get(language(lang), {}).get("why", []))
    row.members.append(member_of(seat.person))


def _reason(reason: str, lang: str) -> str:
    known = Reason.__members__.get(reason.upper(), Reason.PARTNERS_TAKEN)
    return pick(REASON_SENTENCES[known], lang)

"""“Who looked at my data”: what the audit knows of one's own, by day, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from mutua.audit.queries import looks_by_day
from mutua.audit.words import words_for
from mutua.people.models import Person

SHOWN_FOR = timedelta(days=365)
ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Looked:
    """On this day this one looked so many times at what the words say."""

    day: date
    who: str
    what: str
    times: int


@dataclass(frozen=True, slots=True)
class LooksPage:
    """The rows of one page, and the page they are on."""

    rows: list[Looked]
    page: Page[tuple[date, UUID | None, str, int]]


def looks_page(person: Person, *, number: str, at: datetime) -> LooksPage:
    """Who looked at the data of this person, page `number`; the nearest there is for any other number."""
    page = Paginator(looks_by_day(person.pk, since=at - SHOWN_FOR), ON_A_PAGE).get_page(number)
    found = list(page)
    names = _names(by for _day, by, _what, _times in found if by)
    rows = [Looked(day, _who(by, names), words_for(what), times) for day, by, what, times in found]
    return LooksPage(rows, page)


def _who(by: UUID | None, names: dict[UUID, str]) -> str:
    if by is None:
        return _("a command on the server")
    return names.get(by) or _("someone who is no longer here")


def _names(keys: Iterable[UUID]) -> dict[UUID, str]:
    people = Person.objects.exclude(state=Person.State.ERASED).filter(pk__in=set(keys))
    return {person.pk: person.get_full_name() for person in people}

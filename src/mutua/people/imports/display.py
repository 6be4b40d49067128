"""Imported facts in words: what a column is called, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mutua.content.skills import skill_label
from mutua.people.catalogue import FACETS, label, language_name
from mutua.people.imports.columns import Fact
from mutua.people.models import Profile
from mutua.people.picks import CONFIDENCES, PRIORITIES
from mutua.people.slots import write_slot

NAMES: Mapping[str, str | Promise] = {
    "name": gettext_lazy("Name"),
    "level": gettext_lazy("Level"),
    "years": gettext_lazy("Years of experience"),
    "languages": gettext_lazy("Languages"),
    "offers": gettext_lazy("Offers"),
    "wishes": gettext_lazy("Wishes"),
    "directions": gettext_lazy("Career directions"),
    "challenges": gettext_lazy("Challenges"),
    "style": gettext_lazy("Way of working"),
    "timezone": gettext_lazy("Time zone"),
    "slots": gettext_lazy("Free times"),
    "mode": gettext_lazy("How to meet"),
    "trio": gettext_lazy("A group of three"),
    "capacity": gettext_lazy("Tandems at a time"),
    "reports_to": gettext_lazy("Reports to"),
}
Words = Callable[[Fact, str], str]


def field_name(field: str, language: str) -> str:
    """What a column is called on pages."""
    return label("facet", field, language) if field in FACETS else str(NAMES[field])


def fact_in_words(field: str, fact: Fact, language: str) -> str:
    """What a column says, in the language that is active; "" for nothing."""
    if fact is None:
        return ""
    return _WORDS.get(field, _plain)(fact, language)


def _plain(fact: Fact, _language: str) -> str:
    return ", ".join(map(str, fact)) if isinstance(fact, list) else str(fact)


def _level(fact: Fact, language: str) -> str:
    return f"{fact} · {label('level', fact, language)}"


def _languages(fact: Fact, _language: str) -> str:
    return ", ".join(map(language_name, fact))


def _weighted(steps: Sequence[tuple[int, str | Promise]]) -> Words:
    def words(fact: Fact, language: str) -> str:
        known = dict(steps)
        return ", ".join(f"{skill_label(key, language)} ({known[weight]})" for key, weight in fact.items())

    return words


def _choices(kind: str) -> Words:
    return lambda fact, language: ", ".join(label(kind, key, language) for key in fact)


def _slots(fact: Fact, _language: str) -> str:
    return "; ".join(map(write_slot, fact))


def _mode(fact: Fact, _language: str) -> str:
    return str(Profile.Mode(fact).label)


def _yes(fact: Fact, _language: str) -> str:
    return _("yes") if fact else _("no")


def _lines(fact: Fact, _language: str) -> str:
    return "; ".join(_line(boss, since, until) for boss, since, until in fact)


def _line(boss: str, since: str | None, until: str | None) -> str:
    begins, ends = (_day(text) for text in (since, until))
    if begins and ends:
        return _("%(who)s, from %(begins)s to %(ends)s") % {"who": boss, "begins": begins, "ends": ends}
    if begins:
        return _("%(who)s, from %(begins)s") % {"who": boss, "begins": begins}
    return _("%(who)s, until %(ends)s") % {"who": boss, "ends": ends} if ends else boss


def _day(text: str | None) -> str:
    day = parse_date(text) if text else None
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


_WORDS: Mapping[str, Words] = {
    "level": _level,
    "languages": _languages,
    "offers": _weighted(CONFIDENCES),
    "wishes": _weighted(PRIORITIES),
    "directions": _choices("direction"),
    "challenges": _choices("challenge"),
    "slots": _slots,
    "mode": _mode,
    "trio": _yes,
    "reports_to": _lines,
}

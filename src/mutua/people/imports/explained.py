"""What each column of a list means, with two examples: for the template and the page beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mutua.people.imports.columns import COLUMNS, EXAMPLES

_MEANINGS: Mapping[str, str | Promise] = {
    "email": _("Required, once per person. By this address people are known again and sign in."),
    "id": _("A personnel number or the like, if reports_to is to use it. Empty: the address."),
    "name": _("First name and last name."),
    "level": _("A whole number from 1 (in training) to 9 (leading the organisation)."),
    "years": _("Years of experience, with a point: 2.5."),
    "languages": _("Codes of the languages the person is comfortable in: de;en."),
    "function": _("Field of work."),
    "unit": _("Team or department."),
    "path": _("Way into the job, such as apprenticeship or degree."),
    "industry": _("Industries the person has worked in."),
    "site": _("Place of work."),
    "perspective": _("Another view that the person brings in."),
    "offers": _("What the person can teach, with a number from 1 (a little) to 3 (very well). At most six."),
    "wishes": _(
        "What the person wants to learn, with a number from 1 (some day) to 3 (most of all). At most six."
    ),
    "directions": _(
        "Where the person is heading: keys or names from below, at most three. The first counts most."
    ),
    "challenges": _("What gets in the way: keys or names from below, at most three."),
    "style": _("How the person likes to work: six numbers from 1 to 5."),
    "timezone": _("A zone from the IANA list."),
    "slots": _("Free times of a usual week, in the person's own zone."),
    "mode": _("onsite, remote or flexible."),
    "trio": _("yes, if a group of three is fine; else no."),
    "capacity": _("How many tandems at a time: 0, 1 or 2."),
    "reports_to": _(
        "Ids or addresses of whom the person reports to. Nobody is paired with anyone above or below them."
    ),
    "reports_from": _("Since when the lines of this row hold. Empty: from today."),
    "reports_until": _("Until when the lines of this row hold. Empty: open end."),
}
_EXAMPLES: Mapping[str, tuple[str, str]] = {
    "email": EXAMPLES,
    "id": ("1001", "1002"),
    "name": ("First Example", "Second Example"),
    "level": ("3", "4"),
    "years": ("2.5", "8"),
    "languages": ("de;en", "en"),
    "function": ("engineering", "sales"),
    "unit": ("Platform", "Field sales"),
    "path": ("degree", "apprenticeship"),
    "industry": ("energy", ""),
    "site": ("Leipzig", "Hamburg"),
    "perspective": ("", "customer service"),
    "offers": ("Excel:3;sk_presenting", "sk_negotiating:3"),
    "wishes": ("sk_negotiating:3", "Excel:2"),
    "directions": ("cd_people_lead", "cd_people_lead"),
    "challenges": ("ch_unwritten_rules", ""),
    "style": ("4;4;2;4;2;5", ""),
    "timezone": ("Europe/Berlin", "Europe/Berlin"),
    "slots": ("Mon 09:00-11:00;Thu 14:00-16:00", "Mon 10:00-12:00"),
    "mode": ("flexible", "remote"),
    "trio": ("yes", "no"),
    "capacity": ("1", "2"),
    "reports_to": ("1002", ""),
    "reports_from": ("2026-03-01", ""),
    "reports_until": ("", ""),
}


@dataclass(frozen=True)
class Column:
    """One column, what it means in the active language, and how the two example rows fill it."""

    name: str
    meaning: str
    examples: tuple[str, str]


def explained_columns() -> list[Column]:
    """All columns in the order of the template."""
    return [Column(name, str(_MEANINGS[name]), _EXAMPLES[name]) for name in COLUMNS]

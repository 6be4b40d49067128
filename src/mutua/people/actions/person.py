"""What people change about their account themselves."""

from __future__ import annotations

import zoneinfo
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.people.rules import require_own


def save_account(
    *, person: Person, name: str, language: str, time_zone: str, by: Person, at: datetime
) -> Person:
    """Name, language and time zone. Raises DomainError("zone_unknown") or ("language_unknown")."""
    require_own(person, by)
    if time_zone not in zoneinfo.available_timezones():
        raise DomainError("zone_unknown", _("Choose a time zone from the list."), field="time_zone")
    _require_language(language)
    person.name, person.language, person.time_zone = name.strip(), language, time_zone
    person.save(update_fields=["name", "language", "time_zone"])
    return person


def choose_language(*, person: Person, language: str, by: Person, at: datetime) -> Person:
    """The language of pages and mails. Raises DomainError("language_unknown")."""
    require_own(person, by)
    _require_language(language)
    person.language = language
    person.save(update_fields=["language"])
    return person


def _require_language(language: str) -> None:
    if language not in dict(settings.LANGUAGES):
        raise DomainError("language_unknown", _("Choose German or English."), field="language")

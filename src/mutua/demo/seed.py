"""The whole demo, once: people, tandems and invitations, and the links of the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from django.db import transaction

from mutua import vault
from mutua.demo.cast import BEN, DORA, EMIL, LINKED
from mutua.demo.invention import DOMAIN, invent
from mutua.demo.names import address_part
from mutua.demo.rounds import hold_rounds
from mutua.demo.stories import STEPS, tell
from mutua.demo.storing import person_id, store
from mutua.errors import DomainError
from mutua.outbox.models import Delivery
from mutua.people.actions.profile import save_why
from mutua.people.models import Person
from mutua.people.queries import Why
from mutua.people.sessions import demo_link

STILL_NEWS = timedelta(days=1)
Progress = Callable[[int, int], None]


class DemoPerson(NamedTuple):
    """Whom one can be in the demo: a first name, and the address that signs in."""

    name: str
    link: str


def ensure(*, seed: int = 1, at: datetime, progress: Progress | None = None) -> list[DemoPerson]:
    """Invent Lindenwerk where there is nothing yet; the links of the cast, the same on every start.

    The same seed and day make the same people and stories. `progress` is told (steps done, all steps).
    Raises DomainError("not_a_demo") beside people that no demo has invented.
    """
    ids = [person_id(f"{address_part(part.name)}@{DOMAIN}") for part in LINKED]
    found = Person.objects.in_bulk(ids)
    if len(found) < len(ids):
        _refuse_others()
        _seed(seed, at.replace(hour=0, minute=0, second=0, microsecond=0), progress or (lambda *_: None))
        found = Person.objects.in_bulk(ids)
    return [DemoPerson(found[key].first_name, demo_link(found[key])) for key in ids]


def _refuse_others() -> None:
    if Person.objects.exists():
        raise DomainError(
            "not_a_demo",
            "The demo did not invent the people who are in this database. Choose another folder with --data.",
        )


def _seed(seed: int, today: datetime, progress: Progress) -> None:
    """All or nothing, so that a start that was interrupted begins anew."""
    with transaction.atomic(), vault.key_cache():
        people = store(invent(seed), at=today)
        progress(1, STEPS + 1)
        for stored in people.values():
            if stored.invented.name in {BEN.name, DORA.name, EMIL.name}:
                save_why(person=stored.person, why=Why("why_next_step"), by=stored.person, at=today)
        for done, _what in enumerate(tell(people, Random(seed), today=today), start=2):  # noqa: S311
            progress(done, STEPS + 1)
        hold_rounds(people, today=today)
        # What was mailed in these invented weeks has long been read. Only the last day's is still to leave.
        Delivery.objects.filter(created_at__lt=today - STILL_NEWS).delete()

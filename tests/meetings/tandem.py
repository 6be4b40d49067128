"""When a meeting of the tests is, and a tandem that begins without its agreement."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mutua.people.models import Person
from mutua.tandems.models import Member, Tandem
from tests.factories import AT

START = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)  # a Thursday, 15:00 in Berlin
END = START + timedelta(minutes=75)


def make_tandem(*people: Person, **fields: object) -> Tandem:
    values = {"language": "en", "state": Tandem.State.FORMING, "began_at": AT, **fields}
    tandem = Tandem.objects.create(**values)
    for position, person in enumerate(people):
        Member.objects.create(tandem=tandem, person=person, position=position, accepted_at=AT)
    return tandem

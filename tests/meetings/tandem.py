"""When a meeting of the tests is, and a tandem that begins without its agreement."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.urls import reverse

from mutua.meetings.models import Meeting
from mutua.people.models import Person
from mutua.tandems.models import Member, Tandem
from tests.cast import browser_of
from tests.factories import AT

START = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)  # a Thursday, 15:00 in Berlin
END = START + timedelta(minutes=75)


def make_tandem(*people: Person, **fields: object) -> Tandem:
    values = {"language": "en", "state": Tandem.State.FORMING, "began_at": AT, **fields}
    tandem = Tandem.objects.create(**values)
    for position, person in enumerate(people):
        Member.objects.create(tandem=tandem, person=person, position=position, accepted_at=AT)
    return tandem


def address(name: str, meeting: Meeting) -> str:
    arguments = [meeting.tandem_id] if name == "propose" else [meeting.tandem_id, meeting.id]
    return reverse(f"meetings:{name}", args=arguments)


def page(person: Person, url: str) -> str:
    response = browser_of(person).get(url)
    assert response.status_code == 200
    return str(response.content.decode())

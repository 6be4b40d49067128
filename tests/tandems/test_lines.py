"""A reporting line inside a tandem: noted once, held two weeks later, silent to everybody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mutua.meetings.actions import confirm_meeting, propose_meeting
from mutua.meetings.jobs import watch
from mutua.meetings.models import Meeting
from mutua.outbox.models import Delivery
from mutua.people.models import Person, ReportingLine
from mutua.programmes.models import Pairing
from mutua.tandems.models import Tandem
from tests.cast import browser_of
from tests.factories import AT, make_person, make_reporting_line
from tests.tandems.kickoff import begin

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def noted() -> list[str]:
    return sorted(Delivery.objects.filter(ref__startswith="line/").values_list("recipient", flat=True))


def test_tandem_without_a_line_is_left_alone(amira: Person, ben: Person) -> None:
    begin(amira, ben)
    watch({}, AT)
    assert (Tandem.objects.get().line_noted_at, noted()) == (None, [])


def test_new_line_over_others_is_noted_once_to_both(amira: Person, ben: Person) -> None:
    begin(amira, ben)
    between = make_person()
    make_reporting_line(amira, between)
    make_reporting_line(between, ben)
    watch({}, AT)
    watch({}, AT + DAY)
    assert noted() == [amira.email, ben.email]
    assert "Nobody else is told" in browser_of(amira).get("/").content.decode()


def test_tandem_is_held_after_two_weeks_and_its_meeting_called_off(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    start = AT + 20 * DAY
    planned = propose_meeting(tandem=tandem, start=start, end=start + DAY / 24, by=amira, at=AT)
    confirm_meeting(meeting=planned, proposal=1, by=ben, at=AT)
    make_reporting_line(amira, ben)
    watch({}, AT)
    watch({}, AT + 13 * DAY)
    assert Tandem.objects.get().state == Tandem.State.FORMING
    watch({}, AT + 14 * DAY)
    assert Tandem.objects.get().state == Tandem.State.HELD
    assert Meeting.objects.get().state == Meeting.State.CANCELLED
    assert Pairing.objects.filter(ended_at__isnull=True).count() == 0


def test_line_that_was_a_mistake_is_forgotten(amira: Person, ben: Person) -> None:
    begin(amira, ben)
    make_reporting_line(amira, ben)
    watch({}, AT)
    ReportingLine.objects.all().delete()
    watch({}, AT + DAY)
    assert Tandem.objects.get().line_noted_at is None
    watch({}, AT + 20 * DAY)
    assert Tandem.objects.get().state == Tandem.State.FORMING

"""Choosing a time, without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from mutua.meetings.actions import propose_move
from mutua.meetings.models import Meeting
from mutua.people.models import Person, Profile
from mutua.tandems.models import Tandem
from tests.cast import browser_of
from tests.factories import AT
from tests.meetings.tandem import END, START, address, make_tandem, page

pytestmark = pytest.mark.usefixtures("now")


def offered(text: str) -> list[str]:
    return re.findall(r'name="start" value="(2\d[^"]+)"', text)


def test_propose_offers_six_times_on_both_clocks(tandem: Tandem, amira: Person, ben: Person) -> None:
    Person.objects.filter(id=ben.id).update(time_zone="America/New_York")
    Profile.objects.filter(person=ben).update(slots=[[day, 480, 720] for day in range(5)])
    Profile.objects.filter(person=amira).update(slots=[[day, 900, 1080] for day in range(5)])

    text = page(amira, reverse("meetings:propose", args=[tandem.id]))

    assert len(offered(text)) == 6
    assert "For Ben in New York: 09:00–10:15" in text
    assert "15:00\u2060–\u206016:15" in text


def test_propose_of_an_offered_time_makes_the_meeting(tandem: Tandem, amira: Person) -> None:
    client, url = browser_of(amira), reverse("meetings:propose", args=[tandem.id])
    first = offered(client.get(url).content.decode())[0]

    response = client.post(url, {"start": first, "seen": 0})

    meeting = Meeting.objects.get()
    assert response.headers["Location"] == address("detail", meeting)
    assert (meeting.proposed_start.isoformat(), meeting.proposed_end - meeting.proposed_start) == (
        first,
        timedelta(minutes=75),
    )


def test_propose_by_hand_counts_on_the_own_clock(tandem: Tandem, amira: Person) -> None:
    typed = {"start": "other", "day": "2026-12-03", "time": "15:00", "minutes": "60", "seen": 0}

    browser_of(amira).post(reverse("meetings:propose", args=[tandem.id]), typed)

    meeting = Meeting.objects.get()
    assert (meeting.proposed_start, meeting.proposed_end) == (START, START + timedelta(hours=1))


def test_propose_without_known_times_still_takes_one_by_hand(
    tandem: Tandem, amira: Person, ben: Person
) -> None:
    Profile.objects.filter(person=ben).update(slots=[])
    url = reverse("meetings:propose", args=[tandem.id])

    text = page(amira, url)
    browser_of(amira).post(url, {"start": "other", "day": "2026-12-03", "time": "15:00", "seen": 0})

    assert "No free times to compare yet" in text
    assert Meeting.objects.get().proposed_start == START


def test_propose_with_nothing_in_common_says_so(tandem: Tandem, amira: Person, ben: Person) -> None:
    Profile.objects.filter(person=ben).update(slots=[[5, 0, 60]])

    assert "No time suits all of you" in page(amira, reverse("meetings:propose", args=[tandem.id]))


def test_propose_check_shows_every_clock_and_writes_nothing(
    tandem: Tandem, amira: Person, ben: Person
) -> None:
    Person.objects.filter(id=ben.id).update(time_zone="Asia/Tokyo")
    typed = {"start": "other", "day": "2026-12-03", "time": "17:00", "minutes": "75", "seen": 0, "check": "1"}

    text = browser_of(amira).post(reverse("meetings:propose", args=[tandem.id]), typed).content.decode()

    assert "For Ben in Tokyo: Friday, 4 December, 01:00–02:15" in text
    assert not Meeting.objects.exists()


def test_propose_check_by_htmx_answers_with_the_fragment_alone(tandem: Tandem, amira: Person) -> None:
    typed = {"start": "other", "day": "2026-12-03", "time": "17:00", "minutes": "75", "seen": 0, "check": "1"}

    response = browser_of(amira).post(
        reverse("meetings:propose", args=[tandem.id]), typed, headers={"hx-request": "true"}
    )

    assert response.content.decode().strip().startswith('<div class="notice')


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Choose one of the times, or type another."),
        ({"start": "yesterday"}, "Choose one of the times, or type another."),
        ({"start": "9999-12-31T23:59:59+14:00"}, "Choose an earlier day."),
        ({"start": "other", "day": "2026-12-03"}, "Choose a time."),
        ({"start": "other", "time": "10:00"}, "Choose a day."),
        ({"start": "other", "day": "0001-01-01", "time": "00:00"}, "Choose a day in the next six months."),
        ({"start": "other", "day": "9999-12-31", "time": "23:59"}, "Choose a day in the next six months."),
        (
            {"start": "other", "day": "2026-12-03", "time": "10:00", "minutes": "9"},
            "greater than or equal to 15",
        ),
        ({"start": "other", "day": "2026-11-22", "time": "10:00"}, "This time has passed."),
        ({"start": "other", "day": "2027-03-28", "time": "02:30"}, "This time does not exist"),
        (
            {"start": "2026-12-03T10:00:00+00:00", "day": "2026-12-03", "time": "10:00"},
            "Choose one of the two.",
        ),
    ],
)
def test_propose_keeps_what_was_typed_and_says_what_is_wrong(
    tandem: Tandem, amira: Person, typed: dict[str, str], message: str
) -> None:
    response = browser_of(amira).post(reverse("meetings:propose", args=[tandem.id]), {"seen": 0, **typed})

    text = response.content.decode()
    assert message in text
    assert all(f'value="{value}"' in text for name, value in typed.items() if name in {"day", "time"})
    assert not Meeting.objects.exists()


def test_propose_while_one_is_planned_leads_to_it(proposed: Meeting, ben: Person) -> None:
    response = browser_of(ben).get(address("propose", proposed))

    assert response.headers["Location"] == address("detail", proposed)


def test_propose_in_a_closed_tandem_is_refused(tandem: Tandem, amira: Person) -> None:
    Tandem.objects.update(state="closed")

    assert browser_of(amira).get(reverse("meetings:propose", args=[tandem.id])).status_code == 409


def test_move_proposes_another_time(confirmed: Meeting, ben: Person) -> None:
    typed = {"start": "other", "day": "2026-12-04", "time": "15:00", "minutes": "75", "seen": 1}

    browser_of(ben).post(address("move", confirmed), typed)

    moved = Meeting.objects.get()
    assert (moved.starts_at, moved.proposed_start) == (START, START + timedelta(days=1))


def test_move_over_somebody_elses_proposal_shows_it_and_keeps_the_form(
    proposed: Meeting, amira: Person, ben: Person
) -> None:
    Person.objects.update(language="en")
    day = timedelta(days=1)
    propose_move(meeting=proposed, start=START + day, end=END + day, seen=1, by=amira, at=AT)
    typed = {"start": "other", "day": "2026-12-09", "time": "09:00", "minutes": "75", "seen": 1}
    client = browser_of(ben)

    text = client.post(address("move", proposed), typed).content.decode()

    assert "Another time is on the table by now." in text
    assert "Friday, 4 December" in text
    assert 'value="2026-12-09"' in text
    assert '<input type="hidden" name="seen" value="2">' in text


def test_free_times_leave_out_what_is_agreed_in_another_tandem(
    confirmed: Meeting, amira: Person, clara: Person
) -> None:
    """Amira's only common hours with Clara are those in which she meets Ben that week."""
    Profile.objects.filter(person__in=[amira, clara]).update(slots=[[3, 900, 975]])
    other = make_tandem(amira, clara)

    text = page(amira, reverse("meetings:propose", args=[other.id]))

    assert offered(text) == ["2026-11-26T14:00:00+00:00", "2026-12-10T14:00:00+00:00"]

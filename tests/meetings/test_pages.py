"""The pages of a meeting, without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from mutua.meetings.actions import decline_proposal, propose_move, save_place
from mutua.meetings.models import Meeting
from mutua.meetings.queries import next_meeting, place_of
from mutua.people.models import Person, Profile
from mutua.tandems.models import Tandem
from tests.cast import browser_of
from tests.factories import AT
from tests.meetings.tandem import END, START, make_tandem

METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]
ADDRESSES = ["propose", "detail", "move", "answer", "cancel", "outcome", "place", "calendar"]


@pytest.fixture(autouse=True)
def _now(db: None) -> object:
    with time_machine.travel(AT, tick=False):
        yield


def address(name: str, meeting: Meeting) -> str:
    arguments = [meeting.tandem_id] if name == "propose" else [meeting.tandem_id, meeting.id]
    return reverse(f"meetings:{name}", args=arguments)


def page(person: Person, url: str) -> str:
    response = browser_of(person).get(url)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("who", ["clara", "dora", "emil", "oksana"])
def test_every_address_does_not_exist_for_others(
    request: pytest.FixtureRequest, confirmed: Meeting, name: str, who: str
) -> None:
    client = browser_of(request.getfixturevalue(who))

    answers = {method: getattr(client, method)(address(name, confirmed)).status_code for method in METHODS}

    assert answers == dict.fromkeys(METHODS, 404)


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_address_asks_the_unknown_to_sign_in(confirmed: Meeting, name: str) -> None:
    assert Client().get(address(name, confirmed)).status_code == 302


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_meeting_of_another_tandem_is_not_found_in_ones_own(
    confirmed: Meeting, amira: Person, clara: Person, dora: Person, name: str
) -> None:
    mine = make_tandem(clara, dora)
    url = address(name, confirmed).replace(str(confirmed.tandem_id), str(mine.id))
    expected = 200 if name == "propose" else 404

    assert browser_of(clara).get(url).status_code == expected


def test_members_get_405_for_methods_a_page_does_not_have(confirmed: Meeting, amira: Person) -> None:
    client = browser_of(amira)

    answers = [client.get(address(name, confirmed)).status_code for name in ("answer", "outcome", "place")]

    assert answers == [405, 405, 405]


def offered(text: str) -> list[str]:
    return re.findall(r'name="start" value="(2\d[^"]+)"', text)


def test_propose_offers_six_times_on_both_clocks(tandem: Tandem, amira: Person, ben: Person) -> None:
    Person.objects.filter(id=ben.id).update(time_zone="America/New_York")
    Profile.objects.filter(person=ben).update(slots=[[day, 480, 720] for day in range(5)])
    Profile.objects.filter(person=amira).update(slots=[[day, 900, 1080] for day in range(5)])

    text = page(amira, reverse("meetings:propose", args=[tandem.id]))

    assert len(offered(text)) == 6
    assert "For Ben in New York: 09:00–10:15" in text
    assert "15:00–16:15" in text


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
        ({"start": "other", "day": "9999-12-31", "time": "23:59"}, "more than half a year ahead"),
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


def test_detail_asks_the_other_for_an_answer_and_the_proposer_for_patience(
    proposed: Meeting, amira: Person, ben: Person
) -> None:
    Person.objects.update(language="en")

    assert "Yes, this suits me" in page(ben, address("detail", proposed))
    assert "You said yes. Now it is up to Ben." in page(amira, address("detail", proposed))


def test_answer_yes_fixes_the_time(proposed: Meeting, ben: Person) -> None:
    browser_of(ben).post(address("answer", proposed), {"proposal": 1, "answer": "yes"})

    assert Meeting.objects.get().starts_at == START


def test_answer_no_leaves_nothing_on_the_table(proposed: Meeting, ben: Person) -> None:
    browser_of(ben).post(address("answer", proposed), {"proposal": 1, "answer": "no"})

    assert Meeting.objects.get().proposed_start is None


def test_answer_to_an_older_proposal_is_told_why(proposed: Meeting, amira: Person, ben: Person) -> None:
    Person.objects.update(language="en")
    day = timedelta(days=1)
    propose_move(meeting=proposed, start=START + day, end=END + day, seen=1, by=amira, at=AT)

    response = browser_of(ben).post(
        address("answer", proposed), {"proposal": 1, "answer": "yes"}, follow=True
    )

    assert "Another time is on the table by now." in response.content.decode()
    assert Meeting.objects.get().starts_at is None


@pytest.mark.parametrize(
    "values", [{}, {"proposal": "x", "answer": "yes"}, {"proposal": 1, "answer": "perhaps"}]
)
def test_answer_that_no_button_gives_is_not_found(
    proposed: Meeting, ben: Person, values: dict[str, object]
) -> None:
    assert browser_of(ben).post(address("answer", proposed), values).status_code == 404


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


def test_cancel_asks_first_and_then_cancels(confirmed: Meeting, ben: Person) -> None:
    client = browser_of(ben)

    client.get(address("cancel", confirmed))
    before = Meeting.objects.get().state
    client.post(address("cancel", confirmed))

    assert (before, Meeting.objects.get().state) == ("confirmed", "cancelled")


@pytest.mark.parametrize(("pressed", "state"), [("held", "held"), ("missed", "not_held")])
def test_outcome_after_the_meeting(confirmed: Meeting, amira: Person, pressed: str, state: str) -> None:
    with time_machine.travel(END, tick=False):
        text = page(amira, address("detail", confirmed))
        browser_of(amira).post(address("outcome", confirmed), {"outcome": pressed})

    assert "How was it?" in text
    assert Meeting.objects.get().state == state


def test_place_is_shared(confirmed: Meeting, amira: Person, ben: Person) -> None:
    browser_of(amira).post(address("place", confirmed), {"place": "https://meet.example.org/x", "seen": 1})

    assert 'href="https://meet.example.org/x"' in page(ben, address("detail", confirmed))


def test_place_changed_meanwhile_keeps_what_was_typed(confirmed: Meeting, amira: Person, ben: Person) -> None:
    Person.objects.update(language="en")
    save_place(meeting=confirmed, place="Room Linden", seen=1, by=amira, at=AT)

    response = browser_of(ben).post(address("place", confirmed), {"place": "Café", "seen": 1})

    text = response.content.decode()
    assert response.status_code == 409
    assert [
        words in text for words in ("Room Linden", 'value="Café"', "has changed the place in the meantime")
    ] == [True] * 3
    assert place_of(Meeting.objects.get(), viewer=amira) == "Room Linden"


def test_place_never_becomes_markup(confirmed: Meeting, amira: Person) -> None:
    client = browser_of(amira)
    client.post(address("place", confirmed), {"place": "<script>x</script> javascript:alert(1)", "seen": 1})

    text = client.get(address("detail", confirmed)).content.decode()

    assert "<script>x" not in text
    assert 'href="javascript' not in text


def test_calendar_is_the_agreed_time_and_nothing_else(confirmed: Meeting, amira: Person, ben: Person) -> None:
    save_place(meeting=confirmed, place="Room Linden", seen=1, by=amira, at=AT)

    response = browser_of(ben).get(address("calendar", confirmed))

    event = Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert (event.decoded("dtstart"), event["summary"], event["sequence"]) == (START, "Tandem-Treffen", 0)
    assert event["uid"] == f"{confirmed.id}@testserver"
    assert event["description"] == event["url"] == f"http://testserver{address('detail', confirmed)}"
    text = response.content.decode()
    assert [word for word in ("Linden", "Amira", "amira@") if word in text] == []


def test_calendar_without_an_agreed_time_is_not_found(proposed: Meeting, ben: Person) -> None:
    assert browser_of(ben).get(address("calendar", proposed)).status_code == 404


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "state", ["proposed", "declined", "confirmed", "moving", "begun", "held", "not_held", "cancelled"]
)
def test_detail_in_every_state_and_language(
    proposed: Meeting, amira: Person, ben: Person, state: str, language: str
) -> None:
    Person.objects.update(language=language)
    ben.refresh_from_db()
    if state == "declined":
        decline_proposal(meeting=proposed, proposal=1, by=ben, at=AT)
    elif state != "proposed":
        stored = {"moving": "confirmed", "begun": "confirmed"}.get(state, state)
        proposal = {} if state == "moving" else {"proposed_start": None, "proposed_end": None}
        start = AT - timedelta(minutes=5) if state == "begun" else START
        Meeting.objects.update(state=stored, starts_at=start, ends_at=start + timedelta(hours=1), **proposal)

    assert f'<html lang="{language}"' in page(ben, address("detail", proposed))


def queries_of(person: Person, url: str, django_assert_max_num_queries: object, most: int) -> None:
    client = browser_of(person)
    client.get(url)
    with django_assert_max_num_queries(most):  # type: ignore[operator]
        client.get(url)


def test_pages_take_few_queries(
    confirmed: Meeting, amira: Person, clara: Person, django_assert_max_num_queries: object
) -> None:
    save_place(meeting=confirmed, place="Room Linden", seen=1, by=amira, at=AT)

    queries_of(amira, address("detail", confirmed), django_assert_max_num_queries, 8)
    queries_of(amira, address("move", confirmed), django_assert_max_num_queries, 9)


def test_next_meeting_takes_three_queries(
    proposed: Meeting, ben: Person, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        view = next_meeting(proposed.tandem, viewer=ben, at=AT)

    assert view is not None
    assert (view.my_answer_missing, view.waiting_for, view.agreed) == (True, [], None)


def test_next_meeting_of_a_tandem_without_one(tandem: Tandem, amira: Person) -> None:
    assert next_meeting(tandem, viewer=amira, at=AT) is None


def test_free_times_leave_out_what_is_agreed_in_another_tandem(
    confirmed: Meeting, amira: Person, clara: Person
) -> None:
    """Amira's only common hours with Clara are those in which she meets Ben that week."""
    Profile.objects.filter(person__in=[amira, clara]).update(slots=[[3, 900, 975]])
    other = make_tandem(amira, clara)

    text = page(amira, reverse("meetings:propose", args=[other.id]))

    assert offered(text) == ["2026-11-26T14:00:00+00:00", "2026-12-10T14:00:00+00:00"]

"""The pages of a meeting, without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar

from mutua.meetings.actions import decline_proposal, propose_move, save_place
from mutua.meetings.models import Meeting
from mutua.meetings.queries import next_meeting, place_of
from mutua.people.models import Person
from mutua.tandems.models import Tandem
from tests.cast import browser_of
from tests.factories import AT
from tests.meetings.tandem import END, START, address, page

pytestmark = pytest.mark.usefixtures("now")


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

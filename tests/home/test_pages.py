"""The first page, for everyone who may stand before it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from mutua.meetings.actions import confirm_meeting, propose_meeting
from mutua.people.models import Person
from mutua.tandems.actions.agreement import save_shared
from tests.cast import browser_of
from tests.factories import AT, make_person, make_profile
from tests.meetings.tandem import END, START
from tests.tandems.kickoff import begin, proposed, signed_by_all, write_everything

pytestmark = pytest.mark.usefixtures("now")  # the meeting of the tests is still to come


def next_step(person: Person) -> str:
    """The title of the one thing this person is asked to do."""
    context = browser_of(person).get("/").context
    steps = [room["step"] for room in context["rooms"]] if "rooms" in context else [context["step"]]
    return steps[0].title


def test_home_of_a_stranger_is_the_landing_page(db: None) -> None:
    answer = Client().get("/")
    assert (answer.status_code, answer.templates[0].name) == (200, "home/landing.html")


def test_home_of_a_newcomer_begins_the_first_five_minutes(db: None) -> None:
    assert next_step(make_person("Noor")) == "Say what you can offer and what you want to learn"


def test_home_of_someone_hidden_leads_to_the_reveal(db: None) -> None:
    person = make_person("Noor")
    make_profile(person, visible=False)
    assert next_step(person) == "See who could learn with you"


def test_home_of_someone_visible_leads_to_suggestions(amira: Person) -> None:
    assert next_step(amira) == "Choose someone to learn with"


def test_home_of_a_new_tandem_leads_to_the_first_meeting(amira: Person, ben: Person) -> None:
    begin(amira, ben)
    assert next_step(amira) == "Find a time for your first meeting"


def test_home_of_a_proposed_agreement_leads_to_signing(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    proposed(tandem, amira, ben)
    assert next_step(amira) == "Your agreement is ready to sign"


def test_home_of_an_active_tandem_without_a_date_leads_to_the_next_meeting(
    amira: Person, ben: Person
) -> None:
    signed_by_all(begin(amira, ben), amira, ben)
    assert next_step(amira) == "Find a time for your next meeting"


def test_home_of_a_new_version_in_the_making_leads_to_it(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    signed_by_all(tandem, amira, ben)
    meeting = propose_meeting(tandem=tandem, start=START, end=END, by=ben, at=AT)
    confirm_meeting(meeting=meeting, proposal=1, by=amira, at=AT)
    assert next_step(amira) == "You are all set"
    save_shared(tandem=tandem, section="frame", value={"cadence": "weekly"}, seen=0, by=ben, at=AT)
    assert next_step(amira) == "Everything is there: get it ready to sign"


def test_home_of_two_tandems_shows_both(amira: Person, ben: Person, clara: Person) -> None:
    begin(amira, ben)
    begin(amira, clara)
    names = {room["names"] for room in browser_of(amira).get("/").context["rooms"]}
    assert names == {"Ben", "Clara"}


def test_home_of_a_partner_shows_nothing_that_is_only_the_others(amira: Person, ben: Person) -> None:
    write_everything(begin(amira, ben), amira, ben)
    page = browser_of(ben).get("/").content.decode()
    assert "Amira" in page
    assert amira.email not in page


@pytest.mark.parametrize("name", ["home:help", "home:who-sees-what"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_help_is_open_to_everyone_in_both_languages(db: None, name: str, language: str) -> None:
    answer = Client(HTTP_ACCEPT_LANGUAGE=language).get(reverse(name))
    assert (answer.status_code, answer["Content-Language"]) == (200, language)


def test_outbox_is_in_the_menu_of_operators_alone(amira: Person, oksana: Person) -> None:
    address = f'href="{reverse("outbox:mails")}"'
    assert [address in browser_of(person).get("/").content.decode() for person in (amira, oksana)] == [
        False,
        True,
    ]

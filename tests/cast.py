"""The cast: Amira and Ben fit each other, Clara is a stranger, Dora coordinates, Emil advises,
Farid is Amira's boss and Oksana operates. Whoever needs a tandem of Amira and Ben begins it."""

from __future__ import annotations

import pytest
from django.test import Client

from mutua.people.models import Person
from tests.factories import make_person, make_profile, make_reporting_line


@pytest.fixture
def amira(db: None) -> Person:
    """An engineer who speaks English here, presents well and wants to negotiate and lead."""
    person = make_person("Amira Haddad", language="en")
    make_profile(
        person,
        offers={"sk_presenting": 3, "sk_data": 2},
        wishes={"sk_negotiating": 3, "sk_leading": 2},
        years=8,
        directions=["cd_people_lead", "cd_strategy"],
        facets={"function": ["engineering"], "unit": ["Platform"], "site": ["Leipzig"], "path": ["degree"]},
    )
    return person


@pytest.fixture
def ben(db: None) -> Person:
    """Works in sales, speaks German here, negotiates and leads well and wants to present."""
    person = make_person("Ben Vogt", language="de")
    make_profile(
        person,
        offers={"sk_negotiating": 3, "sk_leading": 2},
        wishes={"sk_presenting": 3, "sk_data": 1},
        years=6,
        directions=["cd_people_lead"],
        facets={
            "function": ["sales"],
            "unit": ["Field sales"],
            "site": ["Hamburg"],
            "path": ["apprenticeship"],
        },
    )
    return person


@pytest.fixture
def clara(db: None) -> Person:
    """A stranger to every tandem, with a profile of her own."""
    person = make_person("Clara Nowak", language="de")
    make_profile(person, offers=["sk_writing"], wishes=["sk_finance"], directions=["cd_expert"])
    return person


@pytest.fixture
def dora(db: None) -> Person:
    """Coordinates programmes, where a test makes her do so."""
    return make_person("Dora Lindner", language="de")


@pytest.fixture
def emil(db: None) -> Person:
    """An experienced colleague."""
    return make_person("Emil Sorensen", language="en")


@pytest.fixture
def farid(amira: Person) -> Person:
    """Amira's boss, with a profile, because bosses may take part as peers."""
    person = make_person("Farid Rahimi", language="en")
    make_profile(person, offers=["sk_leading"], wishes=["sk_data"], level=4)
    make_reporting_line(amira, person)
    return person


@pytest.fixture
def oksana(db: None) -> Person:
    """An operator."""
    return make_person("Oksana Bondar", language="en", is_operator=True)


def browser_of(person: Person) -> Client:
    """A test client in which this person is signed in."""
    client = Client()
    client.force_login(person)
    return client

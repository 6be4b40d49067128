"""A programme with Dora as its coordinator, a round in it, and people who fit each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from mutua.outbox import work
from mutua.outbox.worker import deliver_due
from mutua.people.models import Person
from mutua.programmes.models import Coordination, Programme
from mutua.rounds.actions.enrolment import enrol
from mutua.rounds.actions.proposal import send_proposals
from mutua.rounds.actions.round import create_round, open_registration
from mutua.rounds.actions.run import start_run
from mutua.rounds.models import Round
from tests.factories import AT, make_person, make_profile

FIELDS = ("sales", "nursing", "research", "engineering", "teaching", "law")
LATER = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def make_programme(*coordinators: Person, **fields: Any) -> Programme:
    """An open programme."""
    values = {
        "title_de": "Lernen zu zweit",
        "title_en": "Learning in twos",
        "state": Programme.State.OPEN,
        "privacy_de": "Zweck: voneinander lernen.",
        "privacy_en": "Purpose: learning from each other.",
        "safety_contacts": "Ombudsstelle",
        "content_days": 90,
        "enrolment_days": 30,
        "join_domains": ["example.org"],
        "created_at": AT,
        **fields,
    }
    programme = Programme.objects.create(**values)
    for person in coordinators:
        Coordination.objects.create(programme=programme, person=person, granted_at=AT)
    return programme


def make_round(by: Person, programme: Programme | None = None, **fields: Any) -> Round:
    """A round with open registration."""
    values = {
        "title_de": "Herbst",
        "title_en": "Autumn",
        "register_until": (AT + timedelta(days=7)).date(),
        "wish_until": (AT + timedelta(days=14)).date(),
        "ends_on": (AT + timedelta(days=200)).date(),
        **fields,
    }
    programme = programme or make_programme(by)
    planned = create_round(programme=programme, values=values, by=by, at=AT)
    return open_registration(round=planned, by=by, at=AT)


def make_people(count: int, **fields: Any) -> list[Person]:
    """People of two kinds who can teach each other: even ones present, odd ones negotiate."""
    people = []
    for number in range(count):
        gives, wants = ("sk_presenting", "sk_negotiating")[:: 1 if number % 2 == 0 else -1]
        values = {
            "offers": {gives: 3},
            "wishes": {wants: 3},
            "years": 5 + number % 3,
            "facets": {
                "function": [FIELDS[number % len(FIELDS)]],
                "unit": [f"Unit {number}"],
                "site": ["Hamburg" if number % 2 else "Leipzig"],
            },
            "trio": True,
            **fields,
        }
        people.append(make_profile(**values).person)
    return people


def join(round: Round, people: list[Person]) -> None:
    for person in people:
        enrol(round=round, by=person, at=AT)


def work_off(at: datetime = AT) -> None:
    """Let the worker do everything that is due."""
    while work.do_due(at) or deliver_due(at, 50):
        pass


def in_review(by: Person, people: int = 10, **fields: Any) -> Round:
    """A round whose matching is in review."""
    round = make_round(by, wish_until=None, **fields)
    join(round, make_people(people))
    start_run(round=round, kinds=["own"], seed=1, by=by, at=AT)
    work_off()
    round.refresh_from_db()
    return round


def proposed(by: Person, people: int = 10, **fields: Any) -> Round:
    """A round whose proposals are sent."""
    round = in_review(by, people, **fields)
    send_proposals(round=round, by=by, at=AT)
    round.refresh_from_db()
    return round


def another(name: str = "") -> Person:
    return make_profile(make_person(name)).person

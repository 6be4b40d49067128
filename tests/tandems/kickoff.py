"""A tandem of Amira and Ben, and what they write into their agreement. MARKER stands in every text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mutua.people.models import Person
from mutua.tandems.actions.agreement import propose_agreement, save_mine, save_shared, sign_agreement
from mutua.tandems.actions.begin import start_tandem
from mutua.tandems.actions.boundaries import choose_boundaries
from mutua.tandems.actions.goals import add_goal, promise_help
from mutua.tandems.models import AgreementVersion, Tandem
from tests.factories import AT

MARKER = "zaubernuss-7f3a"


def goal_body(title: str = "Speak up") -> dict[str, Any]:
    return {
        "title": f"{title} {MARKER}",
        "need": f"I stay silent {MARKER}",
        "scope": "current_role",
        "weeks": 8,
        "levels": {"0": f"Once a week {MARKER}", "-1": f"One question {MARKER}"},
    }


def begin(*people: Person, at: datetime = AT) -> Tandem:
    return start_tandem(people=people, language="de", at=at)


def write_everything(tandem: Tandem, *people: Person, at: datetime = AT) -> None:
    """All parts of the agreement, complete, ready to be proposed."""
    for person in people:
        value = {"benefit": f"I gain a lot {MARKER}", "priorities": [f"First {MARKER}"]}
        save_mine(tandem=tandem, value=value, seen=0, by=person, at=at)
        goal = add_goal(tandem=tandem, body=goal_body(), by=person, at=at)
        for other in people:
            if other != person:
                text = f"I rehearse with you {MARKER}"
                promise_help(tandem=tandem, goal_id=goal.id, can=True, text=text, by=other, at=at)
        topics = {"bt_salary": "closed"} if person == people[0] else {"bt_salary": "open"}
        choose_boundaries(tandem=tandem, topics=topics, own=[f"Old team {MARKER}"], by=person, at=at)
    together = {
        "purpose": f"Grow {MARKER}",
        "serves": [[str(person.id), f"First {MARKER}"] for person in people],
        "common_different": f"Both curious {MARKER}",
    }
    save_shared(tandem=tandem, section="together", value=together, seen=0, by=people[0], at=at)


def proposed(tandem: Tandem, *people: Person) -> AgreementVersion:
    write_everything(tandem, *people)
    return propose_agreement(tandem=tandem, by=people[0], at=AT)


def signed_by_all(tandem: Tandem, *people: Person) -> AgreementVersion:
    version = proposed(tandem, *people)
    for person in people:
        sign_agreement(version=version, content_hash=version.content_hash, by=person, at=AT)
    version.refresh_from_db()
    tandem.refresh_from_db()
    return version

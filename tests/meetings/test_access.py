"""For everyone but members there are no such pages."""

from __future__ import annotations

import pytest
from django.test import Client

from mutua.meetings.models import Meeting
from mutua.people.models import Person
from tests.cast import browser_of
from tests.meetings.tandem import address, make_tandem

pytestmark = pytest.mark.usefixtures("now")

METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]
ADDRESSES = ["propose", "detail", "move", "answer", "cancel", "outcome", "place", "calendar"]


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

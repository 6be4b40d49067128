from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from mutua.outbox.actions import enqueue_calendar, enqueue_mail
from mutua.outbox.models import Delivery
from mutua.outbox.texts import MailText
from mutua.outbox.worker import deliver_due
from mutua.people.models import Person
from tests.outbox.conftest import AT
from tests.outbox.test_calendar import EVENT

pytestmark = pytest.mark.django_db
LIST = "/operate/outbox/"


@pytest.fixture
def operator(oksana: Person, client: Client) -> Client:
    client.force_login(oksana)
    return client


def _sent(to: str = "amira@example.org", subject: str = "Your code", link: str = "/sign-in/abc") -> str:
    """The name of a mail that was sent to the local folder."""
    text = MailText(subject, ["It is good for 10 minutes."], code="{code}")
    context = {"code": "AB12", "link": link}
    mail = enqueue_mail(to=to, language="en", template=text, context=context, at=AT)
    deliver_due(AT, 10)
    return f"20261123T090000000000-{mail.id}"


def _dead() -> Delivery:
    to, context = "gone@example.org", {"link": "/"}
    mail = enqueue_mail(to=to, language="en", template="nt_welcome", context=context, at=AT)
    Delivery.objects.filter(id=mail.id).update(state="dead", finished_at=AT, last_error="SMTPDataError 550")
    return mail


def test_list_shows_mails_and_filters_by_address(operator: Client) -> None:
    _sent("amira@example.org", "For Amira")
    _sent("ben@example.org", "For Ben")
    everything = operator.get(LIST).content.decode()
    only_ben = operator.get(LIST, {"to": "BEN@"}).content.decode()
    assert [("For Amira" in page, "For Ben" in page) for page in (everything, only_ben)] == [
        (True, True),
        (False, True),
    ]


def test_mail_shows_its_text_and_clickable_links(operator: Client) -> None:
    page = operator.get(f"{LIST}{_sent()}/").content.decode()
    assert "It is good for 10 minutes." in page
    assert "AB12" in page
    assert 'href="http://testserver/sign-in/abc"' in page


def test_mail_text_is_escaped(operator: Client) -> None:
    page = operator.get(f"{LIST}{_sent(subject='<script>alert(1)</script>')}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_invitation_is_shown(operator: Client) -> None:
    enqueue_calendar(to=EVENT.attendee.address, language="en", event=EVENT, at=AT, ref="m")
    deliver_due(AT, 10)
    name = f"20261123T090000000000-{Delivery.objects.get().id}"
    assert "METHOD:REQUEST" in operator.get(f"{LIST}{name}/").content.decode()


@pytest.mark.parametrize("who", ["anonymous", "amira", "dora"])
def test_nobody_else_has_such_pages(who: str, client: Client, request: pytest.FixtureRequest) -> None:
    paths = [LIST, f"{LIST}{_sent()}/"]
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    again = reverse("outbox:send-again", args=[_dead().id])
    assert [client.get(path).status_code for path in paths] + [client.post(again).status_code] == [404] * 3


@pytest.mark.parametrize(
    "name", ["nothing", "20261123T090000000000-00000000-0000-0000-0000-000000000000", "master"]
)
def test_unknown_mail_is_not_found(operator: Client, name: str) -> None:
    assert operator.get(f"{LIST}{name}/").status_code == 404


def test_with_a_server_only_dead_letters_are_shown(operator: Client, settings: Any) -> None:
    name = _sent(subject="Kept from before")
    _dead()
    settings.EMAIL_HOST = "mail.example.org"
    page = operator.get(LIST).content.decode()
    assert ("Kept from before" in page, "gone@example.org" in page, "SMTPDataError 550" in page) == (
        False,
        True,
        True,
    )
    assert operator.get(f"{LIST}{name}/").status_code == 404


def test_dead_letter_is_sent_again_by_post_only(operator: Client) -> None:
    again = reverse("outbox:send-again", args=[_dead().id])
    assert operator.get(again).status_code == 405
    assert Delivery.objects.get().state == "dead"
    assert operator.post(again).status_code == 302
    assert Delivery.objects.get().state == "waiting"
    assert operator.post(again).status_code == 404


def test_unknown_dead_letter_is_not_found(operator: Client) -> None:
    assert operator.post(reverse("outbox:send-again", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_list_asks_the_database_equally_often(
    operator: Client, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        _dead()
    operator.get(LIST)
    with django_assert_num_queries(3):
        operator.get(LIST)


def test_times_stand_in_the_zone_of_the_reader(operator: Client) -> None:
    at = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)  # 11:30 in Berlin in summer
    enqueue_mail(to="amira@example.org", language="en", template="nt_sign", context={"link": "/"}, at=at)
    with time_machine.travel(at, tick=False):
        deliver_due(at, 10)
    assert "11:30" in operator.get(LIST).content.decode()

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mutua.outbox.actions import cancel, enqueue_calendar, enqueue_job, enqueue_mail, send_again, tidy
from mutua.outbox.models import Delivery
from mutua.outbox.texts import MailText
from tests.outbox.conftest import AT
from tests.outbox.test_calendar import EVENT

pytestmark = pytest.mark.django_db


def _mail(ref: str = "", to: str = "amira@example.org", link: str = "/sign") -> Delivery:
    return enqueue_mail(to=to, language="de", template="nt_sign", context={"link": link}, at=AT, ref=ref)


def test_mail_waits_with_an_address_a_language_and_a_stable_id() -> None:
    mail = _mail()
    mail.refresh_from_db()
    assert (mail.state, mail.recipient, mail.language, mail.run_at) == (
        "waiting",
        "amira@example.org",
        "de",
        AT,
    )
    assert mail.message_id == f"<{mail.id}@example.org>"


def test_nothing_is_enqueued_when_the_transaction_fails() -> None:
    with transaction.atomic():
        _mail()
        transaction.set_rollback(True)
    assert Delivery.objects.count() == 0


def test_same_ref_is_enqueued_once() -> None:
    assert _mail("proposal/1/amira").id == _mail("proposal/1/amira").id
    assert Delivery.objects.count() == 1


def test_mails_without_a_ref_are_independent() -> None:
    _mail()
    _mail()
    assert Delivery.objects.count() == 2


def test_ref_is_unique_in_the_database() -> None:
    first, second = _mail("a"), _mail("b")
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(id=second.id).update(ref=first.ref)


def test_state_and_lease_agree_in_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(id=_mail().id).update(state="leased")


def test_cancel_takes_back_the_ref_and_those_below_it() -> None:
    for ref in ("meeting/1", "meeting/1/amira", "meeting/10", "meeting/2", ""):
        _mail(ref)
    assert cancel(ref="meeting/1") == 2
    assert sorted(Delivery.objects.values_list("ref", flat=True)) == ["", "meeting/10", "meeting/2"]


def test_cancel_without_a_ref_takes_nothing_back() -> None:
    _mail()
    assert (cancel(ref=""), Delivery.objects.count()) == (0, 1)


def test_cancel_leaves_what_was_sent() -> None:
    Delivery.objects.filter(id=_mail("a").id).update(state="sent")
    assert cancel(ref="a") == 0


@pytest.mark.parametrize(
    "to", ["amira", "amira@example.org\r\nBcc: farid@example.org", "a@b.de,c@d.de", "a b@c.de"]
)
def test_address_that_is_none_is_refused(to: str) -> None:
    with pytest.raises(ValidationError):
        _mail(to=to)


@pytest.mark.parametrize("link", ["https://example.com/x", "//example.com", "javascript:x", "/a\nb", "x"])
def test_link_out_of_the_house_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="path of this installation"):
        _mail(link=link)


def test_own_address_is_kept_as_a_path() -> None:
    assert _mail(link="http://testserver/sign").payload["link"] == "/sign"


def test_invitation_to_someone_else_than_the_attendee_is_refused() -> None:
    with pytest.raises(ValueError, match="attendee"):
        enqueue_calendar(to="ben@example.org", language="de", event=EVENT, at=AT, ref="m")


def test_payload_of_a_mail_is_its_words_and_a_path() -> None:
    text = MailText("Your code", ["It is good for {minutes} minutes."], code="{code}")
    context = {"code": "AB12", "minutes": 10}
    mail = enqueue_mail(to="a@b.de", language="en", template=text, context=context, at=AT)
    assert mail.payload == {
        "subject": "Your code",
        "paragraphs": ["It is good for 10 minutes."],
        "button": "Open Mutua",
        "code": "AB12",
        "link": "",
    }


def test_dead_delivery_gets_another_chance_once() -> None:
    mail = _mail()
    Delivery.objects.filter(id=mail.id).update(state="dead", attempts=12, last_error="SMTPDataError 550")
    later = AT + timedelta(days=1)
    assert [send_again(delivery=mail, at=later), send_again(delivery=mail, at=later)] == [True, False]
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error, mail.run_at) == ("waiting", 0, "", later)


def test_tidy_forgets_a_dead_mail_that_is_too_late() -> None:
    for minutes in (0, 1):
        mail = _mail()
        until = AT + timedelta(minutes=minutes)
        Delivery.objects.filter(id=mail.id).update(state="dead", finished_at=AT, valid_until=until)
    assert (tidy(at=AT), Delivery.objects.count()) == (1, 1)


def test_tidy_forgets_what_is_long_done() -> None:
    ages = {"sent": [29, 31], "dead": [89, 91], "waiting": [100]}
    for state, days in ages.items():
        for day in days:
            job = enqueue_job(name="note", arguments={"day": day}, run_at=AT)
            Delivery.objects.filter(id=job.id).update(state=state, finished_at=AT - timedelta(days=day))
    assert tidy(at=AT) == 2
    kept = Delivery.objects.values_list("payload__arguments__day", flat=True)
    assert sorted(kept) == [29, 89, 100]

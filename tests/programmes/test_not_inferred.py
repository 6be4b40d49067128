"""Nobody can find out that somebody does not want to be paired with them (invariant 5).

What Amira sees of Ben on every page, step by step, is the same whether he keeps apart from her, hides or
pauses; and an invitation that was stopped after the sending looks to its receiver like one withdrawn.
"""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mutua.people.models import Person, Profile
from mutua.programmes.actions.invitation import expire_invitations, withdraw_invitation
from mutua.programmes.models import Invitation
from tests.cast import browser_of
from tests.factories import make_exclusion
from tests.programmes.invited import reflect, sent

pytestmark = pytest.mark.usefixtures("now")  # pages are compared that name days
FORTNIGHT = timedelta(days=14)


def keeps_apart(amira: Person, ben: Person) -> None:
    make_exclusion(ben, amira)


def hides(_amira: Person, ben: Person) -> None:
    Profile.objects.filter(person=ben).update(visible=False)


def pauses(_amira: Person, ben: Person) -> None:
    Person.objects.filter(pk=ben.pk).update(state=Person.State.PAUSED)


def seen(browser, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Status, where it leads, and the words, without what changes with every page."""
    answer = browser.post(path, data) if data is not None else browser.get(path)
    return answer.status_code, _plain(answer.get("Location", "")), _plain(answer.content.decode())


def _plain(words: str) -> str:
    words = re.sub(r'value="\w{64}"|"X-CSRFToken": "\w+"', "", words)
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", words)


def pages(browser, other: UUID, invitation: UUID | None = None) -> list[tuple[int, str, str]]:
    paths = ["/", "/find/", f"/find/{other}/", f"/find/{other}/invite/", "/me/", "/me/apart/"]
    return [seen(browser, path) for path in paths + ([f"/invitations/{invitation}/"] if invitation else [])]


def invites_by_address(amira: Person, ben: Person) -> list[list[tuple[int, str, str]]]:
    """What Amira sees from before the writing until after the last day."""
    browser = browser_of(amira)
    words = {"invitee": "Ben", "worked": "calm", "offer": "a", "wish": "b", "language": "en"}
    steps = [pages(browser, ben.pk)]
    steps.append([seen(browser, "/invite/", {"email": ben.email, **words})])
    one = Invitation.objects.get(sender=amira)
    steps.append([*pages(browser, ben.pk, one.pk), seen(browser, f"/invitations/{one.pk}/edit/")])
    steps.append([seen(browser, f"/invitations/{one.pk}/send/", {})])
    steps.append(pages(browser, ben.pk, one.pk))
    steps.append([seen(browser, "/invite/", {"email": ben.email, **words})])
    Invitation.objects.update(sent_at=F("sent_at") - FORTNIGHT, expires_at=F("expires_at") - FORTNIGHT)
    steps.append(pages(browser, ben.pk, one.pk))
    expire_invitations(at=timezone.now())
    steps.append(pages(browser, ben.pk, one.pk))
    return steps


@pytest.fixture
def ready(amira: Person, ben: Person, settings) -> None:
    settings.EMAIL_DOMAINS = ["example.org"]
    reflect(amira, ben)


@pytest.mark.parametrize("reason", [hides, pauses])
def test_sender_cannot_tell_an_exclusion_from_other_reasons(ready, amira, ben, reason):
    transcripts = []
    for why in (keeps_apart, reason):
        with transaction.atomic():
            why(amira, ben)
            transcripts.append(invites_by_address(amira, ben))
            transaction.set_rollback(True)
    assert transcripts[0] == transcripts[1]


def test_transcript_tells_a_willing_person_from_others(ready, amira, ben):
    """The control: without it the pages might just be empty."""
    before = pages(browser_of(amira), ben.pk)
    keeps_apart(amira, ben)
    assert [a == b for a, b in zip(before, pages(browser_of(amira), ben.pk), strict=True)] == [
        True, False, False, False, True, True,
    ]  # fmt: skip
    assert pages(browser_of(amira), ben.pk)[2][0] == pages(browser_of(amira), uuid4())[2][0] == 404


@pytest.mark.parametrize("path", ["", "decline/", "chat-first/", "accept/"])
def test_receiver_cannot_tell_an_exclusion_from_a_withdrawal(ready, amira, ben, path):
    one = sent(amira, ben, at=timezone.now())
    seen_by_ben = []
    for stop in (
        lambda: make_exclusion(amira, ben),
        lambda: withdraw_invitation(invitation_id=one.pk, by=amira, at=timezone.now()),
    ):
        with transaction.atomic():
            stop()
            data = {"reply": "rep_no_time"} if path else None
            page = seen(browser_of(ben), f"/invitations/{one.pk}/{path}", data)
            seen_by_ben.append((page, seen(browser_of(ben), "/")))
            transaction.set_rollback(True)
    assert seen_by_ben[0] == seen_by_ben[1]

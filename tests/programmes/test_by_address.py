"""Inviting by address: nobody learns from it who is here (SECURITY §3.1, row 15)."""

from __future__ import annotations

import re

import pytest

from mutua.outbox.models import Delivery
from mutua.people.models import Person
from mutua.programmes.models import Invitation
from mutua.programmes.queries.invitations import letter_of
from tests.cast import browser_of
from tests.factories import make_exclusion, make_person, make_profile
from tests.programmes.addresses import FIND, KNOWN, WORDS, of
from tests.programmes.crowd import page
from tests.programmes.invited import reflect

pytestmark = pytest.mark.usefixtures("now")  # pages are compared that name days


@pytest.mark.parametrize("kind", ["known", "excluded", "hidden", "paused", "unknown"])
def test_known_and_unknown_addresses_answer_the_same(amira, kind, settings):
    settings.EMAIL_DOMAINS = ["example.org"]
    reflect(amira)
    if kind != "unknown":
        other = make_profile(
            make_person(f"Person {kind}", email="someone@example.org"), visible=kind != "hidden"
        ).person
        if kind == "excluded":
            make_exclusion(other, amira)
        if kind == "paused":
            Person.objects.filter(pk=other.pk).update(state=Person.State.PAUSED)
    browser = browser_of(amira)
    answers = [browser.post(KNOWN, {**WORDS, "email": "someone@example.org"})]
    one = Invitation.objects.get()
    answers += [browser.get(of("edit", one.pk)), browser.post(of("edit", one.pk), {"body": "Hello"})]
    answers += [browser.get(of("invitation", one.pk)), browser.post(of("send", one.pk)), browser.get(FIND)]
    told = [(answer.status_code, answer.headers.get("Location", "")) for answer in answers]
    key = str(one.pk)
    assert told == [
        (302, of("edit", key)), (200, ""), (302, of("invitation", key)), (200, ""), (302, FIND), (200, ""),
    ]  # fmt: skip
    words = page(answers[3]) + page(answers[5])
    assert (
        "someone@example.org" in words,
        "Person " in words,
        letter_of(Invitation.objects.get(), amira).body,
    ) == (
        True,
        False,
        "Hello",
    )


def test_without_domains_only_people_here_are_reached_and_nobody_can_tell_who_is(amira, ben):
    reflect(amira)
    browser = browser_of(amira)
    told = []
    for email in ("Ben@example.org", "nobody@example.org"):
        paths, answers = [KNOWN], [browser.post(KNOWN, {**WORDS, "email": email})]
        one = Invitation.objects.get()
        for name in ("edit", "invitation", "send", "invitation"):
            paths.append(of(name, one.pk))
            answers.append(browser.post(paths[-1]) if name == "send" else browser.get(paths[-1]))
        answers += [browser.post(KNOWN, {**WORDS, "email": email}), browser.get(FIND)]
        told.append([])
        for answer in answers:
            text = page(answer).replace(str(one.pk), "ID")
            place = answer.headers.get("Location", "").replace(str(one.pk), "ID")
            told[-1].append((answer.status_code, place, re.sub("(?i)(ben|nobody)@example.org", "TO", text)))
        one.delete()
    assert told[0] == told[1]
    assert list(Delivery.objects.values_list("recipient", flat=True)) == ["ben@example.org"]


def test_address_of_another_domain_is_refused_by_its_domain_alone(amira, settings):
    settings.EMAIL_DOMAINS = ["example.org"]
    reflect(amira)
    make_person(email="known@elsewhere.example")
    browser = browser_of(amira)
    pages = []
    for email in ("known@elsewhere.example", "other@elsewhere.example"):
        answer = browser.post(KNOWN, {**WORDS, "email": email})
        pages.append((answer.status_code, page(answer).replace(email, "")))
    assert (pages[0][0], pages[0] == pages[1], "Please use an address" in pages[0][1]) == (422, True, True)

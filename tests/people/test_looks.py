"""“Who looked at my data”: one's own looks, by day, in words, and nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from mutua.audit import words
from mutua.audit.actions import record
from mutua.people.models import Person
from tests.cast import browser_of
from tests.factories import AT, make_person

pytestmark = pytest.mark.usefixtures("now")
PAGE = "/me/looks/"


@pytest.fixture(autouse=True)
def known_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_words", {"review": "SEEN-IN-REVIEW", "list": "SEEN-ON-LIST"})


def rows(page: str) -> list[str]:
    return page.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr>")[1:]


def shown(person: Person, query: str = "") -> str:
    return browser_of(person).get(PAGE + query).content.decode()


def test_nobody_looked(amira: Person) -> None:
    page = shown(amira)
    assert "Nobody has looked. That is the normal case." in page
    assert rows(page) == []


def test_look_shows_day_name_and_words(amira: Person, dora: Person) -> None:
    record(by=dora.pk, what="review", people=[amira.pk], place=uuid4(), details={"secret": "DETAIL"}, at=AT)
    (row,) = rows(shown(amira))
    assert "23 November 2026" in row
    assert "Dora Lindner" in row
    assert "SEEN-IN-REVIEW" in row
    assert "DETAIL" not in row
    assert "times" not in row


def test_looks_of_one_day_are_counted(amira: Person, dora: Person) -> None:
    for minutes in (0, 10, 20):
        record(by=dora.pk, what="review", people=[amira.pk], at=AT - timedelta(minutes=minutes))
    record(by=dora.pk, what="list", people=[amira.pk], at=AT)
    record(by=dora.pk, what="review", people=[amira.pk], at=AT - timedelta(days=1))
    first, second, third = rows(shown(amira))
    assert ("SEEN-ON-LIST" in first, "3 times" in second, "SEEN-IN-REVIEW" in third) == (True, True, True)
    assert "times" not in first + third


def test_day_is_that_of_the_person(amira: Person, dora: Person) -> None:
    """Half past eleven in the evening in London is the next day in Berlin."""
    late = AT.replace(hour=23, minute=30) - timedelta(days=1)
    record(by=dora.pk, what="review", people=[amira.pk], at=late)
    record(by=dora.pk, what="review", people=[amira.pk], at=late - timedelta(hours=2))
    assert len(rows(shown(amira))) == 2
    Person.objects.filter(pk=amira.pk).update(time_zone="Europe/London")
    assert len(rows(shown(amira))) == 1


def test_command_is_told_as_such(amira: Person) -> None:
    record(by=None, what="review", people=[amira.pk], at=AT)
    assert "a command on the server" in rows(shown(amira))[0]


@pytest.mark.parametrize("gone", ["erased", "deleted"])
def test_name_of_someone_who_is_gone_is_not_told(amira: Person, dora: Person, gone: str) -> None:
    record(by=dora.pk, what="review", people=[amira.pk], at=AT)
    if gone == "erased":
        Person.objects.filter(pk=dora.pk).update(state="erased")
    else:
        Person.objects.filter(pk=dora.pk).delete()
    (row,) = rows(shown(amira))
    assert "someone who is no longer here" in row
    assert "Dora" not in row


def test_looks_at_others_are_never_shown(amira: Person, ben: Person, dora: Person) -> None:
    record(by=dora.pk, what="review", people=[ben.pk], at=AT)
    assert rows(shown(amira)) == []
    assert rows(shown(dora)) == []
    record(by=dora.pk, what="review", people=[amira.pk, ben.pk], at=AT)
    page = shown(amira)
    assert len(rows(page)) == 1
    assert "Ben" not in page
    assert str(ben.pk) not in page


def test_looks_are_shown_for_twelve_months(amira: Person, dora: Person) -> None:
    record(by=dora.pk, what="review", people=[amira.pk], at=AT)
    with time_machine.travel(AT + timedelta(days=364)):
        assert len(rows(shown(amira))) == 1
    with time_machine.travel(AT + timedelta(days=366)):
        assert rows(shown(amira)) == []


def test_long_list_has_pages(amira: Person, dora: Person) -> None:
    for days in range(41):
        record(by=dora.pk, what="review", people=[amira.pk], at=AT - timedelta(days=days))
    assert [len(rows(shown(amira, f"?page={number}"))) for number in (1, 2, 3)] == [20, 20, 1]
    assert 'href="?page=3"' in shown(amira, "?page=2")
    assert len(rows(shown(amira, "?page=nonsense"))) == 20


@pytest.mark.parametrize("count", [1, 30])
def test_looks_take_a_fixed_number_of_queries(
    amira: Person, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        record(by=make_person().pk, what="review", people=[amira.pk], at=AT - timedelta(days=number))
    browser = browser_of(amira)
    with django_assert_num_queries(5):  # session, person, how many, this page, their names
        browser.get(PAGE)


def test_me_leads_to_the_looks(amira: Person) -> None:
    assert f'href="{PAGE}"' in browser_of(amira).get("/me/").content.decode()

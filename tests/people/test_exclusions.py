"""People to keep apart from: silent, without a reason, and only for the own eyes (invariant 5)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone

from mutua.errors import DomainError
from mutua.people.actions.exclusion import exclude, lift_exclusion
from mutua.people.actions.signin import invite_person
from mutua.people.models import Exclusion, Person
from mutua.people.queries import excluded_with
from tests.cast import browser_of
from tests.conftest import Race
from tests.factories import AT, make_exclusion, make_person

pytestmark = pytest.mark.django_db


def add(person: Person, address: str) -> Any:
    return browser_of(person).post("/me/apart/", {"email": address})


def test_adding_someone_by_address_works_without_javascript(amira: Person, ben: Person) -> None:
    assert add(amira, "Ben@Example.org").url == "/me/apart/"
    assert excluded_with(amira.pk) == {ben.pk}
    assert "ben@example.org" in browser_of(amira).get("/me/apart/").content.decode()


def test_nobody_learns_who_is_here(amira: Person, ben: Person) -> None:
    """The same answers, and a page that differs by nothing but the address itself."""
    pages = []
    for address in (ben.email, "nob@example.org"):
        browser = browser_of(amira)
        answer = browser.post("/me/apart/", {"email": address}, follow=True)
        page = _without_tokens(answer.content).replace(address, "ADDRESS")
        pages.append((answer.redirect_chain, re.sub(r"[0-9a-f-]{36}", "ID", page)))
        Exclusion.objects.all().delete()
    assert pages[0] == pages[1]


def test_someone_who_joins_later_is_kept_apart_from_the_first_day(amira: Person) -> None:
    add(amira, "later@example.org")
    joined = invite_person(email="later@example.org", language="de", at=AT)
    assert excluded_with(joined.pk) == {amira.pk}


def test_exclusion_works_both_ways_until_it_is_lifted(amira: Person, ben: Person) -> None:
    exclusion = exclude(other=ben, by=amira, at=AT)
    assert (excluded_with(amira.pk), excluded_with(ben.pk)) == ({ben.pk}, {amira.pk})
    lift_exclusion(exclusion=exclusion, by=amira, at=AT)
    assert (excluded_with(amira.pk), excluded_with(ben.pk)) == (set(), set())


def test_excluding_twice_is_the_same_as_once(amira: Person, ben: Person) -> None:
    assert exclude(other=ben, by=amira, at=AT) == exclude(other=ben, by=amira, at=timezone.now())


def test_lifted_exclusion_can_be_made_again(amira: Person, ben: Person) -> None:
    browser = browser_of(amira)
    browser.post("/me/apart/", {"email": ben.email})
    browser.post(f"/me/apart/{ben.pk}/lift/")
    browser.post("/me/apart/", {"email": ben.email})
    assert Exclusion.objects.filter(lifted_at=None).count() == 1


def test_nobody_excludes_themselves(amira: Person) -> None:
    with pytest.raises(DomainError, match="oneself"):
        exclude(other=amira, by=amira, at=AT)
    answer = add(amira, amira.email)
    assert (answer.status_code, "You cannot choose yourself here." in answer.content.decode()) == (422, True)


def test_other_person_sees_nothing_of_it(amira: Person, ben: Person) -> None:
    browser = browser_of(ben)
    pages = ("/me/", "/me/apart/", "/")
    before = [browser.get(page).content for page in pages]
    exclude(other=ben, by=amira, at=AT)
    after = [browser.get(page).content for page in pages]
    assert [_without_tokens(page) for page in after] == [_without_tokens(page) for page in before]


def test_exclusion_of_someone_else_cannot_be_lifted(amira: Person, ben: Person) -> None:
    exclusion = make_exclusion(amira, ben)
    tries = [browser_of(ben).post(f"/me/apart/{each.pk}/lift/").status_code for each in (amira, ben)]
    assert tries == [404, 404]
    with pytest.raises(DomainError, match="not_yours"):
        lift_exclusion(exclusion=exclusion, by=ben, at=AT)
    exclusion.refresh_from_db()
    assert exclusion.lifted_at is None


def test_page_holds_no_number_that_counts_all_choices(amira: Person, ben: Person, clara: Person) -> None:
    make_exclusion(clara, ben)
    alone = make_exclusion(amira, ben)
    page = browser_of(amira).get("/me/apart/").content.decode()
    assert (f"/me/apart/{ben.pk}/lift/" in page, f"/{alone.pk}/" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 30])
def test_list_takes_the_same_queries_however_long_it_is(
    amira: Person, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        make_exclusion(amira, make_person())
    browser = browser_of(amira)
    with django_assert_num_queries(3):  # session, person, exclusions
        browser.get("/me/apart/")


@pytest.mark.django_db(transaction=True)
def test_excluding_twice_at_once_leaves_one(race: Race) -> None:
    amira, ben = make_person("Amira Haddad"), make_person("Ben Vogt")
    results = race(*[lambda: exclude(other=ben, by=amira, at=AT)] * 4)
    assert [type(result).__name__ for result in results] == ["Exclusion"] * 4
    assert Exclusion.objects.count() == 1


def _without_tokens(page: bytes) -> str:
    return re.sub(r'(value="|X-CSRFToken": ")\w{64}', "", page.decode())

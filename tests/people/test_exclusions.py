"""People to keep apart from: silent, without a reason, and only for the own eyes (invariant 5)."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from mutua.errors import DomainError
from mutua.people.actions.exclusion import exclude, lift_exclusion
from mutua.people.models import Exclusion, Person
from mutua.people.queries import excluded_with
from tests.cast import browser_of
from tests.conftest import Race
from tests.factories import AT, make_exclusion, make_person

pytestmark = pytest.mark.django_db


def test_adding_someone_works_without_javascript(amira: Person, ben: Person) -> None:
    browser = browser_of(amira)
    found = browser.get("/me/apart/?q=vogt").content.decode()
    assert f'action="/me/apart/{ben.pk}/add/"' in found
    assert browser.post(f"/me/apart/{ben.pk}/add/").url == "/me/apart/"
    assert "Ben Vogt" in browser.get("/me/apart/").content.decode()


def test_exclusion_works_both_ways_until_it_is_lifted(amira: Person, ben: Person) -> None:
    exclusion = exclude(other=ben, by=amira, at=AT)
    assert (excluded_with(amira.pk), excluded_with(ben.pk)) == ({ben.pk}, {amira.pk})
    lift_exclusion(exclusion=exclusion, by=amira, at=AT)
    assert (excluded_with(amira.pk), excluded_with(ben.pk)) == (set(), set())


def test_excluding_twice_is_the_same_as_once(amira: Person, ben: Person) -> None:
    assert exclude(other=ben, by=amira, at=AT) == exclude(other=ben, by=amira, at=timezone.now())


def test_lifted_exclusion_can_be_made_again(amira: Person, ben: Person) -> None:
    browser = browser_of(amira)
    browser.post(f"/me/apart/{ben.pk}/add/")
    browser.post(f"/me/apart/{ben.pk}/lift/")
    browser.post(f"/me/apart/{ben.pk}/add/")
    assert Exclusion.objects.filter(lifted_at=None).count() == 1


def test_nobody_excludes_themselves(amira: Person) -> None:
    with pytest.raises(DomainError, match="oneself"):
        exclude(other=amira, by=amira, at=AT)
    assert browser_of(amira).post(f"/me/apart/{amira.pk}/add/").status_code == 409


def test_other_person_sees_nothing_of_it(amira: Person, ben: Person) -> None:
    browser = browser_of(ben)
    pages = ("/me/", "/me/apart/", "/me/apart/?q=amira", "/")
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


def test_search_needs_two_letters_and_leaves_out_who_is_gone_or_chosen(amira: Person, ben: Person) -> None:
    make_person("Bea Left", state=Person.State.LEFT)
    make_person("Bernd Chosen")
    make_exclusion(amira, Person.objects.get(name="Bernd Chosen"))
    browser = browser_of(amira)
    names = {words: _names(browser.get("/me/apart/", {"q": words})) for words in ("b", "be", "amira")}
    assert names == {"b": [], "be": ["Ben Vogt"], "amira": []}


def test_search_for_a_very_long_word_finds_nobody(amira: Person, ben: Person) -> None:
    assert _names(browser_of(amira).get("/me/apart/", {"q": "x" * 60_000})) == []


def test_page_holds_no_number_that_counts_all_choices(amira: Person, ben: Person, clara: Person) -> None:
    make_exclusion(clara, ben)
    alone = make_exclusion(amira, ben)
    page = browser_of(amira).get("/me/apart/").content.decode()
    assert (f"/me/apart/{ben.pk}/lift/" in page, f"/{alone.pk}/" in page) == (True, False)


def test_search_while_typing_answers_with_the_finds_alone(amira: Person, ben: Person) -> None:
    page = browser_of(amira).get("/me/apart/?q=ben", headers={"HX-Request": "true"}).content.decode()
    assert "Ben Vogt" in page
    assert "<html" not in page


@pytest.mark.parametrize("count", [1, 30])
def test_list_takes_the_same_queries_however_long_it_is(
    amira: Person, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        make_exclusion(amira, make_person())
    browser = browser_of(amira)
    with django_assert_num_queries(4):  # session, person, exclusions, people found
        browser.get("/me/apart/?q=person")


@pytest.mark.django_db(transaction=True)
def test_excluding_twice_at_once_leaves_one(race: Race) -> None:
    amira, ben = make_person("Amira Haddad"), make_person("Ben Vogt")
    results = race(*[lambda: exclude(other=ben, by=amira, at=AT)] * 4)
    assert [type(result).__name__ for result in results] == ["Exclusion"] * 4
    assert Exclusion.objects.count() == 1


def _names(response: Any) -> list[str]:
    return [person.name for person in response.context["found"]]


def _without_tokens(page: bytes) -> str:
    import re

    return re.sub(r'(value="|X-CSRFToken": ")\w{64}', "", page.decode())

"""Three cards without names: real where there are enough people, else an example that says so."""

from __future__ import annotations

import pytest
from django.urls import reverse

from mutua.people.models import Profile
from mutua.programmes.queries.reveal import reveal_for
from tests.cast import browser_of
from tests.factories import AT, make_exclusion, make_person, make_profile
from tests.programmes.crowd import crowd, page

pytestmark = pytest.mark.django_db
REVEAL = reverse("programmes:reveal")


@pytest.fixture
def hidden(amira):
    """Amira has told everything and shows nothing."""
    Profile.objects.filter(person=amira).update(visible=False, shown_at=None)
    return amira


def test_reveal_shows_three_real_people_without_name_or_unit(hidden):
    people = crowd(12)
    shown = page(browser_of(hidden).get(REVEAL))
    reveal = reveal_for(hidden, at=AT)
    assert (len(reveal.cards), reveal.is_example, reveal.is_shown) == (3, False, False)
    secrets = [word for one in people for word in (one.name, str(one.pk), one.email)]
    secrets += [f"Unit {number}" for number in range(12)] + ["Hamburg"]
    assert [word for word in secrets if word in shown] == []
    assert shown.count("A real person") == 3


def test_reveal_tells_no_field_that_few_people_share(hidden):
    crowd(12)
    Profile.objects.exclude(person=hidden).update(facets={"function": ["falconry"]})
    rare = Profile.objects.exclude(person=hidden).order_by("person_id")[2:]
    Profile.objects.filter(pk__in=[one.pk for one in rare]).update(facets={"function": ["sales"]})
    assert "falconry" not in page(browser_of(hidden).get(REVEAL))


@pytest.mark.parametrize(("people", "is_example"), [(9, True), (10, False)])
def test_reveal_of_fewer_than_ten_people_is_a_marked_example(hidden, people, is_example):
    crowd(people)
    assert reveal_for(hidden, at=AT).is_example is is_example
    assert ("An example, not a real person" in page(browser_of(hidden).get(REVEAL))) is is_example


def test_reveal_of_an_empty_profile_is_an_example_and_says_what_is_missing(db):
    crowd(12)
    newcomer = make_person()
    shown = page(browser_of(newcomer).get(REVEAL))
    assert ("An example, not a real person" in shown, "Complete my profile" in shown) == (True, True)


def test_show_me_makes_visible_and_offers_three_ways_on(hidden):
    browser = browser_of(hidden)
    browser.get(REVEAL)
    assert Profile.objects.get(person=hidden).visible is False
    shown = page(browser.post(REVEAL, follow=True))
    assert Profile.objects.get(person=hidden).visible is True
    ways = [reverse("programmes:find"), reverse("programmes:invite-known"), reverse("home:home")]
    assert [f'href="{way}"' in shown for way in ways] == [True, True, True]


def test_show_me_with_an_incomplete_profile_is_refused(db):
    newcomer = make_profile(offers=[], visible=False).person
    assert browser_of(newcomer).post(REVEAL).status_code == 409
    assert Profile.objects.get(person=newcomer).visible is False


def test_reveal_never_shows_an_excluded_person(hidden):
    for person in crowd(12)[2:]:
        make_exclusion(person, hidden)
    assert len(reveal_for(hidden, at=AT).cards) == 2

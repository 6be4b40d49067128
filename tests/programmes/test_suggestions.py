"""Whom one sees, whom one never sees, and that it is said in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from mutua.people.models import Person, Profile
from mutua.programmes.actions.invitation import decline_invitation
from mutua.programmes.actions.pairing import end_pairing, record_pairing
from mutua.programmes.queries.comparison import comparison
from mutua.programmes.queries.suggestions import finding_for, suggestions_for
from tests.factories import AT, make_exclusion, make_person, make_profile, make_reporting_line
from tests.programmes.crowd import crowd
from tests.programmes.invited import LATER, reflect, sent

pytestmark = pytest.mark.django_db


def seen_by(person: Person, at=AT) -> list:
    reflect(person)
    return [card.id for card in suggestions_for(person, at=at)]


def test_card_says_what_each_learns_shares_and_where_they_differ(amira, ben):
    reflect(amira)
    card = suggestions_for(amira, at=AT)[0]
    assert (card.id, card.name, card.field) == (ben.pk, "Ben", "sales")
    assert card.you_learn == ["Negotiating", "Leading people"]
    assert card.they_learn == ["Presenting", "Understanding and using data"]
    assert card.shared == ["Lead people", "Unwritten rules"]
    assert card.difference == "Field of work: sales – yours: engineering"
    assert card.headline == (
        "Someone from sales who shares your goal “Lead people” and could help you with “Negotiating”"
    )


def test_card_speaks_the_language_of_the_page(amira, ben):
    reflect(ben)
    with translation.override("de"):
        card = suggestions_for(ben, at=AT)[0]
    assert card.you_learn == ["Präsentieren", "Daten verstehen und nutzen"]


def test_suggestions_are_mutual(amira, ben):
    assert (seen_by(amira), seen_by(ben)) == ([ben.pk], [amira.pk])


def test_nobody_is_suggested_before_the_why(amira, ben):
    found = finding_for(amira, at=AT)
    assert (list(found.cards), found.has_reflected) == ([], False)


def test_at_most_eight_cards_in_an_order_that_stays(amira):
    crowd(12)
    first, again = seen_by(amira), seen_by(amira)
    assert (len(first), first) == (8, again)


def test_equal_fits_come_in_the_order_of_their_ids(amira):
    people = sorted(str(person.pk) for person in crowd(8))
    assert sorted(map(str, seen_by(amira))) == people
    assert list(map(str, seen_by(amira))) == people


def test_one_sided_wish_is_not_suggested(amira):
    make_profile(offers=["sk_negotiating"], wishes=["sk_courage"], facets={"function": ["sales"]})
    assert seen_by(amira) == []


def test_near_identical_profile_is_not_suggested_but_can_be_compared_with_a_note(amira):
    same = {"function": ["engineering"], "unit": ["Platform"], "site": ["Leipzig"], "path": ["degree"]}
    twin = make_profile(offers=["sk_negotiating"], wishes=["sk_presenting"], facets=same).person
    assert seen_by(amira) == []
    assert comparison(amira, twin.pk, at=AT).too_alike is True


@pytest.mark.parametrize(
    "barrier", ["exclusion", "excluded", "line", "former", "partner", "hidden", "paused", "full"]
)
def test_barred_people_never_appear_and_are_not_found(amira, ben, barrier):
    barriers = {
        "exclusion": lambda: make_exclusion(amira, ben),
        "excluded": lambda: make_exclusion(ben, amira),
        "line": lambda: make_reporting_line(ben, amira),
        "former": lambda: (
            record_pairing(tandem=ben.pk, people=[amira, ben], at=AT),
            end_pairing(tandem=ben.pk, at=AT),
        ),
        "partner": lambda: record_pairing(tandem=ben.pk, people=[amira, ben], at=AT),
        "hidden": lambda: Profile.objects.filter(person=ben).update(visible=False),
        "paused": lambda: Person.objects.filter(pk=ben.pk).update(state=Person.State.PAUSED),
        "full": lambda: record_pairing(tandem=ben.pk, people=[make_person(), ben], at=AT),
    }
    assert seen_by(amira) == [ben.pk]
    barriers[barrier]()
    assert seen_by(amira) == []
    with pytest.raises(Http404):
        comparison(amira, ben.pk, at=AT)


def test_boss_of_the_boss_is_not_suggested(amira, ben, farid):
    make_reporting_line(farid, ben)
    assert seen_by(amira) == []


def test_line_that_ended_over_a_year_ago_does_not_bar(amira, ben):
    day = AT.date()
    make_reporting_line(amira, ben, valid_from=day.replace(year=2020), valid_to=day - timedelta(days=366))
    assert seen_by(amira) == [ben.pk]


def test_second_capacity_leaves_room_for_a_second_tandem(amira, ben):
    Profile.objects.filter(person=ben).update(capacity=2)
    record_pairing(tandem=ben.pk, people=[make_person(), ben], at=AT)
    assert seen_by(amira) == [ben.pk]
    record_pairing(tandem=amira.pk, people=[make_person(), ben], at=AT)
    assert seen_by(amira) == []


def test_invited_person_is_listed_above_and_not_suggested_again(amira, ben):
    one = sent(amira, ben)
    assert (seen_by(amira, LATER), seen_by(ben, LATER)) == ([], [])
    decline_invitation(invitation_id=one.pk, reply="rep_no_time", by=ben, at=LATER)
    assert seen_by(amira, LATER) == []
    assert seen_by(amira, LATER + timedelta(days=91)) == [ben.pk]


def test_one_unreadable_profile_does_not_hide_the_others(amira, ben):
    broken = crowd(1)[0]
    Person.objects.filter(pk=broken.pk).update(time_zone="Mars/Base")
    assert seen_by(amira) == [ben.pk]


def test_comparison_names_the_strongest_reasons_and_the_rest(amira, ben):
    with translation.override("en"):
        found = comparison(amira, ben.pk, at=AT)
    assert [one.label for one in found.strongest] == [
        "Give and take",
        "Different perspective",
        "Shared challenges",
    ]
    assert [one.label for one in found.rest] == [
        "Similar career goals",
        "Equal footing",
        "Way of working together",
        "Practical fit",
    ]
    assert found.rest[2].sentence == "Information on this point is missing; it is not counted."
    assert found.talk_about == "What would you show Ben first?"


def test_suggestions_ask_the_same_number_of_queries_for_1_and_30_people(amira):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            seen_by(amira)
        return len(asked)

    reflect(amira)
    crowd(1)
    one = queries()
    crowd(29)
    assert queries() == one


def test_card_says_when_a_skill_is_only_close_to_a_wish(amira, ben):
    ben.profile.offers.all().delete()
    ben.profile.offers.create(skill="sk_networking", confidence=3)  # of the group of “Negotiating”
    reflect(amira)
    assert suggestions_for(amira, at=AT)[0].you_learn == ["Networking (close to a wish)"]

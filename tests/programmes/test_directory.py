"""The directory: who stands in it, for whom, what a card says, and how it is searched."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mutua.people.models import Person, Profile
from mutua.programmes.actions.pairing import end_pairing, record_pairing
from tests.cast import browser_of
from tests.factories import make_exclusion, make_person, make_profile, make_reporting_line
from tests.programmes.crowd import page
from tests.programmes.listed import DIRECTORY, listed, listed_crowd, names

pytestmark = pytest.mark.usefixtures("now")


def test_card_says_what_was_agreed_to_and_nothing_else(amira):
    listed(
        "Zofia Nowak",
        offers=["sk_courage"],
        wishes=["sk_writing"],
        directions=["cd_expert"],
        challenges=["ch_unwritten_rules"],
        level=7,
        facets={"function": ["nursing"], "unit": ["LEAK-UNIT"], "site": ["LEAK-SITE"], "path": ["LEAK-PATH"]},
    )
    shown = page(browser_of(amira).get(DIRECTORY))
    told = [
        "Zofia Nowak", "From nursing", "Courage in difficult moments", "Clear writing", "Deepen expertise",
        "Polski",
    ]  # fmt: skip
    assert [words for words in told if words not in shown] == []
    kept = ["LEAK", "Unwritten rules", "zofia@", "09:00", "Leads", "level"]
    body = shown.partition("<main")[2].partition("</main>")[0]
    assert [words for words in kept if words in body] == []


@pytest.mark.parametrize("state", ["invited", "paused", "left", "erased"])
def test_only_who_takes_part_is_shown(amira, state):
    zofia = listed("Zofia")
    assert names(amira) == ["Zofia"]
    Person.objects.filter(pk=zofia.pk).update(state=state)
    assert names(amira) == []


@pytest.mark.parametrize("missing", ["offers", "wishes", "level", "languages"])
def test_profile_that_is_no_longer_complete_is_not_shown(amira, missing):
    listed("Zofia", **{missing: None if missing == "level" else []})
    assert names(amira) == []


def test_visible_people_are_not_shown_without_their_second_yes(amira, ben):
    assert names(amira) == []
    Profile.objects.filter(person=ben).update(listed=True, visible=False)
    assert names(amira) == ["Ben Vogt"]


def test_who_takes_the_card_out_is_gone_at_once(amira):
    zofia = listed("Zofia")
    assert names(amira) == ["Zofia"]
    browser_of(zofia).post(reverse("people:listing"), {"listed": "no"})
    assert names(amira) == []
    assert browser_of(amira).get(reverse("programmes:compare", args=[zofia.pk])).status_code == 404


def test_own_card_is_not_among_them(amira):
    Profile.objects.filter(person=amira).update(listed=True)
    assert names(amira) == []


@pytest.mark.parametrize(
    "barrier", ["excludes", "is excluded", "boss", "boss of the boss", "reports", "former", "partner", "full"]
)
def test_barred_people_are_not_shown(amira, barrier):
    zofia, other, at = listed("Zofia"), make_person(), timezone.now()
    barriers = {
        "excludes": lambda: make_exclusion(zofia, amira),
        "is excluded": lambda: make_exclusion(amira, zofia),
        "boss": lambda: make_reporting_line(amira, zofia),
        "boss of the boss": lambda: (make_reporting_line(amira, other), make_reporting_line(other, zofia)),
        "reports": lambda: make_reporting_line(zofia, amira),
        "former": lambda: (
            record_pairing(tandem=zofia.pk, people=[amira, zofia], at=at),
            end_pairing(tandem=zofia.pk, at=at),
        ),
        "partner": lambda: record_pairing(tandem=zofia.pk, people=[amira, zofia], at=at),
        "full": lambda: record_pairing(tandem=zofia.pk, people=[other, zofia], at=at),
    }
    assert names(amira) == ["Zofia"]
    barriers[barrier]()
    assert names(amira) == []
    assert browser_of(amira).get(reverse("programmes:compare", args=[zofia.pk])).status_code == 404


def test_colleague_of_the_same_boss_is_shown(amira, farid):
    make_reporting_line(listed("Zofia"), farid)
    assert names(amira) == ["Zofia"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?skill=negotiating", ["Anna", "Boris"]),
        ("?skill=Verhandeln", ["Anna", "Boris"]),
        ("?skill=verhandel", ["Anna", "Boris"]),
        ("?skill=negotaiting", ["Anna", "Boris"]),
        ("?skill=Negotiating&way=teach", ["Anna"]),
        ("?skill=Verhandeln&way=learn", ["Boris"]),
        ("?skill=bienen", ["Cem"]),
        ("?skill=BIENEN&way=learn", []),
        ("?skill=sk_", []),
        ("?skill=!!!", []),
        ("?language=tr", ["Cem"]),
        ("?language=xx", []),
        ("?field=Nursing", ["Boris"]),
        ("?field=nursing&skill=negotiating", ["Boris"]),
        ("?field=sales&skill=courage&way=teach", []),
        ("?way=teach", ["Anna", "Boris", "Cem"]),
        ("?way=nonsense&page=nonsense&skill=" + "x" * 99, ["Anna", "Boris", "Cem"]),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_search_finds(amira, language, query, found):
    Person.objects.filter(pk=amira.pk).update(language=language)
    listed("Cem", offers=["Bienen halten"], wishes=["sk_writing"], languages=["tr"])
    listed("Anna", offers=["sk_negotiating"], wishes=["sk_courage"], facets={"function": ["sales"]})
    listed("Boris", offers=["sk_courage"], wishes=["sk_negotiating"], facets={"function": ["Nursing"]})
    assert names(amira, query) == found


def test_choices_are_those_of_the_people_there(amira):
    listed("Anna", facets={"function": ["sales"]}, languages=["pl"])
    listed("Boris", facets={"function": ["Sales", "nursing"]}, languages=["tr", "pl"])
    make_profile(facets={"function": ["LEAK-FIELD"]}, languages=["ar"])
    shown = page(browser_of(amira).get(DIRECTORY, {"field": "gone"}))
    options = [part.partition(">")[2].partition("<")[0] for part in shown.split("<option")[1:]]
    assert options[3:] == ["any language", "Polski", "Türkçe", "any field", "nursing", "Sales", "gone"]


def test_twenty_on_a_page_in_the_order_of_names(amira):
    listed_crowd(41)
    listed("Ärmel")
    assert names(amira)[0] == "Ärmel"
    assert [len(names(amira, f"?page={number}")) for number in (1, 2, 3)] == [20, 20, 2]
    assert names(amira, "?page=3") == ["Crowd 0039", "Crowd 0040"]
    shown = page(browser_of(amira).get(DIRECTORY, {"skill": "negotiating", "way": "teach", "page": 2}))
    assert 'href="?skill=negotiating&amp;way=teach&amp;page=3"' in shown


def test_directory_takes_the_same_eight_queries_for_1_30_and_3000(amira):
    browser = browser_of(amira)
    asked = []
    for count in (1, 29, 2970):
        listed_crowd(count, prefix=f"Crowd{count}x")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(DIRECTORY, {"skill": "negotiating", "field": "sales"}).status_code == 200
        asked.append(len(queries))
    assert asked == [8, 8, 8]


def test_whoever_pauses_sees_nobody(amira):
    zofia = listed("Zofia")
    browser = browser_of(amira)
    Person.objects.filter(pk=amira.pk).update(state="paused")
    answer = browser.get(DIRECTORY)
    assert (answer.status_code, "Zofia" in page(answer)) == (403, False)
    for name in ("compare", "invite"):
        shown = browser.get(reverse(f"programmes:{name}", args=[zofia.pk]))
        assert "Zofia" not in page(shown)
    assert browser.get(reverse("programmes:compare", args=[zofia.pk])).status_code == 404


def test_strangers_sign_in_first(amira):
    answer = Client().get(DIRECTORY)
    assert (answer.status_code, answer.url.startswith(reverse("people:sign-in"))) == (302, True)


def test_without_an_own_profile_one_looks_but_opens_no_card(emil):
    zofia = listed("Zofia")
    shown = page(browser_of(emil).get(DIRECTORY))
    assert (str(zofia.pk) in shown, "Complete my profile" in shown) == (False, True)
    assert names(emil) == ["Zofia"]


def test_empty_directory_and_empty_search_say_what_next(amira):
    assert "The directory is still empty" in page(browser_of(amira).get(DIRECTORY))
    listed("Zofia")
    shown = page(browser_of(amira).get(DIRECTORY, {"skill": "Quantenphysik"}))
    assert "Nobody like that is here right now" in shown
    assert f'href="{DIRECTORY}"' in shown


def test_find_leads_to_the_directory_whether_or_not_there_are_suggestions(amira, emil):
    for person in (amira, emil):
        assert f'href="{DIRECTORY}"' in page(browser_of(person).get(reverse("programmes:find")))


@pytest.mark.parametrize("language", ["de", "en"])
def test_directory_is_in_the_language_of_the_reader(amira, language):
    Person.objects.filter(pk=amira.pk).update(language=language)
    listed("Zofia", offers=["sk_courage"])
    answer = browser_of(amira).get(DIRECTORY)
    assert answer.headers["Content-Language"] == language
    assert {"de": "Mut in schwierigen Momenten", "en": "Courage in difficult moments"}[language] in page(
        answer
    )


def test_line_that_ended_long_ago_does_not_hide(amira):
    day = timezone.now().date()
    zofia = listed("Zofia")
    ended = day - timedelta(days=366)
    make_reporting_line(amira, zofia, valid_from=day.replace(year=2020), valid_to=ended)
    assert names(amira) == ["Zofia"]

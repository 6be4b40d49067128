"""From a card of the directory to an invitation: what opens, for whom, and what stays closed."""

from __future__ import annotations

import pytest
from django.db import transaction

from mutua.people.models import Profile
from mutua.programmes.models import Invitation
from mutua.programmes.queries.suggestions import suggestions_for
from tests.cast import browser_of
from tests.factories import AT, make_exclusion, make_profile
from tests.programmes.addresses import FIND, of
from tests.programmes.crowd import crowd, page
from tests.programmes.invited import reflect
from tests.programmes.listed import DIRECTORY, listed, listed_crowd

pytestmark = pytest.mark.usefixtures("now")
LEAKS = {"function": ["sales"], "unit": ["LEAK-UNIT"], "site": ["LEAK-SITE"], "path": ["LEAK-PATH"]}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"offers": ["sk_courage"], "wishes": ["sk_writing"]},
        {"level": 9},
        {"slots": []},
        {"languages": ["ar"]},
        {"directions": [], "facets": {}},
    ],
    ids=["fits", "one-sided", "far level", "no hours", "no shared language", "tells little"],
)
def test_listed_person_can_be_compared_and_invited_though_never_suggested(amira, fields):
    reflect(amira)
    zofia = listed("Zofia Nowak", **fields)
    browser = browser_of(amira)
    assert suggestions_for(amira, at=AT) == []
    shown = browser.get(of("compare", zofia.pk), {"from": "directory"})
    assert (shown.status_code, of("invite", zofia.pk) in page(shown)) == (200, True)
    assert f'href="{DIRECTORY}"' in page(shown)
    browser.post(of("invite", zofia.pk), {"body": "Hello"})
    one = Invitation.objects.get()
    browser.post(of("send", one.pk))
    one.refresh_from_db()
    assert (one.receiver, one.state, one.held_back) == (zofia, "sent", False)


def test_comparison_from_the_directory_tells_no_more_than_the_card(amira):
    reflect(amira)
    zofia = listed(
        "Zofia",
        offers=["sk_negotiating"],
        wishes=["sk_presenting"],
        challenges=["ch_unwritten_rules"],
        facets=LEAKS,
        style=[1, 1, 1, 1, 1, 1],
    )
    for name in ("compare", "invite"):
        shown = page(browser_of(amira).get(of(name, zofia.pk)))
        body = shown.partition("<main")[2]
        told = ["LEAK", "Unwritten rules", "experience", "Equal footing", "missing", "hours", "level"]
        assert [words for words in told if words in body] == []
        assert "sales" in body
    Profile.objects.filter(person=zofia).update(visible=True, languages=["de"])
    whole = page(browser_of(amira).get(of("compare", zofia.pk)))
    assert ("LEAK-SITE" in whole, "Unwritten rules" in whole) == (True, True)  # what suggestions may show


@pytest.mark.parametrize("fields", [{"wishes": ["sk_courage"]}, {"level": 9}], ids=["one-sided", "far level"])
def test_person_of_the_pool_whom_nothing_suggests_opens_as_the_directory_shows_them(amira, fields):
    reflect(amira)
    skills = {"offers": ["sk_negotiating"], "wishes": ["sk_presenting"]}
    zofia = listed("Zofia", **{**skills, "visible": True, "languages": ["de"], "facets": LEAKS, **fields})
    shown = page(browser_of(amira).get(of("compare", zofia.pk)))
    body = shown.partition("<main")[2]
    assert ("LEAK" in body, "sales" in body, "hours" in body) == (False, True, False)
    Profile.objects.filter(person=zofia).update(listed=False, level=9)
    assert browser_of(amira).get(of("compare", zofia.pk)).status_code == 404


def test_listed_people_are_neither_suggested_nor_revealed(amira):
    reflect(amira)
    for _number in range(12):
        make_profile(
            offers=["sk_negotiating"],
            wishes=["sk_presenting"],
            visible=False,
            listed=True,
            facets={"function": ["sales"]},
        )
    assert suggestions_for(amira, at=AT) == []
    assert "The pool is growing" in page(browser_of(amira).get(FIND))
    crowd(1)
    assert len(suggestions_for(amira, at=AT)) == 1


def test_card_of_one_opens_no_card_of_another(amira):
    reflect(amira)
    listed("Zofia")
    hidden = make_profile(visible=False).person
    assert [browser_of(amira).get(of(name, hidden.pk)).status_code for name in ("compare", "invite")] == [
        404,
        404,
    ]


def test_receiver_of_an_invitation_can_compare_with_a_listed_sender(amira):
    zofia = listed("Zofia")
    reflect(amira, zofia)
    browser = browser_of(zofia)
    Profile.objects.filter(person=amira).update(listed=True)
    browser.post(of("invite", amira.pk), {"body": "Hello"})
    one = Invitation.objects.get()
    browser.post(of("send", one.pk))
    shown = page(browser_of(amira).get(of("invitation", one.pk)))
    assert of("compare", zofia.pk) in shown


PATHS = [
    DIRECTORY,
    f"{DIRECTORY}?page=2",
    f"{DIRECTORY}?skill=courage",
    f"{DIRECTORY}?skill=Mut&way=teach",
    f"{DIRECTORY}?field=Glassblowing",
    f"{DIRECTORY}?language=ar",
    FIND,
    "/me/",
    "/",
]


@pytest.mark.parametrize("crowd_size", [0, 20])
@pytest.mark.parametrize("side", ["by her", "by them"])
def test_exclusion_looks_like_not_being_listed_byte_for_byte(amira, side, crowd_size):
    """Zofia is the only one with her skill, her field and her language, and the 21st on the list."""
    reflect(amira)
    listed_crowd(crowd_size)
    zofia = listed("Zofia", offers=["sk_courage"], languages=["ar"], facets={"function": ["Glassblowing"]})
    browser = browser_of(amira)
    paths = [*PATHS, of("compare", zofia.pk), of("invite", zofia.pk)]

    def seen() -> list[tuple[int, str]]:
        answers = [browser.get(path) for path in paths]
        return [(answer.status_code, page(answer)) for answer in answers]

    def exclude() -> None:
        make_exclusion(*((amira, zofia) if side == "by them" else (zofia, amira)))

    with_her, transcripts = seen(), []
    for why in (exclude, lambda: Profile.objects.filter(person=zofia).update(listed=False)):
        with transaction.atomic():
            why()
            transcripts.append(seen())
            transaction.set_rollback(True)
    assert transcripts[0] == transcripts[1]
    changed = [
        path for path, before, after in zip(paths, with_her, transcripts[0], strict=True) if before != after
    ]
    assert set(changed) == {path for path in paths if path not in {FIND, "/me/", "/"}}  # the control

"""The pages, as their people and strangers get them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mutua.people.models import Person, Profile
from mutua.programmes.models import Invitation
from tests.cast import browser_of
from tests.factories import make_exclusion, make_person, make_profile
from tests.programmes.addresses import FIND, KNOWN, WORDS, of
from tests.programmes.crowd import crowd, page
from tests.programmes.invited import LETTER, MARKER, draft, invitation_in, reflect, sent

pytestmark = pytest.mark.usefixtures("now")  # pages are compared that name days


def open_now(sender: Person, receiver: Person) -> Invitation:
    return sent(sender, receiver, at=timezone.now())


def test_find_shows_cards_guide_and_no_number_of_the_fit(amira, ben):
    reflect(amira)
    shown = page(browser_of(amira).get(FIND))
    assert (of("compare", ben.pk) in shown, reverse("programmes:guide") in shown) == (True, True)
    body = re.sub(r"<svg.*?</svg>|<head>.*?</head>", "", shown, flags=re.DOTALL)
    assert re.findall(r"\d+\s?%|0\.\d+|data-fit|data-score", body) == []


def test_find_without_anyone_says_the_pool_is_growing(amira):
    reflect(amira)
    shown = page(browser_of(amira).get(FIND))
    assert ("The pool is growing" in shown, KNOWN in shown) == (True, True)


def test_find_without_a_why_asks_for_it_first(amira, ben):
    shown = page(browser_of(amira).get(FIND))
    assert (reverse("people:welcome-why") in shown, of("compare", ben.pk) in shown) == (True, False)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_renders_in_both_languages(amira, ben, language):
    Person.objects.update(language=language)
    mine, theirs, own = draft(amira, make_person()), open_now(ben, amira), open_now(amira, make_person())
    browser = browser_of(amira)
    paths = [
        FIND, KNOWN, reverse("programmes:reveal"), reverse("programmes:guide"), of("compare", ben.pk),
        of("invite", ben.pk), of("edit", mine.pk), of("invitation", mine.pk), of("invitation", theirs.pk),
        of("invitation", own.pk), of("decline", theirs.pk),
    ]  # fmt: skip
    answers = [browser.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [200] * len(paths)
    assert {answer.headers["Content-Language"] for answer in answers} == {language}


def test_strangers_get_404_on_every_page_of_an_invitation(amira, ben, clara, dora, oksana):
    one, own = open_now(amira, ben), draft(amira, make_person())
    for person in (clara, dora, oksana):
        browser = browser_of(person)
        gets = [
            browser.get(of(name, key)).status_code
            for key in (one.pk, own.pk)
            for name in ("invitation", "edit")
        ]
        posts = [
            browser.post(of(name, key)).status_code
            for key in (one.pk, own.pk)
            for name in ("edit", "send", "withdraw", "chat-first", "decline")
        ]
        assert (set(gets), set(posts)) == ({404}, {404})
    one.refresh_from_db()
    assert one.state == "sent"


def test_everyone_must_sign_in(amira, ben):
    one = open_now(amira, ben)
    paths = [FIND, KNOWN, reverse("programmes:reveal"), of("compare", ben.pk), of("invitation", one.pk)]
    answers = [Client().get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [302] * len(paths)
    assert all(answer.url.startswith(reverse("people:sign-in")) for answer in answers)


def test_comparison_of_excluded_hidden_and_unknown_people_answers_the_same(amira, ben, clara):
    reflect(amira)
    make_exclusion(ben, amira)
    hidden = make_profile(visible=False).person
    browser = browser_of(amira)
    for name in ("compare", "invite"):
        answers = [browser.get(of(name, key)) for key in (ben.pk, hidden.pk, amira.pk, KEY)]
        assert {answer.status_code for answer in answers} == {404}
        assert len({page(answer).replace(answer.request["PATH_INFO"], "") for answer in answers}) == 1


KEY = "00000000-0000-4000-8000-000000000000"


def test_exclusion_of_someone_who_is_no_candidate_changes_no_byte(amira):
    reflect(amira)
    crowd(9)
    far = make_profile(offers=["sk_courage"], wishes=["sk_courage"]).person
    browser = browser_of(amira)
    paths = [FIND, reverse("programmes:reveal"), KNOWN, reverse("programmes:guide")]
    before = [page(browser.get(path)) for path in paths]
    make_exclusion(far, amira)
    make_exclusion(amira, far)
    assert [page(browser.get(path)) for path in paths] == before


@pytest.mark.parametrize(
    ("ben_speaks", "prefilled"),
    [
        (["de"], ("Hallo Ben,", "„Menschen führen“", "Von mir: Präsentieren", "wünsche ich mir: Verhandeln")),
        (["de", "en"], ("Hello Ben,", "“Lead people”", "From me: Presenting", "I hope for: Negotiating")),
    ],
)
def test_invitation_from_a_card_is_prefilled_in_the_senders_language_if_the_receiver_speaks_it(
    amira, ben, ben_speaks, prefilled
):
    reflect(amira)
    Profile.objects.filter(person=ben).update(languages=ben_speaks)
    Profile.objects.filter(person=amira).update(languages=["en", "de"])
    shown = page(browser_of(amira).get(of("invite", ben.pk)))
    assert [words for words in (*prefilled, "sales") if words not in shown] == []
    assert Invitation.objects.count() == 0


def test_invitation_from_a_card_is_written_previewed_and_sent(amira, ben):
    reflect(amira)
    browser = browser_of(amira)
    written = browser.post(of("invite", ben.pk), {"body": f"Hallo Ben, {MARKER}"}, follow=True)
    one = Invitation.objects.get()
    assert (one.state, one.template, MARKER in page(written)) == ("draft", "inv_same_goal", True)
    browser.post(of("send", one.pk))
    one.refresh_from_db()
    assert (one.state, one.held_back) == ("sent", False)
    shown = page(browser_of(ben).get(of("invitation", one.pk)))
    assert (MARKER in shown, reverse("tandems:accept", args=[one.pk]) in shown) == (True, True)
    assert ("Presenting" in shown, "Negotiating" in shown, "Peer mentoring means" in shown) == (
        True,
        True,
        True,
    )


def test_empty_text_keeps_the_page_and_says_what_is_missing(amira, ben):
    reflect(amira)
    answer = browser_of(amira).post(of("invite", ben.pk), {"body": " "})
    assert (answer.status_code, Invitation.objects.count()) == (422, 0)


def test_boss_is_refused_clearly_while_composing(amira, farid, settings):
    settings.EMAIL_DOMAINS = ["example.org"]
    reflect(amira)
    answer = browser_of(amira).post(KNOWN, {**WORDS, "email": farid.email})
    assert (answer.status_code, "One of you reports to the other" in page(answer)) == (422, True)
    assert WORDS["worked"] in page(answer)


def test_receiver_declines_in_two_taps_and_the_sender_reads_only_the_words(amira, ben):
    one = open_now(amira, ben)
    browser = browser_of(ben)
    assert browser.get(of("decline", one.pk)).status_code == 200
    browser.post(of("decline", one.pk), {"reply": "rep_no_fit"})
    shown = page(browser_of(amira).get(of("invitation", one.pk)))
    assert ("not this time" in shown, "I am looking for something different" in shown) == (True, True)


def test_talk_first_tells_both_how_to_reach_each_other(amira, ben):
    one = open_now(amira, ben)
    shown = page(browser_of(ben).post(of("chat-first", one.pk), follow=True))
    assert "amira@example.org" in shown
    assert "ben@example.org" in page(browser_of(amira).get(of("invitation", one.pk)))


def test_withdrawn_invitation_shows_its_receiver_no_word_any_more(amira, ben):
    one = open_now(amira, ben)
    browser_of(amira).post(of("withdraw", one.pk))
    shown = page(browser_of(ben).get(of("invitation", one.pk)))
    assert (MARKER in shown, LETTER.offer in shown) == (False, False)


def test_reading_leaves_no_trace(amira, ben):
    one = open_now(amira, ben)
    before = stored()
    browser_of(ben).get(of("invitation", one.pk))
    assert stored() == before


def stored() -> list[tuple[object, ...]]:
    """The invitations, byte by byte."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM programmes_invitation")
        return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor.fetchall()]


def test_answer_that_comes_too_late_is_a_friendly_page(amira, ben):
    one = open_now(amira, ben)
    browser_of(amira).post(of("withdraw", one.pk))
    answer = browser_of(ben).post(of("chat-first", one.pk))
    assert (answer.status_code, answer.templates[0].name) == (409, "ui/domain_error.html")


def test_find_asks_the_same_number_of_queries_for_1_and_30_rows(amira):
    reflect(amira)
    browser = browser_of(amira)

    def fill(count: int) -> None:
        crowd(count)
        for _number in range(count):
            invitation_in("sent", make_person(), amira, sent_at=timezone.now(), expires_at=FAR)
            invitation_in("sent", amira, make_person(), sent_at=timezone.now(), expires_at=FAR)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(FIND)
        return len(asked)

    fill(1)
    one = queries()
    fill(29)
    assert queries() == one


FAR = datetime(2099, 1, 1, tzinfo=UTC)

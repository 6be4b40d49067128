import hashlib
import hmac
from threading import Thread
from uuid import UUID

import pytest
from django.db import connections
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from mutua import vault
from mutua.vault import keys, readers
from mutua.vault.middleware import KeyCacheMiddleware
from mutua.vault.models import DataKey
from tests.vault.letters import AMIRA, BEN, CLARA, MARKER, again, new_tandem, read, write
from tests.vault.models import Letter

pytestmark = pytest.mark.usefixtures("letters")


def key_queries() -> CaptureQueriesContext:
    return CaptureQueriesContext(connections["keys"])


def test_members_read_and_a_stranger_does_not() -> None:
    letter = write()
    assert [read(letter.text, viewer) for viewer in (AMIRA, BEN)] == [MARKER, MARKER]
    with pytest.raises(vault.NotAReader):
        read(letter.text, CLARA)
    with pytest.raises(vault.NotAReader):
        vault.open_many([letter.text, letter.marks], viewer=CLARA, purpose="test")


def test_stranger_does_not_read_what_is_not_saved_yet() -> None:
    with pytest.raises(vault.NotAReader):
        read(Letter(tandem_id=new_tandem(), text=MARKER).text, CLARA)


def test_refusal_looks_like_a_missing_page() -> None:
    assert issubclass(vault.NotAReader, Http404)
    assert str(vault.NotAReader()) == "This content cannot be opened."


def test_kind_without_a_policy_has_no_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = write()
    monkeypatch.delitem(readers._policies, "letters")
    with pytest.raises(vault.NotAReader):
        read(letter.text)


def test_policy_that_answers_anything_but_true_has_no_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = write()
    monkeypatch.setitem(readers._policies, "letters", lambda *_: "yes")
    with pytest.raises(vault.NotAReader):
        read(letter.text)


def test_policy_is_asked_about_scope_viewer_and_author(monkeypatch: pytest.MonkeyPatch) -> None:
    letter, asked = write(author_id=BEN), []

    def policy(*question: UUID) -> bool:
        asked.append(question)
        return True

    monkeypatch.setitem(readers._policies, "letters", policy)
    read(letter.text, CLARA)
    assert asked == [(letter.tandem_id, CLARA, BEN)]


def test_policy_is_not_replaced() -> None:
    with pytest.raises(ValueError, match="letters"):
        vault.register_readers("letters", lambda *_: True)
    with pytest.raises(vault.NotAReader):
        read(write().text, CLARA)


def test_open_many_keeps_order_and_needs_one_query_for_the_keys() -> None:
    tandem = new_tandem()
    letters = [write(tandem_id=tandem, author_id=author, text=str(author)) for author in (AMIRA, BEN, AMIRA)]
    with key_queries() as queries:
        found = vault.open_many(
            [letters[0].text, None, *(one.text for one in letters[1:])], viewer=BEN, purpose="test"
        )
    assert found == [str(AMIRA), None, str(BEN), str(AMIRA)]
    assert len(queries) == 1


def test_keys_are_kept_within_a_request_only() -> None:
    letter = write()
    with key_queries() as outside:
        read(letter.text), read(letter.text)
    assert len(outside) == 2

    def view(_request: object) -> HttpResponse:
        with key_queries() as inside:
            read(letter.text), read(letter.text)
        assert len(inside) == 1
        return HttpResponse()

    assert KeyCacheMiddleware(view)(RequestFactory().get("/")).status_code == 200
    assert keys._cache.get() is None


def test_key_is_fetched_once_for_all_that_a_request_seals() -> None:
    tandem = new_tandem()
    with vault.key_cache(), key_queries() as queries:
        with vault.key_cache():  # an inner block uses the outer one
            write(tandem_id=tandem, reply="yes")
        first = len(queries)
        write(tandem_id=tandem, reply="yes")
        assert len(queries) == first


def test_keys_are_forgotten_after_an_error_and_unknown_to_other_threads() -> None:
    letter, seen = write(), []

    def failing_job() -> None:
        with vault.key_cache():
            read(letter.text)
            seen.append(keys._cache.get())
            thread = Thread(target=lambda: seen.append(keys._cache.get()))
            thread.start()
            thread.join()
            assert len(seen[0].by_id) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing_job()
    assert (keys._cache.get(), seen[0].by_id, seen[0].by_scope, seen[1]) == (None, {}, {}, None)


def test_shredded_scope_is_unreadable_and_others_are_not() -> None:
    letter, other = write(), write()
    with vault.key_cache():
        read(letter.text)
        assert vault.shred("letters", letter.tandem_id) == 2  # Amira's, and everyone's for the marks
        with pytest.raises(vault.Shredded):
            read(again(letter).text)
    assert read(again(other).text) == MARKER


def test_shredded_author_takes_their_own_words_only() -> None:
    tandem = new_tandem()
    mine, theirs = write(tandem_id=tandem), write(tandem_id=tandem, author_id=BEN, text="Ben's")
    assert vault.shred("letters", tandem, AMIRA) == 1
    with pytest.raises(vault.Shredded):
        read(mine.text)
    assert (read(mine.marks), read(theirs.text)) == ({}, "Ben's")
    assert vault.shred("letters", tandem, None) == 1
    with pytest.raises(vault.Shredded):
        read(mine.marks)
    assert vault.shred("person", tandem) == 0


def test_row_with_shredded_words_can_still_change_otherwise() -> None:
    letter = write()
    vault.shred("letters", letter.tandem_id, AMIRA)
    letter = again(letter)
    letter.marks = [1]
    letter.save()
    assert read(again(letter).marks) == [1]
    with pytest.raises(vault.Shredded):
        read(again(letter).text)


def test_shredded_words_stay_gone_under_a_new_key() -> None:
    letter = write()
    vault.shred("letters", letter.tandem_id)
    write(tandem_id=letter.tandem_id)
    with pytest.raises(vault.Shredded):
        read(again(letter).text)


def test_mac_is_stable_per_scope_and_cannot_be_guessed_from_the_payload() -> None:
    tandem, other = new_tandem(), new_tandem()
    name = vault.mac("letters", tandem, b"agreement")
    assert vault.mac("letters", tandem, b"agreement") == name
    others = {
        vault.mac("letters", tandem, b"agreement!"),
        vault.mac("letters", other, b"agreement"),
        vault.mac("person", tandem, b"agreement"),
        hashlib.sha256(b"agreement").hexdigest(),
        hmac.new(tandem.bytes, b"agreement", hashlib.sha256).hexdigest(),
    }
    assert (len(name), len(others), name in others) == (64, 5, False)


def test_mac_after_shredding_is_another() -> None:
    tandem = new_tandem()
    name = vault.mac("letters", tandem, b"agreement")
    vault.shred("letters", tandem)
    assert vault.mac("letters", tandem, b"agreement") != name


def test_warmed_damaged_key_refuses_only_what_it_sealed() -> None:
    letter, other = write(), write()
    DataKey.objects.filter(scope_id=letter.tandem_id, author_id=AMIRA).update(wrapped=b"x" * 60)
    assert vault.open_many([other.text, letter.marks], viewer=AMIRA, purpose="test") == [MARKER, {}]
    with pytest.raises(vault.DamagedContent):
        vault.open_many([letter.text], viewer=AMIRA, purpose="test")


def test_unknown_name_is_not_in_the_vault() -> None:
    with pytest.raises(AttributeError, match="no attribute"):
        vault.nothing  # noqa: B018
    assert vault.open is vault.open

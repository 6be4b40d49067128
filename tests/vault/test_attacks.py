"""Whoever can write into the content database still cannot make one text pass for another (SECURITY §4.3)."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from mutua import vault
from mutua.vault import keys, master
from mutua.vault.models import DataKey
from tests.vault.letters import (
    AMIRA,
    BEN,
    MARKER,
    again,
    in_database,
    put_into_database,
    read,
    stored_id,
    write,
)
from tests.vault.models import Letter

pytestmark = pytest.mark.usefixtures("letters")


def refused(letter: Letter, column: str = "text") -> None:
    with pytest.raises(vault.DamagedContent) as caught:
        read(getattr(again(letter), column))
    assert MARKER not in str(caught.value)


def test_own_ciphertext_written_back_opens() -> None:
    """The control: the attacks below fail for what they do, not for how they are done."""
    letter = write()
    put_into_database(letter, in_database(letter))
    assert read(again(letter).text) == MARKER


def test_ciphertext_moved_to_another_row_is_refused() -> None:
    letter = write()
    other = write(tandem_id=letter.tandem_id, text="other")
    put_into_database(other, in_database(letter))
    refused(other)


def test_ciphertext_moved_to_another_column_is_refused() -> None:
    letter = write(reply="yes")
    put_into_database(letter, in_database(letter, "text"), "reply")
    refused(letter, "reply")


def test_ciphertext_moved_to_another_tandem_is_refused() -> None:
    letter, other = write(), write()
    put_into_database(other, in_database(letter))
    refused(other)


@pytest.mark.parametrize(("column", "value"), [("tandem_id", write), ("author_id", lambda: BEN)])
def test_row_given_to_another_tandem_or_author_is_refused(column: str, value: Callable[[], object]) -> None:
    letter, given = write(), value()
    new: UUID = given.tandem_id if isinstance(given, Letter) else given
    put_into_database(letter, stored_id(Letter(pk=new)), column)
    refused(letter)


def test_older_ciphertext_put_back_is_refused() -> None:
    letter = write(text="older")
    older = in_database(letter)
    letter.text = "newer"
    letter.save()
    put_into_database(letter, older)
    refused(letter)


@pytest.mark.parametrize("place", [0, 1, 18, 29, 30, 285, 286, 301])
def test_ciphertext_with_a_flipped_bit_is_refused(place: int) -> None:
    letter = write()
    blob = bytearray(in_database(letter))
    blob[place] ^= 1
    put_into_database(letter, bytes(blob))
    refused(letter)


def test_ciphertext_that_names_an_unknown_key_is_not_opened_with_another() -> None:
    letter = write()
    blob = bytearray(in_database(letter))
    blob[5] ^= 1
    put_into_database(letter, bytes(blob))
    with pytest.raises(vault.Shredded):
        read(again(letter).text)


def test_ciphertext_that_names_the_key_of_another_is_refused() -> None:
    letter, other = write(), write()
    put_into_database(letter, in_database(letter)[:2] + in_database(other)[2:18] + in_database(letter)[18:])
    refused(letter)


@pytest.mark.parametrize("blob", [b"", b"\x01", MARKER.encode(), b"\x01\x01" + bytes(40)])
def test_column_without_a_whole_ciphertext_is_refused(blob: bytes) -> None:
    letter = write()
    put_into_database(letter, blob)
    with pytest.raises((vault.DamagedContent, vault.Shredded)):
        read(again(letter).text)


def test_wrapped_key_given_to_another_scope_is_refused() -> None:
    letter, other = write(), write()
    mine = DataKey.objects.get(scope_id=letter.tandem_id, author_id=AMIRA)
    DataKey.objects.filter(scope_id=other.tandem_id, author_id=AMIRA).update(wrapped=mine.wrapped)
    refused(other)


@pytest.mark.parametrize(
    "change", [{"id": uuid4()}, {"scope_id": uuid4()}, {"author_id": uuid4()}, {"scope_kind": "x"}]
)
def test_wrapped_key_under_another_name_is_refused(change: dict[str, Any]) -> None:
    letter = write()
    key = DataKey.objects.get(scope_id=letter.tandem_id, author_id=AMIRA)
    DataKey.objects.filter(id=key.id).update(**change)
    with pytest.raises(vault.DamagedContent):
        keys.for_opening(change.get("id", key.id))


def test_content_under_a_wrong_master_key_is_refused(tmp_path: Path, settings: Any) -> None:
    letter = write()
    settings.MASTER_KEY_FILE = tmp_path / "master.key"
    master.prepare(settings.MASTER_KEY_FILE, has_data=False)
    refused(letter)


def test_row_with_damaged_content_is_not_sealed_again() -> None:
    letter = write()
    put_into_database(letter, in_database(letter)[:-1] + b"\x00\x00")
    broken = again(letter)
    broken.row_version += 1
    with pytest.raises(vault.DamagedContent):
        broken.save()


def test_damage_is_logged_with_its_place_and_without_content(caplog: pytest.LogCaptureFixture) -> None:
    letter = write()
    put_into_database(letter, in_database(letter)[:-1])
    refused(letter)
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage() == (
        f"sealed content cannot be opened: vault_tests_letter.text of row {letter.pk} (test)"
    )

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mutua import vault
from mutua.vault.fields import SealedTextField
from mutua.vault.models import DataKey
from tests.vault.letters import AMIRA, BEN, MARKER, again, in_database, new_tandem, read, write
from tests.vault.models import Letter

pytestmark = pytest.mark.usefixtures("letters")

texts = st.text(st.characters(codec=None, exclude_categories=()))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=8,
)
slowly = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@slowly
@given(text=texts)
def test_text_comes_back(text: str) -> None:
    assert read(write(text=text).text) == text


@slowly
@given(value=values)
def test_json_value_comes_back(value: Any) -> None:
    assert read(write(marks={"value": value}).marks) == {"value": value}


def test_null_column_gives_none() -> None:
    letter = write(reply=None)
    assert letter.reply is None
    assert read(letter.reply) is None
    assert list(Letter.objects.filter(reply__isnull=True)) == [letter]


def test_unset_text_is_empty_and_sealed() -> None:
    letter = again(Letter.objects.create(tandem_id=new_tandem()))
    assert read(letter.text) == ""
    assert read(letter.marks) == {}


def test_assigned_value_is_sealed_at_once() -> None:
    letter = Letter(tandem_id=new_tandem(), text=MARKER)
    assert repr(letter.text) == "<sealed>"
    assert read(letter.text) == MARKER
    letter.marks = {"a": MARKER}
    assert repr(letter.marks) == "<sealed>"


def test_value_of_the_wrong_type_is_refused_without_naming_it() -> None:
    with pytest.raises(TypeError) as caught:
        Letter(text=[MARKER])
    assert MARKER not in str(caught.value)


def test_column_holds_the_documented_format() -> None:
    letter = write()
    blob = in_database(letter)
    key = DataKey.objects.get(scope_id=letter.tandem_id, author_id=AMIRA)
    assert (blob[:2], blob[2:18], len(blob)) == (b"\x01\x01", key.id.bytes, 302)


def test_each_author_and_the_shared_text_have_a_key_of_their_own() -> None:
    tandem = new_tandem()
    for author in (AMIRA, AMIRA, BEN, None):
        write(tandem_id=tandem, author_id=author)
    found = DataKey.objects.filter(scope_kind="letters", scope_id=tandem).values_list("author_id", flat=True)
    assert sorted(found, key=str) == sorted([AMIRA, BEN, None], key=str)


def test_bulk_create_seals() -> None:
    tandem = new_tandem()
    Letter.objects.bulk_create([Letter(tandem_id=tandem, text=f"{MARKER} {n}") for n in range(3)])
    found = vault.open_many([letter.text for letter in Letter.objects.all()], viewer=BEN, purpose="test")
    assert sorted(found) == [f"{MARKER} {n}" for n in range(3)]


def test_save_with_new_text_raises_the_version_once() -> None:
    letter = write()
    letter.text = "first"
    letter.text = "second"
    letter.save()
    assert (again(letter).row_version, read(again(letter).text)) == (2, "second")
    letter.row_version += 1
    letter.text = "third"
    letter.save()
    assert (again(letter).row_version, read(again(letter).text)) == (3, "third")


def test_save_without_new_text_keeps_version_and_ciphertext() -> None:
    letter = write()
    before = in_database(letter)
    letter.state = "sent"
    letter.save()
    assert (again(letter).row_version, in_database(letter)) == (1, before)


@pytest.mark.parametrize("names", [None, ["row_version"], ["text"], ["state", "row_version"]])
def test_save_with_a_new_version_seals_all_columns_again(names: list[str] | None) -> None:
    letter = write(reply="yes", marks=[1])
    before = in_database(letter)
    letter.row_version += 1
    letter.save(update_fields=names)
    fresh = again(letter)
    assert (fresh.row_version, read(fresh.text), read(fresh.reply), read(fresh.marks)) == (
        2,
        MARKER,
        "yes",
        [1],
    )
    assert in_database(letter) != before


def test_save_of_other_columns_alone_does_not_touch_sealed_ones() -> None:
    letter = write()
    other = again(letter)
    other.text = "newer"
    other.save()
    letter.state = "sent"
    letter.save(update_fields=["state"])
    assert (read(again(letter).text), again(letter).state) == ("newer", "sent")


def test_save_with_update_fields_writes_new_text_and_version() -> None:
    letter = write()
    letter.text = "new"
    letter.save(update_fields=["text"])
    assert (again(letter).row_version, read(again(letter).text)) == (2, "new")


@pytest.mark.parametrize("names", [["text"], ["state"], ["text", "row_version", "tandem_id", "author_id"]])
def test_deferred_columns_open_and_survive_a_new_version(names: list[str]) -> None:
    letter = write(reply="yes")
    partly = Letter.objects.only(*names).get(pk=letter.pk)
    assert repr(partly.text) == "<sealed>"
    assert read(partly.text) == MARKER
    partly = Letter.objects.only(*names).get(pk=letter.pk)
    partly.row_version += 1
    partly.save()
    assert (read(again(letter).text), read(again(letter).reply)) == (MARKER, "yes")


def test_deferred_column_changed_meanwhile_opens_as_it_is_now() -> None:
    letter = write()
    partly = Letter.objects.defer("text").get(pk=letter.pk)
    letter.text = "newer"
    letter.save()
    assert (read(partly.text), partly.row_version) == ("newer", 1)


def test_refreshed_row_opens_and_deferred_null_is_none() -> None:
    letter = write()
    stale = again(letter)
    letter.text = "newer"
    letter.save()
    stale.refresh_from_db()
    assert (read(stale.text), stale.row_version) == ("newer", 2)
    stale.refresh_from_db(fields=["text"])
    assert read(stale.text) == "newer"
    assert Letter.objects.defer("reply").get(pk=letter.pk).reply is None


def test_copy_of_a_row_in_the_same_scope_is_sealed_for_its_own_address() -> None:
    letter = write()
    copy = again(letter)
    copy.pk, copy._state.adding = uuid4(), True
    copy.save()
    assert [read(again(one).text) for one in (letter, copy)] == [MARKER, MARKER]
    assert in_database(letter) != in_database(copy)


def test_content_is_not_carried_to_another_scope_or_author() -> None:
    letter = write()
    with pytest.raises(TypeError, match="stays with its scope"):
        Letter.objects.create(tandem_id=new_tandem(), author_id=AMIRA, text=letter.text)
    letter.author_id = BEN
    with pytest.raises(TypeError, match="stays with its scope"):
        letter.save()


@pytest.mark.parametrize(
    "names", [{"text": MARKER}, {"text": b"x"}, {"marks": {}}, {"text": MARKER, "state": "x"}]
)
def test_update_with_plaintext_is_refused(names: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="is sealed"):
        Letter.objects.update(**names)


def test_update_with_the_sealed_content_of_another_row_is_refused() -> None:
    with pytest.raises(TypeError, match="is sealed"):
        Letter.objects.update(text=write().text)


def test_bulk_update_is_refused() -> None:
    letter = write()
    letter.text = "new"
    with pytest.raises(TypeError, match="is sealed"):
        Letter.objects.bulk_update([letter], ["text"])


@pytest.mark.parametrize("lookup", ["text", "text__contains", "text__in", "marks__a", "text__gt"])
def test_search_in_sealed_columns_is_refused(lookup: str) -> None:
    with pytest.raises(FieldError):
        Letter.objects.filter(**{lookup: [MARKER]}).exists()


def test_values_and_annotations_stay_sealed() -> None:
    letter = write()
    for sealed in (
        Letter.objects.values("text")[0]["text"],
        Letter.objects.values_list("text", flat=True)[0],
        Letter.objects.annotate(copy=F("text"))[0].copy,
    ):
        assert repr(sealed) == "<sealed>"
        with pytest.raises(TypeError, match="Load the row"):
            read(sealed)
    assert read(letter.text) == MARKER


def test_row_without_scope_is_refused() -> None:
    with pytest.raises(TypeError, match="tandem_id"):
        Letter(text=MARKER).save()


def test_row_with_an_expression_as_version_is_refused() -> None:
    letter = write()
    letter.row_version = F("row_version") + 1
    with pytest.raises(TypeError, match="row_version"):
        letter.save()


def test_ids_given_as_text_are_the_same_address() -> None:
    letter = Letter.objects.create(tandem_id=str(new_tandem()), author_id=str(AMIRA), text=MARKER)
    assert read(again(letter).text) == MARKER


def test_model_that_cannot_hold_sealed_content_fails_the_system_check() -> None:
    class Bad(models.Model):
        text = SealedTextField(scope="letters", scope_id="tandem_id", author=None, version="row_version")

        class Meta:
            app_label = "vault_tests_bad"
            ordering = ["-text"]

    found = [error.id for error in Bad._meta.get_field("text").check()]
    assert found == ["vault.E001", "vault.E002", "vault.E002", "vault.E003"]
    assert Letter._meta.get_field("text").check() == []


@pytest.mark.parametrize("option", ["unique", "db_index", "primary_key"])
def test_sealed_key_or_index_is_refused(option: str) -> None:
    with pytest.raises(TypeError):
        SealedTextField(scope="letters", scope_id="a", author=None, version="b", **{option: True})


def test_field_of_the_class_is_the_descriptor_and_positional_save_is_refused() -> None:
    assert Letter.text.field is Letter._meta.get_field("text")
    with pytest.raises(TypeError, match="keyword"):
        write().save(True)


def test_sealed_field_of_an_abstract_model_reaches_its_children() -> None:
    class Paper(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid4)
        text = SealedTextField(scope="letters", scope_id="tandem_id", author=None, version="row_version")

        class Meta:
            app_label = "vault_tests_bad"
            abstract = True

    class Postcard(Paper):
        tandem_id = models.UUIDField()
        row_version = models.PositiveIntegerField(default=1)

        class Meta:
            app_label = "vault_tests_bad"

    card = Postcard(tandem_id=new_tandem(), text=MARKER)
    assert (read(card.text), Postcard._meta.get_field("text").check()) == (MARKER, [])
    assert (Postcard.is_guarded, hasattr(Paper, "is_guarded")) == (True, False)


def test_sealed_field_of_a_migration_is_the_same_field() -> None:
    field = Letter._meta.get_field("reply")
    _name, path, args, kwargs = field.deconstruct()
    assert path == "mutua.vault.fields.SealedTextField"
    assert args == []
    names = {"scope": "letters", "scope_id": "tandem_id", "author": "author_id", "version": "row_version"}
    assert kwargs == {**names, "null": True}

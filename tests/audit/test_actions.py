"""The chain of looks: written once, complete, without gaps; a changed word is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from mutua.audit.actions import record
from mutua.audit.models import AppendOnlyError, Entry, Look
from mutua.audit.queries import broken_link, looks_at
from tests.conftest import Race
from tests.factories import AT

DORA, AMIRA, BEN = (UUID(int=number) for number in (1, 2, 3))
PLACE = uuid4()


def fill(count: int = 3) -> list[Entry]:
    return [
        record(
            by=DORA,
            what="review",
            people=[BEN, AMIRA],
            place=PLACE,
            details={"round": number, "name": "Straße", "all": True, "of": None},
            at=AT + timedelta(minutes=number, microseconds=7),
        )
        for number in range(count)
    ]


@pytest.mark.django_db
def test_entries_follow_each_other() -> None:
    first, second, third = fill()
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert broken_link() is None


@pytest.mark.django_db
def test_people_are_each_told_once() -> None:
    entry = record(by=DORA, what="review", people=[BEN, AMIRA, BEN], at=AT)
    assert sorted(entry.looks.values_list("person", flat=True)) == [AMIRA, BEN]
    assert broken_link() is None


@pytest.mark.django_db
def test_command_without_people_is_written_too() -> None:
    record(by=None, what="export", at=AT)
    assert Entry.objects.get().by is None
    assert broken_link() is None


@pytest.mark.django_db
@pytest.mark.parametrize("people", [1, 300])
def test_record_takes_few_queries(people: int, django_assert_num_queries: Any) -> None:
    fill(1)
    lock = connection.vendor == "postgresql"  # on SQLite the transaction is the lock
    with django_assert_num_queries(3 + 2 + lock):  # 2: a savepoint, as the test is in a transaction
        record(by=DORA, what="review", people=[uuid4() for _number in range(people)], at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "details", [{"a": 1.5}, {"a": ["x"]}, {"a": "x" * 101}, {f"{n}": n for n in range(11)}]
)
def test_details_stay_small(details: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="detail"):
        record(by=DORA, what="review", details=details, at=AT)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_look_without_a_name_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        record(by=DORA, what="", at=AT)


@pytest.mark.django_db
def test_rolled_back_look_leaves_no_gap() -> None:
    fill(1)
    with transaction.atomic():
        assert record(by=DORA, what="review", people=[AMIRA], at=AT).number == 2
        transaction.set_rollback(True)
    assert record(by=DORA, what="review", people=[AMIRA], at=AT).number == 2
    assert broken_link() is None


def _saved(row: Entry | Look) -> None:
    row.save()


CHANGES: dict[str, Callable[[Entry], object]] = {
    "save": _saved,
    "save only": lambda entry: entry.save(update_fields=["what"]),
    "update": lambda entry: Entry.objects.filter(pk=entry.pk).update(what="nothing"),
    "update or create": lambda entry: Entry.objects.update_or_create(
        pk=entry.pk, defaults={"what": "nothing"}
    ),
    "bulk update": lambda entry: Entry.objects.bulk_update([entry], ["what"]),
    "bulk create": lambda entry: Entry.objects.bulk_create(
        [entry], update_conflicts=True, update_fields=["what"], unique_fields=["number"]
    ),
    "delete": lambda entry: entry.delete(),
    "delete all": lambda _entry: Entry.objects.all().delete(),
    "look saved": lambda entry: _saved(entry.looks.all()[0]),
    "looks moved": lambda entry: entry.looks.update(person=DORA),
    "look deleted": lambda entry: entry.looks.all()[0].delete(),
    "looks deleted": lambda entry: entry.looks.all().delete(),
    "all looks deleted": lambda _entry: Look.objects.all().delete(),
}


@pytest.mark.django_db
@pytest.mark.parametrize("way", CHANGES)
def test_nothing_is_changed_or_taken_out(way: str) -> None:
    entry = fill(1)[0]
    before = list(Entry.objects.values()), list(Look.objects.values())
    entry.what = "nothing"
    with pytest.raises(AppendOnlyError):
        CHANGES[way](entry)
    assert (list(Entry.objects.values()), list(Look.objects.values())) == before


TAMPERED = {
    "what": ("UPDATE audit_entry SET what = 'nothing' WHERE number = 3", 3),
    "by": ("UPDATE audit_entry SET by = NULL WHERE number = 3", 3),
    "place": ("UPDATE audit_entry SET place = NULL WHERE number = 2", 2),
    "at": ("UPDATE audit_entry SET at = '2026-11-23 09:00:00' WHERE number = 4", 4),
    "details": ("UPDATE audit_entry SET details = '{}' WHERE number = 5", 5),
    "hash": ("UPDATE audit_entry SET hash = 'x' WHERE number = 1", 1),
    "one gone": ("DELETE FROM audit_entry WHERE number = 3", 3),
    "first gone": ("DELETE FROM audit_entry WHERE number = 1", 1),
    "moved": ("UPDATE audit_entry SET number = 9 WHERE number = 5", 5),
}


@pytest.mark.django_db
@pytest.mark.parametrize("how", TAMPERED)
def test_changed_entry_is_found(how: str) -> None:
    statement, number = TAMPERED[how]
    for minute in range(5):
        record(by=DORA, what="review", place=PLACE, details={"a": 1}, at=AT + timedelta(minutes=minute + 1))
    assert broken_link() is None
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 1
    assert broken_link() == number


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_look WHERE entry_id = 2 AND person = %s",
        "UPDATE audit_look SET entry_id = 1 WHERE entry_id = 2 AND person = %s",
    ],
)
def test_person_taken_off_an_entry_is_found(statement: str) -> None:
    record(by=DORA, what="review", people=[BEN], at=AT)
    record(by=DORA, what="review", people=[AMIRA, BEN], at=AT)
    key = AMIRA if connection.vendor == "postgresql" else AMIRA.hex
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        assert cursor.rowcount == 1
    assert broken_link() == (1 if statement.startswith("UPDATE") else 2)


@pytest.mark.django_db
def test_chain_longer_than_a_chunk_is_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mutua.audit.queries.CHUNK", 2)
    fill(5)
    assert broken_link() is None


@pytest.mark.django_db
def test_looks_are_those_at_one_person_newest_first() -> None:
    old = record(by=DORA, what="review", people=[AMIRA], at=AT - timedelta(days=2))
    new = record(by=DORA, what="review", people=[AMIRA, BEN], at=AT)
    record(by=DORA, what="review", people=[BEN], at=AT)
    assert list(looks_at(AMIRA, since=AT - timedelta(days=3))) == [new, old]
    assert list(looks_at(AMIRA, since=AT - timedelta(days=1))) == [new]


@pytest.mark.django_db(transaction=True)
def test_parallel_looks_make_one_chain(race: Race) -> None:
    def fifty(by: UUID) -> list[int]:
        return [record(by=by, what="review", people=[AMIRA, BEN], at=AT).number for _time in range(50)]

    results = race(lambda: fifty(DORA), lambda: fifty(BEN))
    numbers = [number for one in results for number in one]
    assert sorted(numbers) == list(range(1, 101))
    assert (Entry.objects.count(), Look.objects.count(), broken_link()) == (100, 200, None)

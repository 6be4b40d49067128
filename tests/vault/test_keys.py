from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connections, transaction

from mutua import vault
from mutua.vault import keys
from mutua.vault.cipher import Scope
from mutua.vault.errors import Shredded
from mutua.vault.models import DataKey
from mutua.vault.routers import KeyStoreRouter
from tests.vault.letters import AMIRA, MARKER, again, new_tandem, read
from tests.vault.models import Letter

pytestmark = pytest.mark.usefixtures("kept_letters")


@pytest.mark.parametrize("author", [AMIRA, None])
def test_key_made_by_many_at_once_is_one(race: Callable[..., list[Any]], author: Any) -> None:
    for _ in range(5):
        scope = Scope("letters", new_tandem(), author)
        found = race(*[lambda scope=scope: keys.for_sealing(scope)] * 8)
        assert {(key.id, key.secret) for key in found} == {(found[0].id, found[0].secret)}
        assert DataKey.objects.filter(scope_id=scope.id).count() == 1


def test_letters_written_by_many_at_once_in_a_new_tandem_all_open(race: Callable[..., list[Any]]) -> None:
    tandem = new_tandem()
    written = race(*[lambda: Letter.objects.create(tandem_id=tandem, author_id=AMIRA, text=MARKER)] * 8)
    assert [read(again(letter).text) for letter in written] == [MARKER] * 8
    assert DataKey.objects.filter(scope_id=tandem).count() == 2


PROCESS = """
import sys, time, django
django.setup()
from uuid import UUID
from django.conf import settings
from django.db import connections
for alias, name in zip(("default", "keys"), sys.argv[3:]):
    connections[alias].settings_dict["NAME"] = name
from pathlib import Path
settings.MASTER_KEY_FILE = Path(sys.argv[2])
from mutua.vault import keys
from mutua.vault.cipher import Scope
print("ready", flush=True)
sys.stdin.readline()
for number in range(20):
    key = keys.for_sealing(Scope("letters", UUID(int=int(sys.argv[1]) + number), None))
    print(key.id, key.secret.hex())
"""


def test_key_made_by_processes_at_once_is_one() -> None:
    first = str(uuid4().int)
    names = [str(connections[alias].settings_dict["NAME"]) for alias in ("default", "keys")]
    key_file = str(Path(settings.MASTER_KEY_FILE))
    paths = {"PYTHONPATH": os.pathsep.join(sys.path), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, first, key_file, *names],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **paths},
        )
        for _ in range(3)
    ]
    for run in runs:
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        run.stdin.write("\n")
        run.stdin.flush()
    found = [run.communicate(timeout=60)[0] for run in runs]
    assert len(found[0].splitlines()) == 20
    assert found == [found[0]] * 3
    assert DataKey.objects.count() == 20


def test_key_survives_the_rollback_of_the_content() -> None:
    tandem = new_tandem()
    with transaction.atomic():
        Letter.objects.create(tandem_id=tandem, text=MARKER)
        transaction.set_rollback(True)
    assert (Letter.objects.count(), DataKey.objects.filter(scope_id=tandem).count()) == (0, 1)
    letter = Letter.objects.create(tandem_id=tandem, text=MARKER)
    assert read(again(letter).text) == MARKER


def test_key_is_committed_before_the_content_that_uses_it(race: Callable[..., list[Any]]) -> None:
    tandem = new_tandem()
    with transaction.atomic():
        Letter.objects.create(tandem_id=tandem, text=MARKER)
        [seen] = race(lambda: DataKey.objects.filter(scope_id=tandem).count())
        assert seen == 1


def test_key_shredded_while_it_is_made_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DataKey.objects, "bulk_create", lambda *_, **__: [])
    with pytest.raises(Shredded):
        keys.for_sealing(Scope("letters", uuid4(), None))


def test_second_key_of_a_scope_is_refused_by_the_database() -> None:
    for author in (AMIRA, None):
        scope = {"scope_kind": "letters", "scope_id": uuid4(), "author_id": author, "wrapped": b"x"}
        DataKey.objects.create(**scope)
        with pytest.raises(DatabaseError):
            DataKey.objects.create(**scope)


def test_key_store_holds_the_vault_and_nothing_else() -> None:
    tables = {alias: set(connections[alias].introspection.table_names()) for alias in ("default", "keys")}
    vault_tables = {"vault_datakey", "vault_keyprobe"}
    assert tables["keys"] - {"django_migrations"} == vault_tables
    assert not tables["default"] & vault_tables
    router = KeyStoreRouter()
    assert (router.db_for_read(Letter), router.db_for_write(DataKey)) == (None, "keys")
    assert router.allow_migrate("default", "people") is None


def test_many_keys_are_fetched_in_batches() -> None:
    tandem = new_tandem()
    with vault.key_cache():
        made = [keys.for_sealing(Scope("letters", tandem, uuid4())) for _ in range(3)]
    with vault.key_cache():
        keys.BATCH, before = 2, keys.BATCH
        try:
            keys.warm([key.id for key in made])
        finally:
            keys.BATCH = before
        assert keys._cache.get().by_id.keys() == {key.id for key in made}
    keys.warm([made[0].id])  # outside a block there is nowhere to keep it
    assert keys._cache.get() is None

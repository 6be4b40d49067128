from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any

import pytest

from mutua import vault
from mutua.vault import keys
from mutua.vault.cipher import Scope
from mutua.vault.models import DataKey, KeyProbe
from tests.vault.letters import new_tandem, write

pytestmark = pytest.mark.usefixtures("letters")


@pytest.fixture
def path(tmp_path: Path, settings: Any) -> Path:
    settings.MASTER_KEY_FILE = tmp_path / "master.key"
    return tmp_path / "master.key"


def replace_key(path: Path) -> None:
    path.unlink()
    path.write_bytes(base64.b64encode(os.urandom(32)))
    path.chmod(0o600)


def refused(match: str) -> None:
    with pytest.raises(vault.MasterKeyError, match=match) as caught:
        vault.check()
    assert "\n" not in str(caught.value)


def test_first_start_makes_key_and_probe_and_the_next_starts_keep_them(path: Path) -> None:
    vault.check()
    key, probe = path.read_bytes(), bytes(KeyProbe.objects.get().wrapped)
    vault.check()
    assert (path.read_bytes(), bytes(KeyProbe.objects.get().wrapped)) == (key, probe)


def test_start_with_a_wrong_key_is_refused_and_with_the_right_one_works_again(path: Path) -> None:
    vault.check()
    right = path.read_bytes()
    replace_key(path)
    refused("not the one")
    path.write_bytes(right)
    vault.check()


def test_start_without_the_key_beside_a_probe_is_refused(path: Path) -> None:
    vault.check()
    path.unlink()
    refused("missing")
    assert not path.exists()


def test_start_without_the_key_beside_data_keys_is_refused(path: Path) -> None:
    vault.check()
    keys.for_sealing(Scope("letters", new_tandem(), None))
    KeyProbe.objects.all().delete()
    path.unlink()
    refused("missing")
    assert not path.exists()


def test_start_with_a_wrong_key_beside_data_keys_makes_no_probe_for_it(path: Path) -> None:
    vault.check()
    keys.for_sealing(Scope("letters", new_tandem(), None))
    KeyProbe.objects.all().delete()
    right = path.read_bytes()
    replace_key(path)
    refused("not the one")
    assert not KeyProbe.objects.exists()
    path.write_bytes(right)
    vault.check()
    assert KeyProbe.objects.count() == 1


def test_start_with_content_but_an_empty_key_store_is_refused(path: Path, installed: None) -> None:
    vault.check()
    write()
    DataKey.objects.all().delete()
    KeyProbe.objects.all().delete()
    refused("key store is empty")
    path.unlink()
    refused("missing")
    assert not path.exists()


def test_start_with_a_damaged_probe_is_refused(path: Path) -> None:
    vault.check()
    KeyProbe.objects.update(wrapped=b"x" * 60)
    refused("not the one")

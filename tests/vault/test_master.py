import base64
import hashlib
import hmac
import stat
from pathlib import Path
from threading import Barrier, Thread

import pytest

from mutua.vault import master
from mutua.vault.errors import DamagedContent, MasterKeyError

KEY = base64.b64encode(bytes(range(32)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "master.key"


def put(path: Path, text: bytes, mode: int = 0o600) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text)
    path.chmod(mode)


def test_master_key_is_made_where_nothing_was_sealed_yet(path: Path) -> None:
    master.prepare(path, has_data=False)
    assert len(base64.b64decode(path.read_bytes(), validate=False)) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]


def test_master_key_that_exists_is_kept(path: Path) -> None:
    put(path, KEY)
    master.prepare(path, has_data=False)
    master.prepare(path, has_data=True)
    assert path.read_bytes() == KEY


def test_master_key_missing_beside_data_is_never_made(path: Path) -> None:
    with pytest.raises(MasterKeyError, match="missing") as caught:
        master.prepare(path, has_data=True)
    assert not path.exists()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_master_key_that_others_can_read_is_refused(path: Path, mode: int) -> None:
    put(path, KEY, mode)
    with pytest.raises(MasterKeyError, match="chmod 600"):
        master.prepare(path, has_data=True)


@pytest.mark.parametrize("text", [b"", b"\n", KEY[:-5], KEY + KEY, b"%" * 44, bytes(range(32)), b"\xff" * 44])
@pytest.mark.parametrize("has_data", [True, False])
def test_master_key_damaged_is_refused_and_kept(path: Path, text: bytes, has_data: bool) -> None:
    put(path, text)
    with pytest.raises(MasterKeyError, match="damaged"):
        master.prepare(path, has_data=has_data)
    assert path.read_bytes() == text


def test_master_key_that_is_a_folder_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(MasterKeyError, match="cannot be read"):
        master.prepare(path, has_data=False)


def test_master_key_where_nothing_can_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MasterKeyError, match="cannot be created"):
        master.prepare(tmp_path / "file" / "master.key", has_data=False)


def test_master_key_made_by_many_at_once_is_one(path: Path) -> None:
    path.parent.mkdir()
    barrier, seen = Barrier(8), []

    def start() -> None:
        barrier.wait()
        master._create(path)
        seen.append(path.read_bytes())

    threads = [Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [path.read_bytes()] * 8
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]


def test_derived_key_is_hkdf_sha256_as_in_rfc_5869() -> None:
    secret = bytes(range(32))
    extracted = hmac.new(bytes(32), secret, hashlib.sha256).digest()
    expected = hmac.new(extracted, b"wrap/tandem/v1\x01", hashlib.sha256).digest()
    assert master.derive(secret, "wrap/tandem/v1") == expected


def test_wrapped_key_opens_for_its_purpose_and_place_only() -> None:
    wrapped = master.wrap(b"k" * 32, purpose="wrap/tandem/v1", bound=b"here")
    assert master.unwrap(wrapped, purpose="wrap/tandem/v1", bound=b"here") == b"k" * 32
    with pytest.raises(DamagedContent):
        master.unwrap(wrapped, purpose="wrap/person/v1", bound=b"here")
    with pytest.raises(DamagedContent):
        master.unwrap(wrapped, purpose="wrap/tandem/v1", bound=b"there")

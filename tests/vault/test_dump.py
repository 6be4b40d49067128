"""Whoever gets the databases, their journals or a dump of them reads nothing."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from django.conf import settings

from mutua import vault
from mutua.vault import keys
from mutua.vault.models import DataKey
from tests.dumps import everything, holds
from tests.vault.letters import AMIRA, MARKER, new_tandem, read, write
from tests.vault.models import Letter

pytestmark = pytest.mark.usefixtures("kept_letters")


def test_dump_of_both_databases_holds_no_content_and_no_key() -> None:
    tandem = new_tandem()
    letter = write(tandem_id=tandem, reply=f"re: {MARKER}", marks={MARKER: [MARKER]}, state="plainword")
    letter.text = f"again {MARKER}"
    letter.save()
    name = vault.mac("letters", tandem, MARKER.encode())
    Letter.objects.filter(pk=letter.pk).update(state=name[:10])
    dump = everything("default") + everything("keys")
    assert holds(everything("default"), name[:10].encode())  # the control: what is not sealed is found
    assert holds(everything("keys"), b"letters")
    assert not holds(dump, MARKER.encode())
    assert not holds(dump, Path(settings.MASTER_KEY_FILE).read_bytes().strip())
    assert not holds(dump, base64.b64decode(Path(settings.MASTER_KEY_FILE).read_bytes()))
    with vault.key_cache():
        read(letter.text)
        [key] = keys._cache.get().by_id.values()
        assert not holds(dump, key.secret)


def test_shredded_key_is_in_no_file_any_more() -> None:
    letter = write()
    row = DataKey.objects.get(scope_id=letter.tandem_id, author_id=AMIRA)
    wrapped = bytes(row.wrapped)
    assert holds(everything("keys"), wrapped)  # the control
    vault.shred("letters", letter.tandem_id)
    assert not holds(everything("keys"), wrapped)

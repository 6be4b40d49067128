"""Before anything is served: does the master key fit what is sealed?"""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.conf import settings

from mutua.vault import keys, master
from mutua.vault.errors import DamagedContent, MasterKeyError
from mutua.vault.models import DataKey, KeyProbe
from mutua.vault.rows import sealed_fields

PURPOSE = "probe/v1"
PROBE = b"This is the right master key."


def check() -> None:
    """Refuse to start with a missing, unsafe, damaged or wrong master key. Call it after the migrations.

    The very first start makes the key. Raises MasterKeyError, whose one line says what to do.
    """
    path = Path(settings.MASTER_KEY_FILE)
    probed, keyed, filled = KeyProbe.objects.exists(), DataKey.objects.exists(), _has_content()
    master.prepare(path, has_data=probed or keyed or filled)
    if filled and not (probed or keyed):
        raise MasterKeyError(
            "The key store is empty, but there is sealed content that needs its keys. "
            "Restore the key store from its own backup."
        )
    try:
        if keyed and not probed:  # a probe made now must not vouch for a wrong key
            keys.unwrap(DataKey.objects.all()[0])
        if not probed:
            fresh = KeyProbe(wrapped=master.wrap(PROBE, purpose=PURPOSE, bound=PURPOSE.encode()))
            KeyProbe.objects.bulk_create([fresh], ignore_conflicts=True)
        master.unwrap(bytes(KeyProbe.objects.get().wrapped), purpose=PURPOSE, bound=PURPOSE.encode())
    except DamagedContent:
        raise MasterKeyError(
            f"The master key {path} is not the one that this data was sealed with. "
            "Put the right one back from your recovery sheet or key backup."
        ) from None


def _has_content() -> bool:
    models = [model for model in apps.get_models() if sealed_fields(model)]
    return any(model._base_manager.exists() for model in models)

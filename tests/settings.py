"""The product's own settings, with what a test needs different: its own folder, keys and databases."""

from __future__ import annotations

import atexit
import base64
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote

# A developer's own settings must not reach the tests.
DATABASE = os.environ.get("MUTUA_TEST_DATABASE", "sqlite")
for name in [name for name in os.environ if name.startswith("MUTUA_") and "_TEST_" not in name]:
    del os.environ[name]
own_server = os.environ.pop("DATABASE_URL", "")
os.environ.pop("KEYS_DATABASE_URL", None)

folder = Path(tempfile.mkdtemp(prefix="mutua-test-"))
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["MUTUA_DATA"] = str(folder)
os.environ["MUTUA_CONFIG"] = os.devnull
os.environ["MUTUA_BASE_URL"] = "http://testserver"
os.environ["MUTUA_ALLOWED_HOSTS"] = "127.0.0.1 localhost"

if DATABASE == "postgresql" and not own_server:
    # tests/conftest.py starts a server on a socket in this folder; all test processes share it.
    sockets = os.environ.setdefault("MUTUA_TEST_POSTGRESQL", tempfile.mkdtemp(prefix="mutua-pg-", dir="/tmp"))
    own_server = f"postgresql://postgres@/mutua?host={quote(sockets, safe='')}"
if DATABASE == "postgresql":
    # Two databases instead of two schemas: Django makes one test database per name.
    os.environ["DATABASE_URL"] = os.environ["KEYS_DATABASE_URL"] = own_server
elif DATABASE != "sqlite":
    raise SystemExit(f"MUTUA_TEST_DATABASE is “{DATABASE}”, but must be sqlite or postgresql.")

from mutua.conf.settings import *  # noqa: E402, F403
from mutua.conf.settings import DATA, DATABASES  # noqa: E402

MASTER_KEY_FILE = DATA / "master.key"
MASTER_KEY_FILE.write_text(base64.b64encode(bytes(range(32))).decode() + "\n")
MASTER_KEY_FILE.chmod(0o600)

for alias, database in DATABASES.items():
    if DATABASE == "sqlite":
        # Real files, so that parallel connections are real; without fsync, which no test here can see.
        database["TEST"] = {"NAME": str(DATA / f"test-{alias}.sqlite3")}
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    else:
        database["TEST"] = {"NAME": f"test_mutua_{alias}"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

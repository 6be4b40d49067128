"""Law 9: every text that is marked for translation is there in German, and .mo says what .po says."""

from __future__ import annotations

import gettext
import os
import re
import shutil
import subprocess
import sys
from ast import literal_eval
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "mutua"
GERMAN = Path("locale", "de", "LC_MESSAGES", "django.po")
# A placeholder is a name in braces or after a percent sign: {name}, %(name)s, %s
PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%[sd]")

Entry = dict[str, str]


def read(path: Path) -> list[Entry]:
    """The entries of a .po file: msgid, msgstr, msgstr[0] …, msgctxt, and flags, as plain text."""
    entries: list[Entry] = []
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        entry: Entry = {}
        key = ""
        for line in block.splitlines():
            if line.startswith("#,"):
                entry["flags"] = line
            elif found := re.match(r'(msg\w+(?:\[\d\])?) (".*")$', line):
                key = found[1]
                entry[key] = literal_eval(found[2])
            elif line.startswith('"'):
                entry[key] += literal_eval(line)
        if entry.get("msgid"):
            entries.append(entry)
    return entries


def strings(entry: Entry) -> list[str]:
    return [value for key, value in entry.items() if key.startswith("msgstr")]


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The .po file as it would be after collecting all marked texts anew, in a copy of the source."""
    copy = tmp_path_factory.mktemp("source") / "mutua"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "*.gz"))
    (copy / "locale").mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale=de", "--no-obsolete", "-v0"],
        cwd=copy,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        check=True,
    )
    return read(copy / GERMAN)


def test_every_marked_text_has_its_german(collected):
    missing = [entry["msgid"] for entry in collected if not all(strings(entry))]
    assert missing == []


def test_no_translation_is_fuzzy(collected):
    assert [entry["msgid"] for entry in collected if "fuzzy" in entry.get("flags", "")] == []


def test_translations_keep_the_placeholders(collected):
    def differs(entry: Entry) -> bool:
        sources = [entry["msgid"], entry.get("msgid_plural", entry["msgid"])]
        allowed = [set(PLACEHOLDER.findall(source)) for source in sources]
        return any(set(PLACEHOLDER.findall(text)) not in allowed for text in strings(entry) if text)

    assert [entry["msgid"] for entry in collected if differs(entry)] == []


def test_the_compiled_file_says_the_same():
    path = PACKAGE / GERMAN
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = []
    for entry in read(path):
        context = entry.get("msgctxt")
        if "msgid_plural" in entry:
            said = [compiled.ngettext(entry["msgid"], entry["msgid_plural"], number) for number in (1, 2)]
        else:
            said = [
                compiled.pgettext(context, entry["msgid"]) if context else compiled.gettext(entry["msgid"])
            ]
        if said != strings(entry):
            stale.append(entry["msgid"])
    assert stale == []


def test_the_file_holds_no_machine_paths_or_dates():
    text = (PACKAGE / GERMAN).read_text(encoding="utf-8")
    assert re.findall(r"^#: /.*$", text, re.MULTILINE) == []

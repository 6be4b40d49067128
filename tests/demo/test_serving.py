"""`mutua serve --demo` as somebody meets it who looks around for the first time."""

from __future__ import annotations

import sqlite3
import uuid
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

from tests.conf.running import ended, free_port, running

CAST = ("Amira", "Ben", "Dora", "Emil", "Oksana", "Clara")


def links(said: str) -> dict[str, str]:
    """What is printed for each of the cast."""
    lines = (line.split(" ") for line in said.splitlines())
    return {words[0]: words[1] for words in lines if len(words) == 2 and words[0] in CAST}


def opened(link: str) -> str:
    """The page a fresh browser ends on."""
    browser = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
    with browser.open(link, timeout=10) as page:
        return page.read().decode()


def test_demo_prints_links_that_stay_the_same(tmp_path: Path) -> None:
    port = free_port()
    said = []
    for _start in range(2):
        with running(tmp_path, "serve", "--demo", "--port", str(port), "--data", "data") as mutua:
            said.append(links(mutua.until("Ready: ")))
            page = opened(said[-1]["Amira"])
            assert mutua.end() == 0
        assert "Say what you can offer and what you want to learn" in page
        assert "Mutua · Lindenwerk" in page
    assert tuple(said[0]) == CAST
    assert said[0] == said[1]


def test_demo_refuses_a_folder_with_other_people_in_one_line(tmp_path: Path) -> None:
    assert ended(tmp_path, "migrate", "--data", "data")[0] == 0
    (tmp_path / "data" / "demo").touch()  # as if an earlier version had let them in
    with sqlite3.connect(tmp_path / "data" / "mutua.sqlite3") as database:
        values = (uuid.uuid4().hex, "noor@example.org", "2026-11-23 09:00:00")
        database.execute(
            "INSERT INTO people_person (id, email, created_at, password, name, language, time_zone, state,"
            " is_operator) VALUES (?, ?, ?, '', 'Noor', 'en', 'UTC', 'active', 0)",
            values,
        )
    database.close()
    port = str(free_port())
    arguments = ("serve", "--demo", "--port", port, "--data", "data")
    code, said = ended(tmp_path, *arguments, MUTUA_SQLITE_JOURNAL="truncate")
    refusal = (
        "The database holds people whom the demo did not invent. "
        "Choose an empty one, with --data or DATABASE_URL."
    )
    assert (code, said) == (2, f"mutua: {refusal}\n")

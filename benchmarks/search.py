"""The skill search, as someone types: milliseconds per query over labels and synonyms in both languages."""

from __future__ import annotations

import time

from mutua.content.skills import search_skills

QUERIES = ("a", "e", "pr", "the management of", "presentign", "qqqqqqqq", "in der", "a b c d e f g h")
ROUNDS = 20


def run() -> None:
    begin = time.perf_counter()
    search_skills("warm", "de")
    print(f"\nSkill search: first load {time.perf_counter() - begin:.2f} s\n")
    print("query                   ms (best of 20)")
    for query in QUERIES:
        print(f"{query:<22} {1000 * min(_seconds(query) for _ in range(ROUNDS)):>8.2f}")


def _seconds(query: str) -> float:
    begin = time.perf_counter()
    search_skills(query, "de")
    return time.perf_counter() - begin

"""Names of many origins (data/*_names.txt), put together by chance; no bearer is meant."""

from __future__ import annotations

from importlib.resources import files
from random import Random

_LETTERS = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "ç": "c", "í": "i", "ó": "o",
        "ć": "c", "ł": "l", "é": "e",
    }
)  # fmt: skip


def full_names(rng: Random, count: int) -> list[str]:
    """So many different names."""
    first, last = _twice(rng, "first_names.txt"), _twice(rng, "last_names.txt")
    pairs = (" ".join(pair) for pair in zip(first, last, strict=False))
    return list(dict.fromkeys(pairs))[:count]


def address_part(name: str) -> str:
    """A name as the first part of an e-mail address, such as "emil.soerensen"."""
    return name.lower().translate(_LETTERS).replace(" ", ".")


def _twice(rng: Random, file: str) -> list[str]:
    """Every name of the file, in one order and then in another."""
    names = (files(__package__) / "data" / file).read_text(encoding="utf-8").split()
    return [*rng.sample(names, len(names)), *rng.sample(names, len(names))]

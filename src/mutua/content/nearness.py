"""Which skills are close to which: a partial match where nobody offers the very same (CONTRACT §3.2).

Three sources, the later wins: skills of one group of the catalogue; pairs worked out from ESCO
(data/nearness.csv.gz); pairs judged by hand (data/nearness_by_hand.yaml). How and why:
docs/adr/0010-nearness-of-skills.md.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.abc import Traversable
from importlib.resources import files
from itertools import combinations

from mutua.content import loader
from mutua.content.catalogue import esco_keys, shipped

SAME_GROUP = 0.4
SAME_BY_ANOTHER_NAME, CLOSE_BY_HAND = 0.65, 0.5
Pair = tuple[str, str, float]


@cache
def nearness() -> Mapping[str, Mapping[str, float]]:
    """By skill its close relatives, each with its closeness, 0.4 to 0.65; symmetric. Own words have none."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for source in (_groups, _worked_out, _by_hand):
        for one, other, closeness in source():
            found[one][other] = found[other][one] = closeness
    return dict(found)


def _groups() -> Iterator[Pair]:
    for one, other in combinations(shipped(), 2):
        if one.group == other.group:
            yield one.key, other.key, SAME_GROUP


def _worked_out() -> Iterator[Pair]:
    text = gzip.decompress((_data() / "nearness.csv.gz").read_bytes()).decode("utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        for relative in row["relatives"].split():
            other, hundredths = relative.split(":")
            yield row["id"], other, int(hundredths) / 100


def _by_hand() -> Iterator[Pair]:
    """The table names skills of ESCO by their English label. Nearer families come last: they win."""
    keys = esco_keys()
    table = loader.parsed((_data() / "nearness_by_hand.yaml").read_text(encoding="utf-8"))
    for key, names in table["catalogue"].items():
        for kind, closeness in (("close", CLOSE_BY_HAND), ("same", SAME_BY_ANOTHER_NAME)):
            yield from ((key, keys[name], closeness) for name in names.get(kind, ()))
    for closeness in sorted(table["families"]):
        for family in table["families"][closeness]:
            for one, other in combinations(family, 2):
                yield keys[one], keys[other], closeness


def _data() -> Traversable:
    return files(__package__) / "data"

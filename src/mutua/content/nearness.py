"""Which skills are close to which: a partial match where nobody offers the very same (CONTRACT §3.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from mutua.content.catalogue import known

SAME_GROUP = 0.4


@cache
def nearness() -> Mapping[str, Mapping[str, float]]:
    """By skill, its close relatives, each with its closeness. Symmetric; own words have no relatives."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, skill in known().items():
        if skill.group:
            groups[skill.group].append(key)
    return {
        key: dict.fromkeys((other for other in members if other != key), SAME_GROUP)
        for members in groups.values()
        for key in members
    }

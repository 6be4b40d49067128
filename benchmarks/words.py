"""The words that fill the lists of invented people."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from mutua.content import loader
from mutua.content.catalogue import known

FUNCTIONS = (
    "Engineering", "Operations", "Sales", "Customer Care", "Product", "Design", "Marketing", "Finance",
    "People", "Legal", "Purchasing", "Logistics", "Quality", "Research", "Data", "Security", "Maintenance",
    "Assembly", "Planning", "Training",
)  # fmt: skip
SITES = (
    ("Berlin", "Europe/Berlin", "de"), ("Leipzig", "Europe/Berlin", "de"), ("Hamburg", "Europe/Berlin", "de"),
    ("Vienna", "Europe/Vienna", "de"), ("Zürich", "Europe/Zurich", "de"), ("London", "Europe/London", "en"),
    ("Lisbon", "Europe/Lisbon", "en"), ("Warsaw", "Europe/Warsaw", "pl"), ("Pune", "Asia/Kolkata", "en"),
    ("New York", "America/New_York", "en"), ("Chicago", "America/Chicago", "en"),
)  # fmt: skip
"""City, time zone, first language."""
PATHS = ("degree", "apprenticeship", "self-taught", "career change", "doctorate")
INDUSTRIES = ("automotive", "retail", "public", "health", "energy", "finance", "software", "construction")
PERSPECTIVES = ("first in family", "lived abroad", "carer", "part time", "returned to work")
FIELD_SKILLS = 40


def catalogue_keys(prefix: str) -> tuple[str, ...]:
    """Keys of the shipped profile words of one kind: cd_ directions, ch_ challenges."""
    return tuple(key for key in loader.items("profile_catalogue", "en") if key.startswith(prefix))


@cache
def names(file: str) -> tuple[str, ...]:
    """The names of one file of the demo."""
    return tuple((files("mutua.demo") / "data" / file).read_text(encoding="utf-8").split())


@cache
def field_skills() -> NDArray[np.str_]:
    """Per function its own skills (neighbours in ESCO, so some are close), then those of everybody.

    Shape (functions, skills); of both kinds the most common come first.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for key, skill in known().items():
        groups["everybody" if skill.in_catalogue else skill.group].append(key)
    everybody = groups.pop("everybody")
    keys = [key for group in sorted(groups) for key in groups[group]]
    step = len(keys) // len(FUNCTIONS)
    return np.array([[*keys[field * step :][:FIELD_SKILLS], *everybody] for field in range(len(FUNCTIONS))])

"""Whom the links of the demo are for, and Amira's boss: what is fixed about them, in every invented year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MORNINGS = ((0, 540, 660), (1, 540, 660), (3, 540, 660))
AFTERNOONS = ((1, 780, 900), (3, 780, 900))


@dataclass(frozen=True)
class Part:
    """Somebody of the cast: where they work, and what they say instead of what chance would have said."""

    name: str
    function: str
    unit: str
    leads: bool = False
    fixed: Mapping[str, Any] = field(default_factory=dict)


AMIRA = Part("Amira Haddad", "Engineering", "Cloud Platform", fixed={
    "language": "en", "site": "Berlin", "level": 4, "years": 8, "languages": ("en", "de", "ar"),
    "offers": {"sk_presenting": 3, "sk_data": 3, "sk_projects": 2},
    "wishes": {"sk_negotiating": 3, "sk_leading": 2}, "directions": ("cd_people_lead", "cd_strategy"),
    "challenges": ("ch_unwritten_rules", "ch_visibility"), "style": (4, 4, 2, 4, 2, 5),
    "facets": {"path": ("Degree", "Time abroad"), "industry": ("Telecommunications",)},
    "slots": (*MORNINGS, *AFTERNOONS), "mode": "flexible", "stage": "invited",
})  # fmt: skip
BEN = Part("Ben Vogt", "Sales", "Sales North", fixed={
    "language": "de", "site": "Hamburg", "level": 4, "years": 7, "languages": ("de", "en"),
    "offers": {"sk_negotiating": 3, "sk_leading": 3, "sk_networking": 2},
    "wishes": {"sk_data": 3, "sk_presenting": 2, "sk_projects": 1},
    "directions": ("cd_people_lead", "cd_strategy"), "challenges": ("ch_unwritten_rules", "ch_visibility"),
    "style": (4, 3, 3, 4, 2, 4),
    "facets": {"path": ("Ausbildung",), "industry": ("Handel",),
               "perspective": ("Handball", "kleine Stadt an der Elbe")},
    "slots": (*MORNINGS, *AFTERNOONS, (4, 540, 660)), "mode": "flexible", "stage": "visible",
})  # fmt: skip
CLARA = Part("Clara Nowak", "Operations", "Planning", fixed={
    "language": "de", "site": "Leipzig", "level": 5, "years": 14, "languages": ("de", "pl", "en"),
    "offers": {"sk_process": 3, "sk_projects": 3, "sk_delegating": 2},
    "wishes": {"sk_conflict": 3, "sk_listening": 2, "sk_presenting": 2},
    "directions": ("cd_expert", "cd_teach"), "challenges": ("ch_too_much", "ch_silos"),
    "style": (4, 5, 2, 3, 3, 5), "facets": {"path": ("Ausbildung",), "industry": ("Logistik",)},
    "slots": ((1, 540, 660), (2, 540, 660), (3, 780, 900)), "mode": "flexible", "stage": "visible",
})  # fmt: skip
DORA = Part("Dora Lindner", "People", "Learning", fixed={
    "language": "de", "site": "Berlin", "level": 5, "years": 11, "languages": ("de", "en", "fr"),
    "offers": {"sk_facilitation": 3, "sk_giving_feedback": 3, "sk_change": 2},
    "wishes": {"sk_data": 3, "sk_finance": 2, "sk_digital": 2},
    "directions": ("cd_broaden", "cd_strategy"), "challenges": ("ch_influence", "ch_change"),
    "style": (3, 3, 4, 3, 4, 4), "facets": {"path": ("Studium",), "industry": ("Öffentlicher Dienst",)},
    "slots": (*MORNINGS, *AFTERNOONS), "mode": "flexible", "stage": "visible",
})  # fmt: skip
EMIL = Part("Emil Sørensen", "Customer Care", "Field Service", fixed={
    "language": "en", "site": "Hamburg", "level": 5, "years": 17, "languages": ("en", "de"),
    "offers": {"sk_conflict": 3, "sk_listening": 3, "sk_presenting": 2},
    "wishes": {"sk_process": 3, "sk_projects": 2, "sk_delegating": 2},
    "directions": ("cd_teach", "cd_expert"), "challenges": ("ch_silos", "ch_too_much"),
    "style": (3, 4, 2, 3, 3, 5), "facets": {"path": ("Career changer",), "industry": ("Hospitality",)},
    "slots": ((1, 540, 660), (2, 540, 660), (3, 780, 900)), "mode": "flexible", "stage": "visible",
})  # fmt: skip
FARID = Part("Farid Rahimi", "Engineering", "Cloud Platform", leads=True, fixed={
    "language": "en", "site": "Berlin", "level": 6, "years": 15, "languages": ("en", "de"),
    "facets": {"path": ("Degree",), "industry": ("Start-up",)}, "stage": "visible",
})  # fmt: skip
OKSANA = Part("Oksana Bondar", "Engineering", "Quality", fixed={
    "language": "en", "site": "Berlin", "languages": ("en", "uk", "de"), "stage": "no_profile",
    "facets": {},
})  # fmt: skip

CAST = (FARID, AMIRA, BEN, CLARA, DORA, EMIL, OKSANA)
LINKED = (AMIRA, BEN, DORA, EMIL, OKSANA, CLARA)
"""The order in which the links are printed."""

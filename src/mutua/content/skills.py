"""Skills and profile words as the rest of the product uses them."""

from mutua.content.catalogue import group_label, normalise_own, skill_label
from mutua.content.labels import label
from mutua.content.nearness import nearness
from mutua.content.search import SkillHit, search_skills

__all__ = [
    "SkillHit",
    "group_label",
    "label",
    "nearness",
    "normalise_own",
    "search_skills",
    "skill_label",
]

"""Which skills are close: examples that a person would agree with, and what the table promises."""

from __future__ import annotations

import pytest

from mutua.content.catalogue import known
from mutua.content.nearness import nearness

PRESENTING, NEGOTIATING, CONFLICT = "sk_presenting", "sk_negotiating", "sk_conflict"
NEAR = [
    ("Python", "Java"),
    ("Python", "Ruby"),
    ("Java", "C#"),
    ("JavaScript", "TypeScript"),
    ("SQL", "PostgreSQL"),
    ("MySQL", "PostgreSQL"),
    ("Haskell", "Scala"),
    ("WordPress", "Drupal"),
    ("CAD software", "Use CAD software"),
    ("German", "Write German"),
    ("Verhandeln", "Konflikte lösen"),
    ("Konflikte lösen", "Konfliktmanagement anwenden"),
    ("Manage budgets", "Control financial resources"),
    ("First aid", "Provide first aid"),
    ("Marketing principles", "Marketing management"),
    ("Contract law", "Manage contracts"),
    ("Employment law", "Labour legislation"),
    ("Statistics", "Apply statistical analysis techniques"),
    ("Recruit employees", "Develop staff"),
    ("Coach employees", "Motivate employees"),
    ("Write scientific publications", "Publish academic research"),
    ("Nursing principles", "Implement fundamentals of nursing"),
    ("Conduct qualitative research", "Conduct quantitative research"),
    ("Dispose of hazardous waste", "Hazardous waste treatment"),
    ("Electrical engineering", "Electronics"),
    ("Corporate social responsibility", "Advise on corporate social responsibility"),
    ("Data protection", "GDPR"),
    ("Manage staff", "Supervise staff"),
    (PRESENTING, "Give live presentation"),
    (NEGOTIATING, "Negotiate compromises"),
    (CONFLICT, "Conflict management"),
    ("sk_projects", "Prince2 project management"),
    ("sk_data", "Statistics"),
    ("sk_finance", "Manage budgets"),
    (PRESENTING, "sk_writing"),
]
FAR = [
    ("Python", "APL"),
    ("Java", "APL"),
    ("Python", "COBOL"),
    ("Operate forklift", "SQL"),
    ("Operate forklift", NEGOTIATING),
    ("German", "Danish"),
    ("Write German", "Write Italian"),
    ("Manage budgets", "Nursing principles"),
    ("Statistics", "First aid"),
    ("Contract law", "Hair products"),
    ("Recruit employees", "Select mould types"),
    ("Write scientific publications", "Write German"),
    ("Analyse legislation", "Analyse education system"),
    ("Manage staff", "Manage budgets"),
    ("Coach employees", "Manage budgets"),
    ("Listen actively", "Statistics"),
    ("Electronics", "Marketing principles"),
    ("Clean surfaces", "Data protection"),
    (PRESENTING, "Operate forklift"),
    (PRESENTING, "Statistics"),
    (CONFLICT, "Manage budgets"),
    ("sk_projects", "Recruit employees"),
    ("sk_finance", "Python"),
    (PRESENTING, NEGOTIATING),
]
BY_NAME = {skill.labels[lang]: key for key, skill in reversed(known().items()) for lang in ("de", "en")}


def key(name: str) -> str:
    return name if name in known() else BY_NAME[name]


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_close_skills_are_a_partial_match_from_both_sides(one: str, other: str) -> None:
    there, back = (nearness()[key(a)].get(key(b)) for a, b in ((one, other), (other, one)))
    assert there is not None
    assert there == back


@pytest.mark.parametrize(("one", "other"), FAR)
def test_distant_skills_are_no_match_from_either_side(one: str, other: str) -> None:
    assert key(other) not in nearness().get(key(one), {})
    assert key(one) not in nearness().get(key(other), {})


def test_nearness_is_symmetric_graded_and_of_known_skills_alone() -> None:
    pairs = {(a, b): value for a, near in nearness().items() for b, value in near.items()}
    assert {pair: value for pair, value in pairs.items() if pairs.get(pair[::-1]) != value} == {}
    assert [pair for pair in pairs if pair[0] == pair[1]] == []
    assert {word for pair in pairs for word in pair} - set(known()) == set()
    assert set(pairs.values()) == {0.4, 0.45, 0.5, 0.55, 0.6, 0.65}


def test_skills_of_the_catalogue_are_close_to_each_other_exactly_within_a_group() -> None:
    mine = [skill for skill in known().values() if skill.in_catalogue]
    close = {(a.key, b.key): 0.4 for a in mine for b in mine if a.group == b.group and a is not b}
    keys = {skill.key for skill in mine}
    assert {(a, b): near for a in keys for b, near in nearness()[a].items() if b in keys} == close


def test_every_skill_of_the_catalogue_has_counterparts_in_esco() -> None:
    lonely = [skill for skill in known() if skill.startswith("sk_") and not esco_relatives(skill)]
    assert lonely == []


def esco_relatives(skill: str) -> list[str]:
    return [relative for relative in nearness()[skill] if not relative.startswith("sk_")]


def test_own_words_have_no_relatives() -> None:
    assert nearness().get("Bienenzucht") is None

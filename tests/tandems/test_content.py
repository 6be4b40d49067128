"""What an agreement needs, and that freezing it loses nothing."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from mutua.tandems.content import Content, GoalText, PromiseText, canonical, freeze, open_points, thaw

AMIRA, BEN = UUID(int=1), UUID(int=2)


def goal(owner: UUID, *promises: PromiseText, number: int = 0) -> GoalText:
    return GoalText(
        id=UUID(int=owner.int * 10 + number),
        owner=owner,
        title="Speak up in meetings",
        need="I stay silent",
        scope="current_role",
        weeks=8,
        levels={"0": "Once a week", "-1": "One question"},
        promises=promises,
    )


def complete() -> Content:
    return Content(
        members=(AMIRA, BEN),
        mine={
            AMIRA: {"benefit": "I learn to negotiate", "priorities": ["Lead"]},
            BEN: {"benefit": "I learn to present", "priorities": ["Present", "Rest"]},
        },
        together={
            "purpose": "Grow together",
            "serves": [[str(AMIRA), "Lead"], [str(BEN), "Present"]],
            "common_different": "We both want to lead",
        },
        goals=(
            goal(AMIRA, PromiseText(BEN, True, "I rehearse with you")),
            goal(BEN, PromiseText(AMIRA, True, "I listen")),
        ),
        boundaries={"bt_salary": "ask_first"},
        chosen_by=frozenset({AMIRA, BEN}),
    )


def codes(content: Content) -> list[tuple[str, UUID | None]]:
    return [(point.code, point.person) for point in open_points(content)]


def test_open_points_of_a_complete_agreement_is_empty() -> None:
    assert open_points(complete()) == []


def test_open_points_of_an_empty_agreement_names_everything() -> None:
    assert codes(Content(members=(AMIRA, BEN))) == [
        ("benefit", AMIRA),
        ("priorities", AMIRA),
        ("benefit", BEN),
        ("priorities", BEN),
        ("purpose", None),
        ("common_different", None),
        ("goal", AMIRA),
        ("goal", BEN),
        ("boundaries", AMIRA),
        ("boundaries", BEN),
    ]


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        (
            {"mine": {AMIRA: {"benefit": "", "priorities": ["Lead"]}, BEN: complete().mine[BEN]}},
            ("benefit", AMIRA),
        ),
        ({"together": {**complete().together, "purpose": ""}}, ("purpose", None)),
        ({"together": {**complete().together, "serves": [[str(AMIRA), "Lead"]]}}, ("serves", None)),
        ({"together": {**complete().together, "common_different": ""}}, ("common_different", None)),
        ({"goals": complete().goals[:1]}, ("goal", BEN)),
        ({"goals": (complete().goals[0], goal(BEN))}, ("promise", AMIRA)),
        (
            {"goals": (complete().goals[0], goal(BEN, PromiseText(AMIRA, False, "")))},
            ("nobody_can_help", BEN),
        ),
        ({"chosen_by": frozenset({AMIRA})}, ("boundaries", BEN)),
    ],
)
def test_open_points_names_the_one_thing_that_is_missing(change: dict[str, object], missing: object) -> None:
    assert codes(replace(complete(), **change)) == [missing]


def test_open_points_are_the_same_for_swapped_members() -> None:
    swapped = replace(complete(), members=(BEN, AMIRA))
    assert open_points(swapped) == []


def test_thaw_returns_what_was_frozen() -> None:
    content = complete()
    thawed = thaw(freeze(content, {}))
    assert (thawed.mine, thawed.together, thawed.goals, thawed.boundaries) == (
        content.mine,
        content.together,
        content.goals,
        content.boundaries,
    )


def test_thaw_of_an_erased_author_keeps_the_words_of_the_other() -> None:
    parts = freeze(complete(), {})
    del parts[BEN]
    thawed = thaw(parts)
    assert [one.owner for one in thawed.goals] == [AMIRA]
    assert thawed.goals[0].promises == ()


def test_canonical_changes_with_any_word_and_with_nothing_else() -> None:
    content = complete()
    same = replace(content, together=dict(reversed(list(content.together.items()))))
    other = replace(content, together={**content.together, "purpose": "Grow together."})
    assert canonical(freeze(content, {})) == canonical(freeze(same, {}))
    assert canonical(freeze(content, {})) != canonical(freeze(other, {}))

"""An agreement as a reader sees it: the sections of the template with the members' words, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from mutua.content import loader
from mutua.tandems.content import FRAME_DEFAULTS, Content, GoalText, OpenPoint

BY_FRAME = {
    "ag_cadence": "cadence",
    "ag_requests": "requests",
    "ag_feedback": "feedback",
    "ag_roleplay": "roleplay",
    "ag_review": "review",
}


@dataclass(frozen=True)
class Line:
    """One thing said; `who` is a member's first name or empty when all say it."""

    text: str
    who: str = ""
    note: str = ""


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    intro: str
    lines: tuple[Line, ...]


def sections(content: Content, names: Mapping[UUID, str], language: str) -> list[Section]:
    """All sections of the template in its order."""
    template = loader.document("agreement_template", language)
    return [
        Section(one["id"], one["title"], one["text"], tuple(_lines(one, content, names, language)))
        for one in template["sections"]
    ]


def _lines(
    section: Mapping[str, Any], content: Content, names: Mapping[UUID, str], language: str
) -> list[Line]:
    frame = {**FRAME_DEFAULTS, **content.frame}
    key = section["id"]
    if key in BY_FRAME:
        chosen = frame[BY_FRAME[key]]
        return [Line(option["label"]) for option in section["options"] if option["id"] == chosen]
    writers = {
        "ag_purpose": lambda: _texts(content.together.get("purpose")),
        "ag_common_different": lambda: _texts(content.together.get("common_different")),
        "ag_benefit": lambda: _benefits(content, names),
        "ag_goals": lambda: [line for goal in content.goals for line in goal_lines(goal, names)],
        "ag_boundaries": lambda: boundary_lines(content, language),
        "ag_stop_word": lambda: _texts(frame["stop_word"] or section.get("default_text")),
        "ag_logistics": lambda: [Line(text) for text in logistics(frame)],
        "ag_agenda": lambda: _texts(loader.items("agenda_formats", language)[frame["format"]]["name"]),
        "ag_escalation": lambda: [Line(_("Yes, we do.") if frame["escalation"] else _("No, not for now."))],
    }
    return writers[key]() if key in writers else []


def _texts(text: str | None) -> list[Line]:
    return [Line(text)] if text else []


def _benefits(content: Content, names: Mapping[UUID, str]) -> list[Line]:
    lines = []
    for person in content.members:
        mine = content.mine.get(person, {})
        if mine.get("benefit"):
            note = " · ".join(
                f"{rank}. {text}" for rank, text in enumerate(mine.get("priorities", []), start=1)
            )
            lines.append(Line(mine["benefit"], names.get(person, _("former member")), note))
    return lines


def goal_lines(goal: GoalText, names: Mapping[UUID, str]) -> list[Line]:
    """The goal with what reaching it means, then what each of the others contributes."""
    weeks = _("in %(weeks)d weeks") % {"weeks": goal.weeks}
    reached = f"{goal.levels.get('0', '')} ({weeks})"
    lines = [Line(goal.title, names.get(goal.owner, _("former member")), reached)]
    for promise in goal.promises:
        said = promise.text if promise.can else _("I cannot help here; help comes from somewhere else.")
        name = names.get(promise.author, _("former member"))
        lines.append(Line(said, _("%(name)s contributes") % {"name": name}))
    return lines


def boundary_lines(content: Content, language: str) -> list[Line]:
    """The merged list, strictest first. It never says whose choice it was."""
    document = loader.document("boundary_topics", language)
    titles = {**{topic["id"]: topic["title"] for topic in document["items"]}, **content.own_topics}
    lines = []
    for state in sorted(document["states"], key=lambda one: -one["rank"]):
        held = [title for topic, title in titles.items() if content.boundaries.get(topic) == state["id"]]
        if held:
            lines.append(Line(", ".join(held), note=state["label"]))
    return lines


def logistics(frame: Mapping[str, Any]) -> list[str]:
    channels = {
        "video": _("by video"),
        "onsite": _("in person"),
        "phone": _("by phone"),
        "mixed": _("as it suits"),
    }
    lines = [_("%(minutes)d minutes") % {"minutes": frame["minutes"]} + ", " + channels[frame["channel"]]]
    if frame["place"]:
        lines.append(frame["place"])
    turns = frame["invites"] == "turns"
    lines.append(
        _("We take turns sending the invitations.")
        if turns
        else _("Whoever facilitates sends the invitations.")
    )
    return lines


def point_text(point: OpenPoint, names: Mapping[UUID, str], goals: Mapping[UUID, str], viewer: UUID) -> str:
    """An open point in words; “you” for the reader, a first name for the others."""
    mine = point.person == viewer
    name = names.get(point.person, "") if point.person else ""
    goal = goals.get(point.goal, "") if point.goal else ""
    texts = {
        "benefit": (_("You say what is in it for you"), _("%(name)s says what is in it for them")),
        "priorities": (_("You rank your priorities"), _("%(name)s ranks their priorities")),
        "goal": (_("You write a goal"), _("%(name)s writes a goal")),
        "promise": (
            _("You say what you can contribute to “%(goal)s”"),
            _("%(name)s says what they can contribute to “%(goal)s”"),
        ),
        "nobody_can_help": (
            _("Nobody here can help with “%(goal)s”: look for help elsewhere or choose another goal"),
            _("%(name)s decides how to go on with “%(goal)s”"),
        ),
        "boundaries": (_("You choose your boundaries"), _("%(name)s chooses their boundaries")),
        "purpose": (_("You write down together why you exist"),) * 2,
        "serves": (_("You link the purpose to a priority of each of you"),) * 2,
        "common_different": (_("You note what you share and where you differ"),) * 2,
    }
    return texts[point.code][0 if mine or point.person is None else 1] % {"name": name, "goal": goal}

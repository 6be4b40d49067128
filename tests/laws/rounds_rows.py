"""The rows of rounds, programmes and insights in the access matrix: role → what GET and POST answer.

Whoever does not coordinate the programme gets 404, operators too but for how a programme is set up; what
belongs to those who take part is unknown to coordinators.
"""

from __future__ import annotations

Outcome = int | str
Row = dict[str, tuple[Outcome, Outcome]]
IN = "sign in first"
STRANGERS = ("stranger", "coordinator", "operator", "member")


def _of(get: Outcome, post: Outcome, *roles: str) -> Row:
    """Only these roles get it; where only one method is known, the other is not even looked at."""
    anonymous = (get if get == 405 else IN, post if post == 405 else IN)
    others = (get if get == 405 else 404, post if post == 405 else 404)
    return {**dict.fromkeys(STRANGERS, others), "anonymous": anonymous, **dict.fromkeys(roles, (get, post))}


def _coordinators(get: Outcome, post: Outcome) -> Row:
    return _of(get, post, "coordinator")


def _configuring(get: Outcome, post: Outcome) -> Row:
    return _of(get, post, "coordinator", "operator")


def _everyone_here(get: Outcome, post: Outcome) -> Row:
    return _of(get, post, *STRANGERS)


def _taking_part(get: Outcome, post: Outcome) -> Row:
    return _of(get, post, "member")


ROWS: dict[str, Row] = {
    "programmes:programmes": _everyone_here(200, 405),
    "programmes:new": _of(200, 422, "operator"),
    "programmes:setup": _configuring(200, 422),
    "programmes:move": _configuring(405, 302),
    "programmes:join-link": _configuring(405, 302),
    "programmes:coordinators": _configuring(200, 422),
    "programmes:end-coordination": _configuring(405, 409),
    "programmes:imports": _coordinators(200, 422),
    "programmes:list-template": _coordinators(200, 405),
    "programmes:import": _coordinators(200, 405),
    "programmes:import-live": _coordinators(200, 405),
    "programmes:import-problems": _coordinators(200, 405),
    "programmes:import-apply": _coordinators(405, 302),
    "programmes:import-undo": _coordinators(405, 302),
    "programmes:import-recheck": _coordinators(405, 302),
    "programmes:import-cancel": _coordinators(405, 302),
    "people:imported-correct": {**_everyone_here(405, 302), "anonymous": (IN, IN)},
    "rounds:programme": _coordinators(200, 405),
    "rounds:weights": _coordinators(200, 422),
    "rounds:new": _coordinators(200, 422),
    "rounds:round": _coordinators(200, 405),
    "rounds:edit": _coordinators(200, 422),
    "rounds:move": _coordinators(405, 409),
    "rounds:cancel": _coordinators(200, 302),
    "rounds:people": _coordinators(200, 405),
    "rounds:enrol": _coordinators(405, 302),
    "rounds:preview": _coordinators(200, 405),
    "rounds:run": _coordinators(200, 422),
    "rounds:progress": _coordinators(200, 405),
    "rounds:live": _coordinators(200, 405),
    "rounds:stop": _coordinators(405, 302),
    "rounds:choose": _coordinators(405, 409),
    "rounds:review": _coordinators(200, 405),
    "rounds:undo": _coordinators(405, 409),
    "rounds:send": _coordinators(200, 302),
    "rounds:place": _coordinators(200, 404),
    "rounds:draft": _coordinators(200, 405),
    "rounds:lock": _coordinators(405, 302),
    "rounds:split": _coordinators(200, 422),
    "rounds:swap": _coordinators(200, 404),
    "insights:board": _coordinators(200, 405),
    "insights:nudge": _coordinators(405, 409),
    "rounds:mine": _taking_part(200, 405),
    "rounds:join": _taking_part(405, 302),
    "rounds:leave": _taking_part(200, 302),
    "rounds:rematch": _taking_part(405, 409),
    "rounds:wishes": _taking_part(200, 422),
    "rounds:forget": _taking_part(405, 302),
    "rounds:mark": _taking_part(405, 302),
    "rounds:proposal": _taking_part(200, 405),
    "rounds:decline": _taking_part(200, 302),
    "rounds:circle": _taking_part(200, 405),
    "rounds:match-circle": _taking_part(405, 409),
    "tandems:accept-proposal": {**_taking_part(405, 302), "anonymous": (IN, IN)},
    "rounds:pause": _everyone_here(200, 302),
    "rounds:new-circle": _everyone_here(200, 422),
    "rounds:join-circle": _everyone_here(200, 302),
    # Whoever has the link of a programme sees what it is; to join, one names a round that takes people.
    "rounds:join-by-link": {**_everyone_here(200, 404), "anonymous": (200, 422)},
}

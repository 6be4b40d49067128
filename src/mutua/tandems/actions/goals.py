"""Goals of one member and the promises of the others. Only the owner changes a goal (invariant 13)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.tandems.actions.writing import changed_meanwhile, lock_tandem, touch_agreement
from mutua.tandems.models import Goal, Promise, Tandem
from mutua.tandems.queries import goal_for
from mutua.tandems.rules import owns

MOST_GOALS = 3


@transaction.atomic
def add_goal(
    *, tandem: Tandem, body: dict[str, Any], by: Person, at: datetime, goal_id: UUID | None = None
) -> Goal:
    """A goal of one's own; it waits for what the others can contribute.

    With a `goal_id` that the form was given, a second click on the same form adds no second goal.
    """
    tandem = lock_tandem(tandem, by=by)
    if goal_id and (there := Goal.objects.filter(id=goal_id).first()):
        if there.owner_id != by.id or there.tandem_id != tandem.id:
            raise DomainError("not_yours", _("Only the person whose goal it is can change it."))
        return there
    mine = Goal.objects.filter(tandem=tandem, owner=by).exclude(
        state__in=[Goal.State.CLOSED, Goal.State.DROPPED, Goal.State.REROUTED]
    )
    if mine.count() >= MOST_GOALS:
        raise DomainError(
            "too_many_goals", _("Three goals at a time are enough. Let one go before you add another.")
        )
    goal = Goal.objects.create(id=goal_id or uuid.uuid4(), tandem=tandem, owner=by, body=body, created_at=at)
    touch_agreement(tandem, at=at)
    return goal


@transaction.atomic
def change_goal(
    *, tandem: Tandem, goal_id: UUID, body: dict[str, Any], seen: int, by: Person, at: datetime
) -> Goal:
    """New words for one's own goal. What the others promised to the old words is asked again."""
    tandem = lock_tandem(tandem, by=by)
    goal = _own_goal(tandem, goal_id, by)
    if goal.row_version != seen:
        raise changed_meanwhile()
    goal.body, goal.row_version, goal.state = body, goal.row_version + 1, Goal.State.PROPOSED
    goal.save(update_fields=["body", "row_version", "state"])
    goal.promises.all().delete()
    touch_agreement(tandem, at=at)
    return goal


def drop_goal(*, tandem: Tandem, goal_id: UUID, by: Person, at: datetime) -> None:
    """Let an own goal go."""
    _take_out(tandem, goal_id, Goal.State.DROPPED, by=by, at=at)


def reroute_goal(*, tandem: Tandem, goal_id: UUID, by: Person, at: datetime) -> None:
    """Nobody here can help with it: the goal stays, its help comes from elsewhere (S74)."""
    _take_out(tandem, goal_id, Goal.State.REROUTED, by=by, at=at)


@transaction.atomic
def _take_out(tandem: Tandem, goal_id: UUID, state: Goal.State, *, by: Person, at: datetime) -> None:
    tandem = lock_tandem(tandem, by=by)
    goal = _own_goal(tandem, goal_id, by)
    goal.state = state
    goal.save(update_fields=["state"])
    touch_agreement(tandem, at=at)


@transaction.atomic
def promise_help(*, tandem: Tandem, goal_id: UUID, can: bool, text: str, by: Person, at: datetime) -> Promise:
    """Say in one's own words what one can contribute to another member's goal, or that one cannot."""
    tandem = lock_tandem(tandem, by=by)
    goal = goal_for(tandem, goal_id)
    if owns(by, goal):
        raise DomainError("own_goal", _("This is your own goal. Your partner says what they can contribute."))
    if can and not text.strip():
        raise DomainError("empty", _("Please say in your own words what you can contribute."), field="text")
    promise = Promise.objects.filter(goal=goal, author=by).first() or Promise(
        goal=goal, author=by, row_version=0
    )
    promise.tandem = tandem
    promise.body, promise.row_version = {"can": can, "text": text.strip()}, promise.row_version + 1
    promise.save()
    goal.state = Goal.State.SUPPORTED if can else Goal.State.PROPOSED
    goal.save(update_fields=["state"])
    touch_agreement(tandem, at=at)
    return promise


def _own_goal(tandem: Tandem, goal_id: UUID, by: Person) -> Goal:
    goal = goal_for(tandem, goal_id)
    if not owns(by, goal):
        raise DomainError("not_yours", _("Only the person whose goal it is can change it."))
    return goal

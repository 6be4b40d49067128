"""A goal in its owner's words, and what another member can contribute to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from mutua.tandems.content import GoalText
from mutua.tandems.forms.pieces import SeenForm, area, line
from mutua.ui.forms import CardLabel


class GoalForm(SeenForm):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)  # the goal's id to be
    title = line(_("My goal"), required=True)
    need = area(_("What is missing today"), help_text=_("The gap or learning need this goal closes."), rows=2)
    scope = forms.ChoiceField(
        label=_("It is about"),
        widget=forms.RadioSelect,
        choices=[
            ("current_role", CardLabel(_("my present role"), icon="map-pin")),
            ("next_step", CardLabel(_("my next step"), icon="signpost")),
        ],
        initial="current_role",
    )
    weeks = forms.IntegerField(label=_("In how many weeks"), min_value=1, max_value=52, initial=8)
    level_0 = line(_("I have reached it when …"), required=True)
    level_1 = line(_("More than expected would be"))
    level_2 = line(_("Much more than expected would be"))
    level_m1 = line(
        _("A first movement would be"), help_text=_("Something smaller than the goal."), required=True
    )
    level_m2 = line(_("No movement means"), help_text=_("How it is today."))

    FIELD: ClassVar[dict[str, str]] = {
        "-2": "level_m2",
        "-1": "level_m1",
        "0": "level_0",
        "1": "level_1",
        "2": "level_2",
    }

    @classmethod
    def initial_from(cls, goal: GoalText) -> dict[str, Any]:
        levels = {name: goal.levels.get(key, "") for key, name in cls.FIELD.items()}
        return {"title": goal.title, "need": goal.need, "scope": goal.scope, "weeks": goal.weeks, **levels}

    @classmethod
    def initial_from_template(cls, template: Mapping[str, Any]) -> dict[str, Any]:
        levels = {cls.FIELD[str(key)]: text for key, text in template["measure"]["levels"].items()}
        weeks = template["suggested_weeks"]
        return {
            "title": template["title"],
            "need": template["why"],
            "scope": template["scope"],
            "weeks": weeks,
            **levels,
        }

    def value(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "title": said["title"].strip(),
            "need": said["need"].strip(),
            "scope": said["scope"],
            "weeks": said["weeks"],
            "levels": {key: said[name].strip() for key, name in self.FIELD.items() if said[name].strip()},
        }


class PromiseForm(forms.Form):
    can = forms.TypedChoiceField(
        label=_("Can you help with this goal?"),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        choices=[
            (
                "yes",
                CardLabel(_("Yes, with this"), _("Say below what you can contribute."), "heart-handshake"),
            ),
            (
                "no",
                CardLabel(
                    _("I cannot help here"), _("The goal stays; help comes from somewhere else."), "signpost"
                ),
            ),
        ],
        initial="yes",
    )
    text = area(
        _("If yes, in my own words: this is what I can contribute"),
        help_text=_("For example: rehearse with you, introduce you to someone, tell you how I do it."),
        rows=3,
        required=False,
    )

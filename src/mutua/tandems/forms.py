"""What members type into a tandem. Labels and help come from the shipped texts where there are any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mutua.content import loader
from mutua.people.models import Person
from mutua.tandems.content import FRAME_DEFAULTS, PRIORITIES, Content, GoalText
from mutua.ui.forms import CardLabel

LONG = 1200
LINE = 160
LEVELS = ("-2", "-1", "0", "1", "2")


def area(label: Any, *, help_text: Any = "", rows: int = 4, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": LONG})
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONG, required=required, widget=widget
    )


def line(label: Any, *, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=LINE, required=required)


class SeenForm(forms.Form):
    """A form that remembers which version of the words its writer had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0

    def show_newer(self, row_version: int) -> None:
        """Someone else has saved: keep what was typed, and let the next save be a decision."""
        if isinstance(self.data, QueryDict):
            typed = self.data.copy()
            typed["seen"] = str(row_version)
            self.data = typed

    def value(self) -> dict[str, Any]:
        return {key: value for key, value in self.cleaned_data.items() if key != "seen"}


class MineForm(SeenForm):
    benefit = area(
        _("It is worth it for me if …"), help_text=_("One or two sentences your partner will read.")
    )
    priority_1 = line(
        _("My first priority"), help_text=_("What matters most to you in the coming months."), required=True
    )
    priority_2 = line(_("My second priority"))
    priority_3 = line(_("My third priority"))

    @staticmethod
    def initial_from(value: Mapping[str, Any]) -> dict[str, Any]:
        ranked = [*value.get("priorities", []), "", "", ""]
        return {
            "benefit": value.get("benefit", ""),
            **{f"priority_{n + 1}": ranked[n] for n in range(PRIORITIES)},
        }

    def value(self) -> dict[str, Any]:
        ranked = [self.cleaned_data[f"priority_{n + 1}"].strip() for n in range(PRIORITIES)]
        return {
            "benefit": self.cleaned_data["benefit"].strip(),
            "priorities": [text for text in ranked if text],
        }


class TogetherForm(SeenForm):
    purpose = area(
        _("Why we exist"), help_text=_("We are a tandem in order to … One or two sentences are enough.")
    )
    serves = forms.MultipleChoiceField(
        label=_("This serves these priorities"),
        help_text=_("At least one of each of you."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    common_different = area(
        _("Alike and different"),
        help_text=_("This connects us … This makes us different … This is how we use both …"),
        rows=5,
    )

    def __init__(self, *args: Any, content: Content, names: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["serves"].choices = [  # type: ignore[attr-defined]
            (f"{person}/{text}", f"{names[person]}: {text}")
            for person in content.members
            for text in content.mine.get(person, {}).get("priorities", [])
        ]

    @staticmethod
    def initial_from(value: Mapping[str, Any]) -> dict[str, Any]:
        return {**value, "serves": [f"{person}/{text}" for person, text in value.get("serves", [])]}

    def value(self) -> dict[str, Any]:
        serves = [chosen.split("/", 1) for chosen in self.cleaned_data["serves"]]
        return {
            "purpose": self.cleaned_data["purpose"].strip(),
            "serves": serves,
            "common_different": self.cleaned_data["common_different"].strip(),
        }


def _options(section: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(option["id"], option["label"]) for option in section["options"]]


class FrameForm(SeenForm):
    cadence = forms.ChoiceField(widget=forms.RadioSelect)
    minutes = forms.TypedChoiceField(
        label=_("Length of a meeting"),
        coerce=int,
        choices=[
            (minutes, _("%(minutes)d minutes") % {"minutes": minutes}) for minutes in (30, 45, 60, 75, 90)
        ],
    )
    channel = forms.ChoiceField(
        label=_("Where we meet"),
        choices=[
            ("video", _("by video")),
            ("onsite", _("in person")),
            ("phone", _("by phone")),
            ("mixed", _("as it suits")),
        ],
    )
    place = line(_("Room or place"), help_text=_("If you already know it."))
    invites = forms.ChoiceField(
        label=_("Who sends the invitations"),
        choices=[("turns", _("we take turns")), ("facilitator", _("whoever facilitates"))],
    )
    format = forms.ChoiceField()
    requests = forms.ChoiceField(widget=forms.RadioSelect)
    feedback = forms.ChoiceField(widget=forms.RadioSelect)
    roleplay = forms.ChoiceField(widget=forms.RadioSelect)
    review = forms.ChoiceField(widget=forms.RadioSelect)
    stop_word = line("", required=True)
    escalation = forms.BooleanField(required=False)

    FROM_TEMPLATE = {
        "cadence": "ag_cadence",
        "format": "ag_agenda",
        "requests": "ag_requests",
        "feedback": "ag_feedback",
        "roleplay": "ag_roleplay",
        "review": "ag_review",
        "stop_word": "ag_stop_word",
        "escalation": "ag_escalation",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        sections = loader.items("agreement_template", language)
        for name, section_id in self.FROM_TEMPLATE.items():
            section = sections[section_id]
            self.fields[name].label, self.fields[name].help_text = section["title"], section["text"]
            if "options" in section:
                self.fields[name].choices = _options(section)  # type: ignore[attr-defined]
        formats = loader.items("agenda_formats", language)
        self.fields["format"].choices = [(key, one["name"]) for key, one in formats.items()]  # type: ignore[attr-defined]
        if not self.initial.get("stop_word"):
            self.initial["stop_word"] = sections["ag_stop_word"]["default_text"]

    @staticmethod
    def initial_from(value: Mapping[str, Any]) -> dict[str, Any]:
        return {**FRAME_DEFAULTS, **value}


class GoalForm(SeenForm):
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

    FIELD = {"-2": "level_m2", "-1": "level_m1", "0": "level_0", "1": "level_1", "2": "level_2"}

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
        _("In my own words: this is what I can contribute"),
        help_text=_("For example: rehearse with you, introduce you to someone, tell you how I do it."),
        rows=3,
        required=False,
    )


class BoundariesForm(forms.Form):
    """One choice per topic: the shipped ones and those that members have added."""

    new_topic = line(
        _("A topic of your own"), help_text=_("It starts as “ask first”. Nobody sees who added it.")
    )

    def __init__(
        self,
        *args: Any,
        topics: Sequence[Mapping[str, Any]],
        states: Sequence[Mapping[str, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.topics = topics
        for topic in topics:
            self.fields[topic["id"]] = forms.ChoiceField(
                label=topic["title"],
                help_text=topic.get("description", ""),
                choices=[(state["id"], state["label"]) for state in states],
                widget=forms.RadioSelect,
                initial=topic["default"],
                disabled=topic.get("locked", False),
            )

    def chosen(self) -> dict[str, str]:
        return {
            topic["id"]: self.cleaned_data[topic["id"]] for topic in self.topics if not topic.get("locked")
        }

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The topics by group, in the order of the shipped list."""
        names: dict[str, list[forms.BoundField]] = {}
        for topic in self.topics:
            names.setdefault(topic.get("group", "own"), []).append(self[topic["id"]])
        return [(str(GROUPS[group]), fields) for group, fields in names.items()]


GROUPS = {
    "work": _("Work"),
    "career": _("Career"),
    "people": _("People"),
    "feedback": _("Feedback"),
    "private": _("Private life"),
    "protected": _("Protected"),
    "own": _("Your own topics"),
}


class SignForm(forms.Form):
    content_hash = forms.CharField(widget=forms.HiddenInput)
    agree = forms.BooleanField()

    def __init__(self, *args: Any, statement: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agree"].label = statement
        self.fields["agree"].error_messages["required"] = _("Please tick this sentence if you want to sign.")


def names_of(people: Sequence[Person]) -> dict[UUID, str]:
    return {person.id: person.first_name for person in people}

"""The parts of the agreement that are one form: what each gains, why we exist, our frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mutua.content import loader
from mutua.tandems.content import FRAME_DEFAULTS, PRIORITIES, Content
from mutua.tandems.forms.pieces import SeenForm, area, line


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

    FROM_TEMPLATE: ClassVar[dict[str, str]] = {
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

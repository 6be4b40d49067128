"""Choosing boundaries, topic by topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mutua.tandems.forms.pieces import line


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

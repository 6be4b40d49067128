"""The form of the step “about”: level, years, languages, free times and what else helps matching."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mutua.content import loader
from mutua.errors import DomainError
from mutua.people.actions.profile import About
from mutua.people.catalogue import FACETS, LANGUAGES, LEVELS, STYLES, label, language_name
from mutua.people.models import Person, Profile
from mutua.people.slots import Slot, read_slots, split_by_blocks, write_slot, write_slots
from mutua.ui.forms import BLOCKS, DAYS, WORKING_DAYS, CardLabel, WeekField

MODES = (
    (Profile.Mode.ONSITE.value, CardLabel(_("In person"), icon="footprints")),
    (Profile.Mode.REMOTE.value, CardLabel(_("By video"), icon="video")),
    (Profile.Mode.FLEXIBLE.value, CardLabel(_("Both are fine"), icon="shuffle")),
)


@dataclass(frozen=True)
class StyleLine:
    """One line of the way of working, between two ends that are equally good."""

    field: forms.BoundField
    left: str
    right: str


class AboutForm(forms.Form):
    """One flat form; `about()` makes it the value that the action takes."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Others see your first name."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    level = forms.TypedChoiceField(label=_("Your level"), required=False, coerce=int, empty_value=None)
    years = forms.DecimalField(
        label=_("Years of experience"),
        max_digits=4,
        decimal_places=1,
        min_value=0,
        max_value=70,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.5"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you are comfortable in"),
        choices=[(code, language_name(code)) for code in LANGUAGES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    slots = WeekField(
        label=_("When are you usually free?"),
        help_text=_("In your own time zone. A rough guess is enough."),
        required=False,
    )
    other_times = forms.CharField(
        label=_("Other times"),
        help_text=_("Written like this: Mon 09:30-10:30; Sat 10:00-12:00"),
        max_length=400,
        required=False,
    )
    mode = forms.ChoiceField(
        label=_("How do you like to meet?"), choices=MODES, required=False, widget=forms.RadioSelect
    )
    trio = forms.BooleanField(
        label=_("A group of three would be fine too"),
        help_text=_("Only if no pair fits, and only if all three agree."),
        required=False,
    )
    capacity = forms.TypedChoiceField(
        label=_("How many tandems at a time?"),
        choices=[(1, _("One")), (2, _("Up to two")), (0, _("None at the moment"))],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self,
        data: Any,
        *,
        person: Person,
        profile: Profile,
        imported: Collection[str] = (),
        autosaved: bool = False,
    ) -> None:
        """`imported`: by the names of a list's columns, what still is as a list told it."""
        super().__init__(data, initial=_initial(person, profile))
        self.autosaved = autosaved
        language = get_language() or ""
        levels = [(level, label("level", level, language)) for level in LEVELS]
        self.fields["level"].choices = [("", _("Rather not say")), *levels]  # type: ignore[attr-defined]
        for name, entry in zip(
            FACETS, loader.document("profile_catalogue", language)["background_facets"], strict=True
        ):
            self.fields[f"facet_{name}"] = _facet_field(entry, profile.facets.get(name, []))
        for place, key in enumerate(STYLES):
            answer = profile.style[place] if len(profile.style) == len(STYLES) else ""
            self.fields[f"style_{key}"] = _style_field(label("style", key, language), answer)
        for name in imported:
            self._mark(name if name in self.fields else f"facet_{name}")

    def _mark(self, name: str) -> None:
        if name in self.fields:
            field = self.fields[name]
            field.help_text = format_html("<strong>{}</strong> {}", _("Imported: correct?"), field.help_text)

    def clean_other_times(self) -> list[Slot]:
        try:
            return read_slots(self.cleaned_data["other_times"])
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from None

    def about(self) -> About:
        """What was filled in. While someone is still typing, an unfinished style block counts as none."""
        values = self.cleaned_data
        style = [values[f"style_{key}"] for key in STYLES if values[f"style_{key}"]]
        return About(
            name=values["name"],
            level=values["level"],
            years=values["years"],
            languages=values["languages"],
            facets={name: _words(values[f"facet_{name}"]) for name in FACETS},
            slots=[*_blocks(values["slots"]), *values["other_times"]],
            mode=values["mode"],
            trio=values["trio"],
            capacity=1 if values["capacity"] is None else values["capacity"],
            style=[] if self.autosaved and len(style) < len(STYLES) else style,
        )

    @property
    def facet_fields(self) -> list[forms.BoundField]:
        """Field of work and unit come first and stand apart; these are the others."""
        return [self[f"facet_{name}"] for name in FACETS[2:]]

    @property
    def style_lines(self) -> list[StyleLine]:
        entries = loader.document("profile_catalogue", get_language() or "")["working_style"]
        return [StyleLine(self[f"style_{entry['id']}"], entry["left"], entry["right"]) for entry in entries]


def _initial(person: Person, profile: Profile) -> dict[str, Any]:
    covered, rest = split_by_blocks(profile.slots, _every_block())
    return {
        "name": person.name,
        "level": profile.level,
        "years": None if profile.years is None else f"{float(profile.years):g}",
        "languages": profile.languages,
        "slots": [write_slot(slot) for slot in covered],
        "other_times": write_slots(rest),
        "mode": profile.mode,
        "trio": profile.trio,
        "capacity": profile.capacity,
    }


def _every_block() -> list[Slot]:
    """The blocks of the week grid, as slots."""
    hours = [f"{start}-{end}" for start, end in BLOCKS]
    return _blocks([f"{day} {hour}" for day, _name in DAYS[:WORKING_DAYS] for hour in hours])


def _blocks(values: list[str]) -> list[Slot]:
    return [slot for value in values for slot in read_slots(value)]


def _words(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := " ".join(part.split())[:60])]


def _facet_field(entry: dict[str, str], words: list[str]) -> forms.CharField:
    return forms.CharField(
        label=entry["label"],
        help_text=entry["examples"],
        max_length=200,
        required=False,
        initial=", ".join(words),
    )


def _style_field(name: str, answer: int | str) -> forms.TypedChoiceField:
    steps = [(step, str(step)) for step in range(1, 6)]
    return forms.TypedChoiceField(
        label=name,
        choices=steps,
        coerce=int,
        empty_value=None,
        required=False,
        initial=answer,
        widget=forms.RadioSelect,
    )

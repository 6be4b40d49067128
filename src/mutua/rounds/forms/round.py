"""Setting up a round, and what a matching run is to try."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mutua.rounds.models import Round
from mutua.rounds.scenarios import KINDS, OWN

_LINE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*(?:-|–|to|bis)\s*(\d{4}-\d{2}-\d{2}))?")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RoundForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Names, dates, holidays and rules of a round."""

    holidays = forms.CharField(
        label=_("Holidays"),
        help_text=_("One a line: 2026-12-24 – 2027-01-02. No first meeting is proposed then."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    confirm_days = forms.IntegerField(
        label=_("Days to answer a proposal"), min_value=2, max_value=30, initial=7
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        help_text=_("Decides between equally good answers: the same seed, the same tandems."),
        min_value=0,
        max_value=2**31 - 1,
        initial=1,
    )

    class Meta:
        model = Round
        fields = (
            "title_en", "title_de", "register_until", "wish_until", "ends_on", "by_dates", "confirm_days",
            "holidays", "trios", "seed",
        )  # fmt: skip
        labels = {
            "title_en": _("Name in English"),
            "title_de": _("Name in German"),
            "register_until": _("Last day of registration"),
            "wish_until": _("Last day of the wish phase"),
            "ends_on": _("Last day of the round"),
            "by_dates": _("Move on by these dates"),
            "trios": _("Tandems of three"),
        }
        help_texts = {
            "wish_until": _("Five to seven days later. Without a day there is no wish phase."),
            "by_dates": _("Proposals are never sent by a date: that is yours to do."),
        }
        widgets = {"register_until": DAY, "wish_until": DAY, "ends_on": DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["holidays"] = "\n".join(
            f"{first} – {last}" if last != first else first for first, last in self.instance.holidays
        )

    def clean_holidays(self) -> list[list[str]]:
        found = []
        for number, line in enumerate(self.cleaned_data["holidays"].splitlines(), start=1):
            if line.strip():
                found.append(self._holiday(number, line.strip()))
        return found

    def _holiday(self, number: int, line: str) -> list[str]:
        match = _LINE.fullmatch(line)
        days = (match[1], match[2] or match[1]) if match else ("", "")
        try:
            return [date.fromisoformat(day).isoformat() for day in days]
        except ValueError:
            raise forms.ValidationError(
                _("Line %(number)s is not a day, or two days: write it like 2026-12-24 – 2027-01-02.")
                % {"number": number}
            ) from None

    def clean(self) -> dict[str, Any]:
        """Only the form of the values; how dates follow each other is a rule of the action."""
        super().clean()
        return self.cleaned_data

    def _post_clean(self) -> None:
        """The action writes, not the form: its instance stays as it is stored."""


class RunForm(forms.Form):
    """Which scenarios to look at side by side."""

    kinds = forms.MultipleChoiceField(
        label=_("Scenarios"),
        help_text=_("Each is worked out for all people. With one alone you go straight to the review."),
        choices=[(kind, entry.name) for kind, entry in KINDS.items()],
        initial=[OWN],
        widget=forms.CheckboxSelectMultiple,
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        help_text=_("Decides between equally good answers: the same seed, the same tandems."),
        min_value=0,
        max_value=2**31 - 1,
    )


class SplitForm(forms.Form):
    """Why two people are to be kept apart."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Kept with the round for coordinators. Write nothing you would not say to them."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

"""Small pieces of the forms of a tandem."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

LONG = 1200
LINE = 160


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

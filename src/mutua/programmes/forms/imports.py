"""The one field of an upload."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mutua.matching.problems import Problem
from mutua.people.imports.limits import MOST_BYTES
from mutua.people.imports.words import mend


class ListForm(forms.Form):
    """A list of people as a file; it is kept in memory and never written to a disk."""

    file = forms.FileField(
        label=_("Your list"),
        help_text=_("CSV or Excel (.xlsx), up to 5 MB and 20,000 people."),
        max_length=200,
        allow_empty_file=True,  # reading it says what is missing
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def __init__(self, data: Any, files: Any, *, length: int) -> None:
        """`length`: of the whole request; a longer one was not kept, so it holds no file."""
        super().__init__(data, files)
        self.too_big = length > MOST_BYTES
        if self.too_big:
            self.fields["file"].required = False

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file is not None and file.size > MOST_BYTES) or (file is None and self.too_big):
            raise forms.ValidationError(mend(Problem(0, "", "", "too_big"), get_language() or "en"))
        return file

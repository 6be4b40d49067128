"""The weight points of the criteria."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language

from mutua.content import loader


class WeightsForm(forms.Form):
    """A number of points per criterion; that they make 100 is a rule of the action."""

    def __init__(self, *args: Any, points: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = loader.items("matching_explanations", loader.language(get_language()))
        for criterion, value in points.items():
            self.fields[f"weight_{criterion}"] = forms.IntegerField(
                label=names[criterion]["label"], min_value=0, max_value=100, initial=value
            )

    def points(self) -> dict[str, int]:
        """Criterion to points, of a valid form."""
        return {name.removeprefix("weight_"): value for name, value in self.cleaned_data.items()}

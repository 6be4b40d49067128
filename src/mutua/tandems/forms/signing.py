"""Signing exactly the words that were read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SignForm(forms.Form):
    content_hash = forms.CharField(widget=forms.HiddenInput)
    agree = forms.BooleanField()

    def __init__(self, *args: Any, statement: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agree"].label = statement
        self.fields["agree"].error_messages["required"] = _("Please tick this sentence if you want to sign.")

"""What people type as they take part."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mutua.people.forms import AddressField


class CircleForm(forms.Form):
    """What the team calls its circle."""

    name = forms.CharField(label=_("What is your circle called?"), max_length=80)


class NameForm(forms.Form):
    """Somebody one knows and would like to be paired with."""

    email = AddressField(
        label=_("E-mail address of somebody you know"),
        help_text=_("You get the same answer whether they take part or not."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

"""The forms of sign-in, account and the first five minutes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import validate_email
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mutua.people.catalogue import CHALLENGES, DIRECTIONS, REASONS, label
from mutua.people.models import Person, Profile
from mutua.people.queries import Why
from mutua.ui.forms import CardLabel

REASON_ICONS = {
    "why_sparring": "messages-square",
    "why_next_step": "signpost",
    "why_skill": "sprout",
    "why_challenge": "mountain",
    "why_give": "hand-heart",
    "why_accountability": "flag",
}


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is to be filled with: the data of a POST, even of an empty one, else nothing."""
    return request.POST if request.method == "POST" else None


class AddressField(forms.EmailField):
    """An e-mail address, in small letters, that a mail can really be sent to."""

    def clean(self, value: Any) -> str:
        address: str = super().clean(value).lower()
        self.run_validators(address)  # in small letters it may be longer, or none any more
        if not address.rpartition("@")[0].isascii():  # the validator lets “ſ” pass
            raise forms.ValidationError(validate_email.message, code="invalid")
        return address


class EmailForm(forms.Form):
    email = AddressField(
        label=_("Your e-mail address at work"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )


class ApartForm(forms.Form):
    email = AddressField(
        label=_("E-mail address of the person"),
        help_text=_("You get the same answer whether the person takes part or not."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class FirstOperatorForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = EmailForm.base_fields["email"]


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Name, language and time zone."""

    time_zone = forms.ChoiceField(label=_("Time zone"))

    class Meta:
        model = Person
        fields = ("name", "language", "time_zone")
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = _zones(self.instance.time_zone)  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why are you here?"), required=False, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What do you need someone for?"),
        help_text=_("One sentence is enough."),
        max_length=280,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, why: Why) -> None:
        super().__init__(data, initial={"reason": why.reason, "note": why.note})
        language = get_language() or ""
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (key, CardLabel(label("reason", key, language), icon=REASON_ICONS.get(key, "")))
            for key in REASONS
        ]

    def why(self) -> Why:
        return Why(self.cleaned_data["reason"], self.cleaned_data["note"])


class DirectionsForm(forms.Form):
    directions = forms.MultipleChoiceField(
        label=_("Where are you heading?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    first = forms.ChoiceField(
        label=_("Which of these comes first?"),
        help_text=_("It counts twice when Mutua looks for someone with the same aim."),
        required=False,
    )
    challenges = forms.MultipleChoiceField(
        label=_("What gets in your way at the moment?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, profile: Profile) -> None:
        first = profile.directions[0] if profile.directions else ""
        initial = {"directions": profile.directions, "first": first, "challenges": profile.challenges}
        super().__init__(data, initial=initial)
        language = get_language() or ""
        directions = [(key, label("direction", key, language)) for key in DIRECTIONS]
        self.fields["directions"].choices = directions  # type: ignore[attr-defined]
        self.fields["first"].choices = [("", _("No preference")), *directions]  # type: ignore[attr-defined]
        self.fields["challenges"].choices = [  # type: ignore[attr-defined]
            (key, label("challenge", key, language)) for key in CHALLENGES
        ]

    def ordered_directions(self) -> list[str]:
        """As chosen, with the one that comes first in front."""
        chosen: list[str] = self.cleaned_data["directions"]
        first = self.cleaned_data["first"]
        return [first, *(key for key in chosen if key != first)] if first else chosen


@cache
def _places() -> tuple[str, ...]:
    """The zones that clocks differ by, one name each, without old aliases."""
    table = (files("tzdata.zoneinfo") / "zone1970.tab").read_text(encoding="utf-8")
    return tuple(sorted(line.split("\t")[2] for line in table.splitlines() if not line.startswith("#")))


def _zones(chosen: str) -> list[tuple[str, str]]:
    """Zones by place; the one chosen so far and the installation's own first."""
    names = dict.fromkeys([chosen, settings.DEFAULT_PERSON_ZONE, *_places(), "UTC"])
    return [(zone, zone.replace("_", " ")) for zone in names if zone]

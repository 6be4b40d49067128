"""How a programme is set up."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mutua.people.forms import AddressField
from mutua.programmes.models import Programme
from mutua.programmes.models.programme import (
    LEAST_K,
    MOST_DAYS_OF_CONTENT,
    MOST_DAYS_OF_ENROLMENT,
    USUAL_K,
)

_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
LONG = forms.Textarea(attrs={"rows": 4})


class NewProgrammeForm(forms.Form):
    """The two names of a new programme."""

    title_en = forms.CharField(label=_("Name in English"), max_length=80)
    title_de = forms.CharField(label=_("Name in German"), max_length=80)


class SetupForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Everything about a programme but its weights."""

    join_domains = forms.CharField(
        label=_("E-mail domains whose people may join"),
        help_text=_("Separated by commas, such as example.org, example.com. Empty: only by link or import."),
        required=False,
    )
    content_days = forms.IntegerField(
        label=_("Days that a tandem's content is kept after its end"),
        help_text=_("Up to %(most)s. Then its key is destroyed and nobody can read it any more.")
        % {"most": MOST_DAYS_OF_CONTENT},
        min_value=0,
        max_value=MOST_DAYS_OF_CONTENT,
        required=False,
    )
    enrolment_days = forms.IntegerField(
        label=_("Days that enrolments and marks are kept after a round"),
        help_text=_("Up to %(most)s.") % {"most": MOST_DAYS_OF_ENROLMENT},
        min_value=0,
        max_value=MOST_DAYS_OF_ENROLMENT,
        required=False,
    )
    k = forms.IntegerField(
        label=_("Fewest people behind any number that is shown"),
        help_text=_("Usually %(usual)s. Never below %(least)s.") % {"usual": USUAL_K, "least": LEAST_K},
        min_value=LEAST_K,
        max_value=1000,
    )

    class Meta:
        model = Programme
        fields = (
            "title_en", "title_de", "about_en", "about_de", "time_frame_en", "time_frame_de",
            "join_domains", "safety_contacts",
            "content_days", "enrolment_days", "k", "level_tolerance", "escalations_open",
            "escalations_quarter", "privacy_en", "privacy_de",
        )  # fmt: skip
        labels = {
            "title_en": _("Name in English"),
            "title_de": _("Name in German"),
            "about_en": _("What it is about, in English"),
            "about_de": _("What it is about, in German"),
            "time_frame_en": _("Time that may be spent on it, in English"),
            "time_frame_de": _("Time that may be spent on it, in German"),
            "safety_contacts": _("Contacts for help and protection"),
            "level_tolerance": _("How many levels two partners may be apart"),
            "escalations_open": _("Questions to experienced colleagues open at once, per tandem"),
            "escalations_quarter": _("Such questions in three months, per tandem"),
            "privacy_en": _("Data protection text in English"),
            "privacy_de": _("Data protection text in German"),
        }
        help_texts = {
            "time_frame_en": _("As agreed with you, such as “two hours a month are working time”."),
            "safety_contacts": _("One a line: who, and how to reach them. They get access to nothing here."),
            "privacy_en": _("Who is responsible, for what purpose, on what basis, and whom to ask."),
            "privacy_de": _("Who is responsible, for what purpose, on what basis, and whom to ask."),
        }
        widgets = {
            "about_en": LONG, "about_de": LONG, "safety_contacts": LONG, "privacy_en": LONG,
            "privacy_de": LONG,
            "level_tolerance": forms.Select(choices=[(0, "0"), (1, "1"), (2, "2")]),
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["join_domains"] = ", ".join(self.instance.join_domains)

    def clean_join_domains(self) -> list[str]:
        words = self.cleaned_data["join_domains"].lower().replace(";", ",").split(",")
        domains = [word.strip().removeprefix("@") for word in words if word.strip()]
        wrong = [domain for domain in domains if not _DOMAIN.fullmatch(domain)]
        if wrong:
            raise forms.ValidationError(
                _("“%(domain)s” is not a domain. Write it like example.org.") % {"domain": wrong[0][:60]}
            )
        return list(dict.fromkeys(domains))


class CoordinatorForm(forms.Form):
    """Whom to give the right to coordinate."""

    email = AddressField(label=_("Their e-mail address at work"), max_length=254)

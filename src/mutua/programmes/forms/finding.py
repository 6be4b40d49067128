"""What people type and choose about invitations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mutua.content import loader
from mutua.people.forms import AddressField
from mutua.programmes.queries.directory import Directory, Search
from mutua.programmes.rules import LONGEST_TEXT
from mutua.ui.forms import CardLabel


class TextForm(forms.Form):
    """The words of an invitation."""

    body = forms.CharField(
        label=_("Your words"),
        help_text=_("A proposal from what you share. Change whatever does not sound like you."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 9}),
    )


class AddressForm(forms.Form):
    """An invitation to someone one knows: who, in which language, and what both gain."""

    email = AddressField(label=_("Their e-mail address at work"), max_length=254)
    invitee = forms.CharField(label=_("What you call them"), max_length=60)
    worked = forms.CharField(
        label=_("What do you value about working with them?"),
        help_text=_("A few words that complete “I value how we work together, especially …”."),
        max_length=160,
    )
    offer = forms.CharField(label=_("What you can offer"), max_length=120)
    wish = forms.CharField(label=_("What you would like to learn from them"), max_length=120)
    language = forms.ChoiceField(
        label=_("Language of the invitation"), widget=forms.RadioSelect, choices=settings.LANGUAGES
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.EMAIL_DOMAINS and not settings.DEMO:
            self.fields["email"].help_text = _(
                "Only people who have an account here can be reached. Nothing is sent to any other address, "
                "and you do not learn which is the case."
            )


class OpenChoiceField(forms.ChoiceField):
    """A choice whose answers are known after the search alone; one that is not among them finds nothing."""

    def valid_value(self, value: Any) -> bool:
        return True

    def offer(self, choices: Iterable[tuple[str, str]], first: str | Promise, chosen: str) -> None:
        """Show these answers, `first` for none, and the chosen one even if nobody gave it."""
        known = dict(choices)
        self.choices = [
            ("", first),
            *known.items(),
            *([(chosen, chosen)] if chosen not in {"", *known} else []),
        ]


class DirectoryForm(forms.Form):
    """What is looked for in the directory; every answer may be left out, and a wrong one counts as none."""

    skill = forms.CharField(
        label=_("Skill"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )
    way = forms.ChoiceField(
        label=_("Who"),
        required=False,
        choices=[
            ("", _("offers or wishes it")),
            ("teach", _("can teach it")),
            ("learn", _("wants to learn it")),
        ],
    )
    language = OpenChoiceField(label=_("Language"), required=False)
    field = OpenChoiceField(label=_("Field of work"), required=False)

    def search(self) -> Search:
        """What can be read of it."""
        self.is_valid()
        return Search(**{name: self.cleaned_data.get(name, "") for name in self.fields})

    def offer(self, found: Directory) -> None:
        """Show the languages and fields of those who are in the directory."""
        wanted = self.search()
        language, field = (cast("OpenChoiceField", self.fields[name]) for name in ("language", "field"))
        language.offer(found.languages, _("any language"), wanted.language)
        field.offer([(word, word) for word in found.fields], _("any field"), wanted.field)


class DeclineForm(forms.Form):
    """One of the shipped texts of a no."""

    reply = forms.ChoiceField(label=_("What they will read"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        replies = [
            entry for entry in loader.document("invitations", lang)["replies"] if entry["kind"] == "decline"
        ]
        field = self.fields["reply"]
        field.choices = [(entry["id"], CardLabel(entry["text"])) for entry in replies]  # type: ignore[attr-defined]
        field.initial = replies[-1]["id"]

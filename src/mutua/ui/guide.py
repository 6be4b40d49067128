"""Sample content for the living style guide. Nobody in it is real and nothing in it is stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from mutua.ui.context import THEMES
from mutua.ui.forms import CardLabel, WeekField

TOKENS = (
    ("paper", "paper"),
    ("sheet", "sheet"),
    ("ink", "ink"),
    ("muted", "muted"),
    ("a", "person A"),
    ("b", "person B"),
    ("a-soft", "mint"),
    ("b-soft", "apricot"),
    ("success", "success"),
    ("warning", "notice"),
    ("danger", "danger"),
    ("focus", "focus"),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    reason = forms.ChoiceField(
        label=_("What brings you here?"),
        widget=forms.RadioSelect,
        choices=[
            (
                "skill",
                CardLabel(_("I want to learn something"), _("From someone who does it"), "sprout"),
            ),
            ("change", CardLabel(_("I am changing my path"), _("New field, new role"), "signpost")),
            (
                "share",
                CardLabel(_("I like to pass things on"), _("And learn in return"), "hand-helping"),
            ),
            ("lonely", CardLabel(_("I want an ally"), _("Outside my own team"), "handshake")),
        ],
    )
    offers = forms.MultipleChoiceField(
        label=_("What could you help with?"),
        help_text=_("Things you do well enough to show someone."),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("presenting", _("Presenting")),
            ("numbers", _("Reading numbers")),
            ("conflict", _("Difficult talks")),
            ("writing", _("Clear writing")),
            ("planning", _("Planning projects")),
            ("python", "Python"),
        ],
    )
    purpose = forms.CharField(
        label=_("What do you want to be different in six months?"),
        help_text=_("One sentence is enough."),
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    email = forms.EmailField(label=_("Work e-mail"), required=False)
    rhythm = forms.ChoiceField(
        label=_("How often do you want to meet?"),
        choices=[("2", _("Every two weeks")), ("4", _("Every four weeks"))],
    )
    place = forms.ChoiceField(
        label=_("Where do you like to meet?"),
        widget=forms.RadioSelect,
        choices=[("onsite", _("In person")), ("remote", _("By video"))],
    )
    topic = forms.ChoiceField(
        label=_("Talk about pay"),
        help_text=_("Only if both of you want to."),
        widget=forms.RadioSelect,
        choices=[("yes", _("Gladly")), ("ask", _("Ask first")), ("no", _("Not here"))],
    )
    slots = WeekField(label=_("When are you usually free?"), help_text=_("In your own time zone."))
    visible = forms.BooleanField(label=_("Show my card to others in this round"), required=False)


def guide_context(*, theme: str) -> dict[str, Any]:
    """What the style guide page shows; `theme` overrides the visitor's choice where it is known."""
    chosen = {
        "reason": "skill",
        "offers": ["presenting", "writing"],
        "purpose": _("I speak up in large meetings."),
        "rhythm": "2",
        "place": "remote",
        "topic": "ask",
        "slots": ["Tue 09:00-11:00", "Thu 09:00-11:00", "Thu 15:00-17:00"],
    }
    return {
        "guide_theme": theme if theme in THEMES else "",
        "tokens": TOKENS,
        "form": SampleForm(initial=chosen),
        "wrong": SampleForm({**chosen, "purpose": "", "email": "ben@"}, auto_id="wrong_%s"),
        **_people(),
        **_lists(),
    }


def _people() -> dict[str, Any]:
    return {
        "you_learn": [_("Leading without authority"), _("Negotiating")],
        "they_learn": [_("Presenting"), _("Clear writing")],
        "shared": [_("Want to lead people"), _("New in the job"), _("Thursday mornings")],
        "mine": [_("Sales"), _("Presenting"), _("3 years here")],
        "theirs": [_("Network planning"), _("Negotiating"), _("11 years here")],
        "different": [
            {"label": _("Field"), "mine": _("Sales"), "theirs": _("Network planning")},
            {
                "label": _("Way of working"),
                "mine": _("first try, then plan"),
                "theirs": _("first plan, then try"),
            },
        ],
    }


def _lists() -> dict[str, Any]:
    return {
        "page": Paginator(range(60), 20).page(2),
        "parts": [
            {"label": _("Why we do this"), "done": True},
            {"label": _("A goal for each of you"), "done": True},
            {
                "label": _("Boundaries"),
                "done": False,
                "hint": _("Ben has filled in his; yours is open."),
                "href": "#",
            },
            {"label": _("Rhythm and answering time"), "done": False},
        ],
        "stations": [
            {
                "when": "2019",
                "title": _("First job, customer service"),
                "text": _("Learnt to listen."),
                "mine": True,
            },
            {"when": "2022", "title": _("Moved to sales"), "mine": True},
            {
                "when": "2027",
                "title": _("Lead a small team"),
                "text": _("A wish, not a plan yet."),
                "mine": False,
            },
        ],
    }

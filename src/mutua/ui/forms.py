"""Form pieces of the design system: labels with a second line, a usual week, and how `{{ form }}` looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DAYS = (
    ("Mon", _("Monday")),
    ("Tue", _("Tuesday")),
    ("Wed", _("Wednesday")),
    ("Thu", _("Thursday")),
    ("Fri", _("Friday")),
    ("Sat", _("Saturday")),
    ("Sun", _("Sunday")),
)
WORKING_DAYS = 5
BLOCKS = tuple((f"{hour:02}:00", f"{hour + 2:02}:00") for hour in range(7, 19, 2))


class Renderer(TemplatesSetting):
    """FORM_RENDERER: a plain ``{{ form }}`` (allauth's pages, say) looks like c-field.

    Django's own widgets come from its own engine, so that "django.forms" need not be an installed app.
    """

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    _widgets = DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/forms/"):
            return self._widgets.get_template(template_name)
        return super().get_template(template_name)


@dataclass(frozen=True)
class CardLabel:
    """The label of a choice in c-radio-cards: a title, a line below it and a lucide icon."""

    title: str | Promise
    text: str | Promise = ""
    icon: str = ""

    def __str__(self) -> str:
        return str(self.title)


class WeekField(forms.MultipleChoiceField):
    """Blocks of a usual week, chosen in c-week-grid.

    A value is written as in a list of people, ``"Mon 09:00-11:00"``; blocks last two hours, 07:00 to 19:00.
    """

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, days: int = WORKING_DAYS, **kwargs: Any) -> None:
        self.days = DAYS[:days]
        super().__init__(choices=list(self._week_choices()), **kwargs)

    def _week_choices(self) -> Iterator[tuple[str, str]]:
        for start, end in BLOCKS:
            for day, _name in self.days:
                yield f"{day} {start}-{end}", f"{day} {start}–{end}"

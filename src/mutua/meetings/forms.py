"""What a member fills in about a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mutua.errors import DomainError
from mutua.meetings.actions import LONGEST_PLACE
from mutua.meetings.free_times import instant
from mutua.meetings.rules import check_time
from mutua.meetings.times import Times, times
from mutua.people.models import Person
from mutua.ui.forms import CardLabel

BY_HAND = "other"
LENGTHS = (30, 45, 60, 75, 90, 120)


class TimeForm(forms.Form):
    """One of the free times, or a day and a time typed in the writer's own zone.

    After cleaning, `interval` holds start and end in UTC.
    """

    start = forms.CharField(label=_("When"), widget=forms.RadioSelect, required=False)
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=_("Start"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label=_("Length"), required=False, min_value=15, max_value=240, widget=forms.Select
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)  # the proposal that the writer had before them

    def __init__(
        self,
        *args: Any,
        starts: Iterable[datetime],
        length: timedelta,
        viewer: Person,
        members: Sequence[Person],
        at: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.members, self.length, self.at = viewer, members, length, at
        self.interval: tuple[datetime, datetime] | None = None
        self.fields["start"].widget.choices = [
            *map(self._card, starts),
            (BY_HAND, CardLabel(_("Another time"), _("Type it below."))),
        ]
        self.fields["day"].widget.attrs["min"] = at.astimezone(ZoneInfo(viewer.time_zone)).date().isoformat()
        own = int(length.total_seconds()) // 60
        self.fields["minutes"].widget.choices = [
            (number, _minutes(number)) for number in sorted({*LENGTHS, own})
        ]
        self.fields["minutes"].initial = own

    @property
    def typed(self) -> list[forms.BoundField]:
        """What a time by hand is made of."""
        return [self["day"], self["time"], self["minutes"]]

    @property
    def chosen(self) -> tuple[datetime, datetime]:
        """Start and end in UTC of a valid form."""
        if self.interval is None:
            raise ValueError("the form is not valid")
        return self.interval

    @property
    def preview(self) -> Times | None:
        """The chosen time on everybody's clock."""
        if self.interval is None:
            return None
        return times(*self.interval, viewer=self.viewer, members=self.members)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = cleaned.get("start", "")
        try:
            if chosen and chosen != BY_HAND and cleaned.get("day"):
                raise DomainError(
                    "two_times",
                    _("A free time is chosen and another is typed. Choose one of the two."),
                    field="start",
                )
            if chosen and chosen != BY_HAND:
                self.interval = self._offered(chosen)
            elif not self.errors:
                self.interval = self._by_hand(cleaned, chosen)
            if self.interval:
                check_time(*self.interval, self.at)
        except DomainError as error:
            self.interval = None
            self.refuse(error)
        except OverflowError:  # the first or the last day of all
            self.add_error("day", _("Choose a day in the next six months."))
        return cleaned

    def refuse(self, error: DomainError) -> None:
        """Show a rule's "no" where it belongs."""
        self.add_error(error.field if error.field in self.fields else None, str(error.message))

    def _offered(self, chosen: str) -> tuple[datetime, datetime]:
        try:
            start = datetime.fromisoformat(chosen).astimezone(UTC)
        except ValueError:
            raise DomainError(
                "no_time", _("Choose one of the times, or type another."), field="start"
            ) from None
        return start, start + self.length

    def _by_hand(self, cleaned: dict[str, Any], chosen: str) -> tuple[datetime, datetime] | None:
        if not chosen and not cleaned.get("day"):
            raise DomainError("no_time", _("Choose one of the times, or type another."), field="start")
        for name, message in (("day", _("Choose a day.")), ("time", _("Choose a time."))):
            if cleaned.get(name) is None:
                self.add_error(name, message)
        if self.errors:
            return None
        start = instant(cleaned["day"], cleaned["time"], self.viewer.time_zone)
        return start, start + timedelta(minutes=cleaned["minutes"] or self.length.total_seconds() // 60)

    def _card(self, start: datetime) -> tuple[str, CardLabel]:
        shown = times(start, start + self.length, viewer=self.viewer, members=self.members)
        others = [
            _("For %(name)s in %(city)s: %(time)s") % {"name": o.name, "city": o.place, "time": o.when}
            for o in shown.others
        ]
        clock = shown.own.clock.replace("–", "\u2060–\u2060")  # stays on one line
        return start.isoformat(), CardLabel(f"{shown.own.day}, {clock}", " · ".join(others))


def _minutes(number: int) -> str:
    return ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number}


class PlaceForm(forms.Form):
    """Where to meet. `seen` is the version the writer had before them."""

    place = forms.CharField(
        label=_("Place or link"),
        required=False,
        max_length=LONGEST_PLACE,
        help_text=_("A room, a link or a telephone number. It is in no mail and no calendar."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """Yes or no to one numbered proposal."""

    proposal = forms.IntegerField(min_value=1)
    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(choices=[("held", "held"), ("missed", "missed")])

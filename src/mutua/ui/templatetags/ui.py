"""Tags and filters of the design system; a template builtin, so no template needs to load it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from mutua.ui.forms import BLOCKS, WeekField

register = template.Library()


@register.simple_tag
def icon(name: str, size: int = 20, label: str = "") -> SafeString:
    """A lucide icon as inline SVG: silent beside a text, or an image with `label` where it stands alone."""
    return _icon(name, int(size), str(label))


@lru_cache(maxsize=1024)
def _icon(name: str, size: int, label: str) -> SafeString:
    spoken = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true", "focusable": "false"}
    return mark_safe(lucide(name, size=size, **{"class": "icon"}, **spoken))  # noqa: S308 - lucide's own SVG


@register.filter
def html_attributes(attrs: Mapping[str, Any]) -> SafeString:
    """The attributes a component passes through, each value escaped; False and None leave one out.

    Cotton's own ``{{ attrs }}`` does not escape values bound with ``:name="..."``.
    """
    passed = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else dict(attrs)
    return format_html_join("", "{}", ((_attribute(name, value),) for name, value in passed.items()))


def _attribute(name: str, value: Any) -> SafeString:
    if value is None or value is False:
        return SafeString("")
    if value is True:
        return format_html(" {}", name)
    return format_html(' {}="{}"', name, conditional_escape(value))


@register.filter
def input_kind(field: BoundField) -> str:
    """The widget's kind for CSS: ``text``, ``textarea``, ``select``, ``checkbox``, ``radioselect`` …"""
    return field.widget_type


@register.filter
def with_help(field: BoundField, help_text: str) -> BoundField:
    """The field with `help_text` in place of the form's own, if given; Django then links it itself."""
    if help_text:
        field.help_text = help_text
    return field


@register.filter
def initials(name: str) -> str:
    """Up to two initials of a name: “Amira El Sayed” gives “AS”, an empty name a middle dot."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    if not words:
        return "·"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.filter
def numbers(count: int) -> range:
    """1 to `count`, for drawing that many things."""
    return range(1, int(count) + 1)


@dataclass(frozen=True)
class WeekDay:
    name: str
    short: str


@dataclass(frozen=True)
class WeekCell:
    tag: SafeString
    label: str


@dataclass(frozen=True)
class WeekRow:
    label: str
    cells: list[WeekCell]


@dataclass(frozen=True)
class WeekTable:
    """A WeekField as a table: one column a day, one row a block."""

    days: list[WeekDay]
    rows: list[WeekRow]


@register.filter
def week_table(field: BoundField) -> WeekTable:
    """The checkboxes of a bound WeekField in table order, each with its full name for screen readers."""
    week = field.field
    if not isinstance(week, WeekField):
        raise TypeError(f"c-week-grid needs a WeekField, not {type(week).__name__}")
    days = [WeekDay(str(name), str(name)[:2]) for day, name in week.days]
    boxes = iter(field)
    rows = []
    for start, end in BLOCKS:
        label = f"{start}–{end}"
        cells = [WeekCell(next(boxes).tag(), f"{day.name}, {label}") for day in days]
        rows.append(WeekRow(label, cells))
    return WeekTable(days, rows)

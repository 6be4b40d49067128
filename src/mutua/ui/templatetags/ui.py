"""Tags and filters of the design system; a template builtin, so no template needs to load it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

register = template.Library()


@register.simple_tag
def icon(name: str, size: int = 20, label: str = "") -> SafeString:
    """A lucide icon as inline SVG: silent beside a text, or an image with `label` where it stands alone."""
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
def initials(name: str) -> str:
    """Up to two initials of a name: “Amira El Sayed” gives “AS”, an empty name a middle dot."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    if not words:
        return "·"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

"""The words of a mail: from the shipped notifications or a MailText, filled and in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import dateformat, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mutua.content import loader

Words = str | Promise
Context = Mapping[str, str | int | date | Promise]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LONG_DATE = {"de": "l, j. F Y", "en": "l j F Y"}


@dataclass(frozen=True)
class MailText:
    """A mail's words, marked with gettext_lazy; {names} are filled from the context.

    `code` is something to type off, shown large above the paragraphs.
    """

    subject: Words
    paragraphs: Sequence[Words]
    button: Words = field(default=_("Open Mutua"))
    code: Words = ""


def written(text: MailText | str, context: Context, language: str) -> dict[str, Any]:
    """The words in `language`, as JSON values; `text` may be the id of a shipped notification.

    Raises KeyError for an unknown id or a placeholder that the context does not fill.
    """
    if isinstance(text, str):
        text = _shipped(text, language)
    with translation.override(language):
        values = {name: _shown(value, language) for name, value in context.items()}
        return {
            "subject": _filled(text.subject, values),
            "paragraphs": [_filled(paragraph, values) for paragraph in text.paragraphs],
            "button": str(text.button),
            "code": _filled(text.code, values),
        }


def long_date(value: date, language: str) -> str:
    """A date as it is written out: Monday 23 November 2026, or Montag, 23. November 2026."""
    with translation.override(language):
        return dateformat.format(value, _LONG_DATE[language])


def _shipped(key: str, language: str) -> MailText:
    item = loader.items("notifications", language)[key]
    # The link is the button, so the sentence that ended in it ends with a full stop.
    body = re.sub(r":?\s*\{link\}$", "", item["body"].strip())
    return MailText(item["subject"], (body if body[-1] in ".?!" else f"{body}.",))


def _shown(value: str | int | date | Promise, language: str) -> str:
    if isinstance(value, datetime):
        return f"{long_date(value, language)}, {value:%H:%M}"
    return long_date(value, language) if isinstance(value, date) else str(value)


def _filled(text: Words, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values[found[1]], str(text))

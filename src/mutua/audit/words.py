"""What was looked at, in words for the person concerned; the packages above register theirs."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_words: dict[str, str | Promise] = {}


def register_words(code: str, text: str | Promise) -> None:
    """Let entries of this code be told as `text`, marked for translation; called from AppConfig.ready."""
    _words[code] = text


def words_for(code: str) -> str:
    """What an entry of this code saw, in the current language; a neutral sentence where nobody said."""
    return str(_words.get(code, _("something that Mutua knows about you")))

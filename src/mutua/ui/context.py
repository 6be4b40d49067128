"""What every page frame needs to know: where one is, which theme, which menus. Knows nothing of the domain.

Read from the settings, each optional:

- ``NAVIGATION`` and ``ACCOUNT_MENU``: lists of ``{"url": name, "label": lazy text, "icon": lucide name}``.
  A navigation entry may add ``"match"``, the path prefixes that mark it as current (default: its own path);
  a menu entry may add ``"post": True`` to become a button in a form (signing out changes something), and
  ``"only": "is_operator"`` to be there only for people of whom that is true.
- ``HELP_URL``: the name of the page behind “Help and protection” in the footer.
- ``ORGANISATION``: shown in the footer.
- ``DEMO``: whether everybody here is invented; said above every page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

THEME_COOKIE = "mutua-theme"
THEMES = ("system", "light", "dark")


@dataclass(frozen=True)
class MenuItem:
    """One entry of a menu. `current` is true for at most one entry of the navigation."""

    path: str
    label: str | Promise
    icon: str
    current: bool = False
    post: bool = False


@dataclass(frozen=True)
class Shell:
    """The frame around a page; its menus are worked out only when a template asks for them."""

    request: HttpRequest

    @property
    def theme(self) -> str:
        return theme_of(self.request)

    @property
    def navigation(self) -> list[MenuItem]:
        return navigation_at(self.request.path, getattr(settings, "NAVIGATION", []))

    @property
    def account_menu(self) -> list[MenuItem]:
        entries = getattr(settings, "ACCOUNT_MENU", [])
        return [_menu_item(entry) for entry in entries if self._meant_for_visitor(entry)]

    def _meant_for_visitor(self, entry: dict[str, Any]) -> bool:
        return "only" not in entry or bool(getattr(self.request.user, entry["only"], False))

    @property
    def help_path(self) -> str:
        name = getattr(settings, "HELP_URL", "")
        return reverse(name) if name else ""

    @property
    def is_demo(self) -> bool:
        return bool(getattr(settings, "DEMO", False))

    @property
    def organisation(self) -> str:
        return str(getattr(settings, "ORGANISATION", ""))


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the page frame as ``shell``."""
    return {"shell": Shell(request)}


def theme_of(request: HttpRequest) -> str:
    """The theme the visitor chose, or "system"; an unknown cookie value counts as none."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "system"


def navigation_at(path: str, entries: Iterable[dict[str, Any]]) -> list[MenuItem]:
    """The navigation as seen from `path`; the entry with the longest match is the current one.

    An entry matches its own page, and all pages below its prefixes.
    """
    known = list(entries)
    matches = [_matched(path, entry) for entry in known]
    longest = max(matches, default=0)
    return [_menu_item(entry, 0 < match == longest) for entry, match in zip(known, matches, strict=True)]


def _matched(path: str, entry: dict[str, Any]) -> int:
    """How many characters of `path` the entry stands for; 0 for none."""
    own = reverse(entry["url"])
    if path == own:
        return len(own)
    return max((len(prefix) for prefix in entry.get("match", [own]) if path.startswith(prefix)), default=0)


def _menu_item(entry: dict[str, Any], current: bool = False) -> MenuItem:
    return MenuItem(
        path=reverse(entry["url"]),
        label=entry["label"],
        icon=entry["icon"],
        current=current,
        post=entry.get("post", False),
    )

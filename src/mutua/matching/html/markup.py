"""HTML put together so that nothing is ever unescaped by accident: text is escaped unless it is Markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

SELF_CLOSED = frozenset({"meta", "br", "rect", "line", "circle", "path", "polygon"})
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Markup(str):
    """A piece of finished HTML, well-formed as XML too."""

    __slots__ = ()


Part = str | int | float | None


def text(part: Part) -> Markup:
    """Text as HTML; characters that no XML may hold become U+FFFD. Markup stays as it is."""
    if isinstance(part, Markup):
        return part
    return Markup(escape(_NOT_IN_XML.sub("\ufffd", "" if part is None else str(part))))


def joined(parts: Iterable[Part], between: str = "") -> Markup:
    """Parts one after the other."""
    return Markup(text(between).join(map(text, parts)))


def element(name: str, /, *children: Part, **attributes: Part) -> Markup:
    """element("td", "<", class_="figure") → <td class="figure">&lt;</td>.

    Attributes that are None are left out. An underscore in the name of an attribute stands for a hyphen.
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in SELF_CLOSED:
        return Markup(f"<{name}{said} />")
    return Markup(f"<{name}{said}>{joined(children)}</{name}>")

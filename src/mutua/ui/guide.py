"""Sample content for the living style guide. Nobody in it is real and nothing in it is stored."""

from __future__ import annotations

from typing import Any

from mutua.ui.context import THEMES


def guide_context(*, theme: str) -> dict[str, Any]:
    """What the style guide page shows; `theme` overrides the visitor's choice where it is known."""
    return {"guide_theme": theme if theme in THEMES else ""}

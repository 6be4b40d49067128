"""The style sheets keep their size, their contrast and their own house."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest

import mutua

STATIC = Path(mutua.__file__).parent / "ui" / "static" / "ui"
SHEETS = sorted((STATIC / "css").glob("*.css"))
TOKENS = dict(
    re.findall(
        r"--([\w-]+): (light-dark\(.*?\));", (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    )
)

TEXT = 4.5
LARGE_OR_CONTROL = 3.0
# (what is drawn, on what, at least) – WCAG 2.2, 1.4.3 and 1.4.11
PAIRS = [
    *[("ink", ground, 7) for ground in ("paper", "sheet", "well", "a-soft", "b-soft", "shared")],
    *[("ink", ground, 7) for ground in ("success-soft", "warning-soft", "danger-soft")],
    *[("muted", ground, TEXT) for ground in ("paper", "sheet", "well", "a-soft", "b-soft")],
    *[("a", ground, TEXT) for ground in ("paper", "sheet", "well", "a-soft")],
    *[("a-strong", ground, TEXT) for ground in ("paper", "sheet", "well", "a-soft")],
    *[("b", ground, TEXT) for ground in ("paper", "sheet", "well", "b-soft")],
    ("on-a", "a", TEXT),
    ("on-a", "a-strong", TEXT),
    ("on-b", "b", TEXT),
    *[(kind, f"{kind}-soft", TEXT) for kind in ("success", "warning", "danger")],
    *[(kind, ground, TEXT) for kind in ("success", "warning", "danger") for ground in ("paper", "sheet")],
    *[("border", ground, LARGE_OR_CONTROL) for ground in ("paper", "sheet")],
    *[("focus", ground, LARGE_OR_CONTROL) for ground in ("paper", "sheet", "well", "a-soft", "b-soft")],
]


def colour(token: str, theme: str) -> str:
    light, dark = re.findall(r"#[0-9A-Fa-f]{6}", TOKENS[token])
    return light if theme == "light" else dark


def luminance(hexadecimal: str) -> float:
    """Relative luminance of sRGB, WCAG 2.2."""
    channels = [int(hexadecimal[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_tokens_have_the_contrast_they_need(theme):
    too_faint = {
        f"{drawn} on {ground}": round(contrast(colour(drawn, theme), colour(ground, theme)), 2)
        for drawn, ground, least in PAIRS
        if contrast(colour(drawn, theme), colour(ground, theme)) < least
    }
    assert too_faint == {}


def test_style_sheets_stay_small():
    together = b"".join(sheet.read_bytes() for sheet in SHEETS)
    assert len(together) <= 40_000
    assert len(brotli.compress(together)) <= 8_500


def test_style_sheets_load_only_own_fonts():
    loaded = {url for sheet in SHEETS for url in re.findall(r"url\(\"?([^)\"]+)", sheet.read_text("utf-8"))}
    fonts = {f"../fonts/{path.name}" for path in (STATIC / "fonts").glob("*.woff2")}
    assert loaded == fonts


def test_every_font_comes_with_its_licence():
    families = {path.name.split("-latin")[0] for path in (STATIC / "fonts").glob("*.woff2")}
    assert {path.stem.removeprefix("OFL-") for path in (STATIC / "fonts").glob("OFL-*.txt")} == families

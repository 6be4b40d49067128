"""The house's fonts as a style sheet that carries them along, for files that are read offline."""

from __future__ import annotations

from base64 import b64encode
from importlib.resources import files

FONTS = (
    ("Atkinson Hyperlegible", 400, "atkinson-hyperlegible-latin-400-normal.woff2"),
    ("Atkinson Hyperlegible", 700, "atkinson-hyperlegible-latin-700-normal.woff2"),
    ("Fraunces", 600, "fraunces-latin-600-normal.woff2"),
)
"""Family, weight, file; whatever these do not hold is drawn in a font of the system."""


def embedded() -> str:
    """@font-face rules with the fonts inside, about 70 KB."""
    folder = files("mutua.ui") / "static/ui/fonts"
    rules = []
    for family, weight, name in FONTS:
        font = b64encode((folder / name).read_bytes()).decode("ascii")
        source = f'url(data:font/woff2;base64,{font}) format("woff2")'
        rules.append(f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: {source}; }}\n')
    return "".join(rules)

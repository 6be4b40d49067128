"""All addresses: each package names its own, under the prefix given here."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from mutua.conf.health import healthz, readyz
from mutua.people.views.me import language

PACKAGES = {
    "home": "",
    "people": "",
    "programmes": "",
    "tandems": "",
    "meetings": "",
    "outbox": "operate/",
    "ui": "ui/",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("i18n/setlang/", language, name="set_language"),
    *(
        path(prefix, include(f"mutua.{package}.urls"))
        for package, prefix in PACKAGES.items()
        if find_spec(f"mutua.{package}.urls")
    ),
]

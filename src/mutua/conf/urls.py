"""All addresses: each package names its own, under the prefix given here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from mutua.conf.health import healthz, readyz
from mutua.people.views.me import language

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("i18n/setlang/", language, name="set_language"),
    path("", include("mutua.home.urls")),
    path("", include("mutua.people.urls")),
    path("", include("mutua.programmes.urls")),
    path("", include("mutua.rounds.urls")),
    path("", include("mutua.tandems.urls")),
    path("", include("mutua.meetings.urls")),
    path("", include("mutua.insights.urls")),
    path("operate/", include("mutua.outbox.urls")),
    path("ui/", include("mutua.ui.urls")),
]

"""What every answer says to the browser, and what no request may do."""

from __future__ import annotations

import pytest
from django.core.files import uploadedfile
from django.test import Client

from tests.cast import browser_of

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PAGES = ["/", "/sign-in/", "/healthz", "/nowhere", "/static/ui/css/tokens.css", "/tandems/x/", "/ui/theme"]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_every_answer_is_closed_to_other_sites(page):
    answer = Client().get(page)
    assert EVERYWHERE.items() <= dict(answer.items()).items()
    assert {"default-src 'none'", "frame-ancestors 'none'", "script-src 'self'"} <= set(
        answer["Content-Security-Policy"].split("; ")
    )


@pytest.mark.parametrize("page", ["/", "/me/", "/find/", "/me/apart/", "/nowhere", "/who-sees-what/"])
def test_page_of_somebody_signed_in_is_not_kept(amira, page):
    assert "no-store" in browser_of(amira).get(page)["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(("secure", "told"), [(True, "max-age=31536000"), (False, None)])
def test_browser_is_told_to_stay_with_https(settings, secure, told):
    settings.SECURE, settings.SECURE_HSTS_SECONDS = secure, 31_536_000
    assert [Client().get(page).get("Strict-Transport-Security") for page in ("/", "/healthz")] == [told] * 2


def test_uploaded_file_never_reaches_a_disk(monkeypatch):
    made = []
    monkeypatch.setattr(uploadedfile.tempfile, "NamedTemporaryFile", lambda *a, **k: made.append(a))
    big = uploadedfile.SimpleUploadedFile("big.bin", b"x" * 3_000_000)
    assert Client().post("/ui/theme", {"theme": "dark", "file": big}).status_code == 302
    assert made == []

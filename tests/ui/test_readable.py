"""Requests that no page could read are turned away; none of them is an error of ours."""

from __future__ import annotations

import pytest
from django.test import Client

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("path", "headers", "content_type"),
    [
        ("/sign-in/", {}, f"{FORM}; charset=utf-7"),
        ("/sign-in/", {}, "multipart/form-data; boundary=x; charset=idna"),
        ("/find/?q=a%00b", {}, FORM),
        ("/find/?%00=a", {}, FORM),
        ("/sign-in/link/a%00b/", {}, FORM),
        ("/", {"Cookie": r'mutua-session="abcdefgh\000ijk"'}, FORM),
    ],
    ids=["encoding", "encoding of parts", "value", "name", "path", "cookie"],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.django_db
def test_unreadable_request_is_turned_away(method, path, headers, content_type):
    browser = Client(enforce_csrf_checks=True)
    body = b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n\xff.\r\n--x--\r\n"
    answer = browser.generic(method, path, body, content_type=content_type, headers=headers)
    assert (answer.status_code, b"That request was not clear" in answer.content) == (400, True)


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["", "; charset=UTF-8"])
def test_utf_8_is_read_however_it_is_named(charset):
    answer = Client().generic("POST", "/ui/theme", b"theme=dark", content_type=FORM + charset)
    assert answer.status_code == 302

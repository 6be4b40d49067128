"""The frame of the pages: theme, navigation, and a rule's “no”."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from mutua.errors import DomainError
from mutua.ui.context import navigation_at, theme_of
from mutua.ui.middleware import DomainErrorMiddleware
from mutua.ui.views import theme, unavailable

ENTRIES = [
    {"url": "ui:guide", "label": "Guide", "icon": "heart", "match": ["/ui/"]},
    {"url": "ui:theme", "label": "Theme", "icon": "sun"},
]


def request_for(path: str = "/", **headers: str) -> HttpRequest:
    request = RequestFactory().get(path, headers=headers)
    request.htmx = HtmxDetails(request)
    return request


@pytest.mark.parametrize(
    ("path", "current"), [("/ui/", [True, False]), ("/ui/theme", [False, True]), ("/", [False, False])]
)
def test_navigation_marks_the_longest_match(path, current):
    assert [item.current for item in navigation_at(path, ENTRIES)] == current


def test_navigation_marks_a_page_above_its_prefix():
    entries = [{**ENTRIES[0], "match": ["/tandems/"]}]
    current = [navigation_at(path, entries)[0].current for path in ("/ui/", "/tandems/1", "/ui/theme")]
    assert current == [True, True, False]


def test_navigation_of_the_product_marks_where_its_pages_belong():
    places = {
        "/": 0,
        "/tandems/1/": 0,
        "/find/1/": 1,
        "/invite/": 1,
        "/invitations/1/edit/": 1,
        "/me/apart/": 2,
    }
    marked = {
        path: [place for place, item in enumerate(navigation_at(path, settings.NAVIGATION)) if item.current]
        for path in places
    }
    assert marked == {path: [place] for path, place in places.items()}


@pytest.mark.parametrize(
    ("cookie", "expected"), [("dark", "dark"), ("light", "light"), ('"><script>', "system"), ("", "system")]
)
def test_theme_of_a_cookie(cookie, expected):
    request = request_for()
    request.COOKIES["mutua-theme"] = cookie
    assert theme_of(request) == expected


def test_theme_is_remembered_and_leads_back():
    response = theme(RequestFactory().post("/ui/theme", {"theme": "dark", "next": "/ui/?lang=de"}))
    assert (response.status_code, response["Location"]) == (302, "/ui/?lang=de")
    cookie = response.cookies["mutua-theme"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("dark", True, "Lax")


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_theme_never_leads_elsewhere(target):
    assert theme(RequestFactory().post("/ui/theme", {"theme": "dark", "next": target}))["Location"] == "/"


def test_unknown_theme_is_not_remembered():
    assert dict(theme(RequestFactory().post("/ui/theme", {"theme": "pink"})).cookies) == {}


def test_theme_by_get_is_refused():
    assert theme(RequestFactory().get("/ui/theme")).status_code == 405


def test_unavailable_says_when_to_come_back():
    response = unavailable(request_for())
    assert (response.status_code, response["Retry-After"]) == (503, "30")


def no_response(_request: HttpRequest) -> None:
    raise NotImplementedError


def test_other_errors_pass():
    assert DomainErrorMiddleware(no_response).process_exception(request_for(), ValueError()) is None


def test_domain_error_in_htmx_becomes_a_notice(rf):
    middleware = DomainErrorMiddleware(no_response)
    response = middleware.process_exception(
        request_for(**{"HX-Request": "true"}), DomainError("expired", "This <invitation> has ended.")
    )
    assert (response.status_code, response["HX-Retarget"]) == (409, "#notices")
    assert "This &lt;invitation&gt; has ended." in response.content.decode()
    assert "<html" not in response.content.decode()

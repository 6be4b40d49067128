"""A piece of a page that follows what happens on the server, by server-sent events.

A page shows the piece in `<c-live url="…">`; without JavaScript it loads itself anew every two seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic, sleep

from django.db import connection
from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override

EVERY_SECONDS = 0.5
LONGEST_SECONDS = 25.0
"""One stream occupies a thread of the server; the browser opens the next by itself."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The piece as HTML; `over`: nothing will change any more, and the page is to be loaded anew."""

    html: str
    over: bool


def live_response(read: Callable[[], Piece]) -> StreamingHttpResponse:
    """Send what `read` gives now and whenever it has changed, in the language of now, until it is over."""
    response = StreamingHttpResponse(_events(_spoken(read, get_language())), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def _spoken(read: Callable[[], Piece], language: str | None) -> Callable[[], Piece]:
    """A stream is sent after the request has ended, and with it its language."""

    def spoken() -> Piece:
        with override(language):
            return read()

    return spoken


def _events(read: Callable[[], Piece]) -> Iterator[str]:
    ends_at, last = monotonic() + LONGEST_SECONDS, ""
    while True:
        piece = read()
        if not connection.in_atomic_block:
            connection.close()  # a stream that waits holds no connection to the database
        if piece.html != last:
            last = piece.html
            yield _event("piece", last)
        if piece.over:
            yield _event("over", "")
            return
        if monotonic() >= ends_at:
            return
        sleep(EVERY_SECONDS)


def _event(name: str, text: str) -> str:
    lines = "".join(f"data: {line}\n" for line in text.splitlines() or [""])
    return f"event: {name}\n{lines}\n"

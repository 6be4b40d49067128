from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.outbox.models import Delivery
from mutua.outbox.rendering import message
from mutua.outbox.texts import MailText, written
from tests.outbox.conftest import AT

HEADERS = ["Subject", "From", "To", "Date", "Message-ID", "Content-Language", "Auto-Submitted"]


def _rendered(text: MailText | str, language: str = "en", **context: Any) -> EmailMessage:
    key = uuid4()
    payload = written(text, context, language) | {"link": str(context.get("link", ""))}
    delivery = Delivery(
        id=key, kind="mail", recipient="amira@example.org", language=language, payload=payload, created_at=AT
    )
    delivery.message_id = f"<{key}@example.org>"
    content = message(delivery, AT).message().as_bytes()
    return message_from_bytes(content, policy=policy.default)  # type: ignore[arg-type, return-value]


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return str(part.get_content()) if part else ""


def test_mail_has_text_html_one_link_and_nothing_from_elsewhere() -> None:
    mail = _rendered("nt_sign", link="/sign/1")
    text, html = _part(mail, "plain"), _part(mail, "html")
    assert re.findall(r"https?://\S+", text) == ["http://testserver/sign/1"]
    assert set(re.findall(r'(?:href|src|url)[=(]"?([^"\s>)]+)', html)) == {"http://testserver/sign/1"}
    assert ("<style" in html, "<img" in html, "style=" in html) == (False, False, True)
    assert {"Read, change or sign." in part for part in (text, html)} == {True}


def test_code_is_in_both_parts() -> None:
    mail = _rendered(MailText("Your code", ["Type it."], code="{code}"), code="AB12-CD34")
    assert ["AB12-CD34" in _part(mail, kind) for kind in ("plain", "html")] == [True, True]


def test_mail_says_that_a_machine_sent_it() -> None:
    mail = _rendered("nt_welcome", "de", link="/")
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert (mail["Content-Language"], 'lang="de"' in _part(mail, "html")) == ("de", True)


def test_words_are_escaped_in_html_and_plain_in_text() -> None:
    mail = _rendered(MailText("x", ["{name}"]), name="<b>A & B</b>")
    assert "<b>A & B</b>" in _part(mail, "plain")
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in _part(mail, "html")


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet=st.one_of(st.sampled_from("\r\n:\x00 ä"), st.characters(codec="utf-8")), max_size=80))
def test_no_word_becomes_a_header(name: str) -> None:
    mail = _rendered(MailText("For {name}", ["x"]), name=f"{name}\r\nBcc: farid@example.org")
    plain = _rendered(MailText("For you", ["x"]))
    assert sorted(mail.keys()) == sorted(plain.keys())
    assert (mail["To"], mail["Bcc"]) == ("amira@example.org", None)

"""One person in a browser: looks at pages, fills in what a person would, keeps pictures, notices faults."""

from __future__ import annotations

import email
import re
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone

from mutua.outbox import worker

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Walker:
    """`name` and `language` name the pictures; `faults` must stay empty."""

    def __init__(
        self, context: BrowserContext, server: str, name: str, address: str, keep: Callable[..., None]
    ) -> None:
        self.page: Page = context.new_page()
        self.server, self.name, self.address, self.keep = server, name, address, keep
        self.faults: list[str] = []
        self.page.on("console", lambda said: self._note(said.type, said.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.faults.append(text)

    def go(self, path: str) -> None:
        answer = self.page.goto(self.server + path)
        assert answer is not None
        assert answer.status == 200, path

    def look(self, what: str) -> None:
        """Keep a picture; the page must fit the screen and satisfy axe."""
        self.page.wait_for_load_state("networkidle")
        self.keep(self.page, f"{self.name}-{what}")
        wide = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        found = Axe().run(self.page, options=RULES).response
        broken = [
            (one["id"], one["nodes"][0]["html"][:120], one["nodes"][0]["failureSummary"])
            for one in found["violations"]
        ]
        self.faults += [f"{what}: wider than the screen"] * wide + [f"{what}: {one}" for one in broken]

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state("networkidle")

    def submit(self) -> None:
        """Press the one primary button of the page's form."""
        self.click("main form button.primary[type=submit]")

    def fill(self, **fields: str) -> None:
        for name, text in fields.items():
            self.page.locator(f"main [name={name}]").first.fill(text)

    def tick(self, name: str, *values: str) -> None:
        """Choose what is drawn as chips, cards or segments, the way a finger does: by its label."""
        for value in values:
            box = self.page.locator(f'main input[name="{name}"][value="{value}"]').first
            self.open_folds(box)
            if not box.is_checked():
                box.check(force=True)

    def open_folds(self, box: Locator) -> None:
        fold = box.locator("xpath=ancestor::details[not(@open)]")
        if fold.count():
            fold.first.locator("summary").first.click()

    def mails(self) -> list[Message]:
        """What has arrived for this person, oldest first."""
        worker.deliver_due(timezone.now(), 100)
        found = [
            email.message_from_bytes(path.read_bytes())
            for path in sorted((Path(settings.DATA) / "outbox").glob("*.eml"))
        ]
        return [mail for mail in found if self.address in str(mail["To"])]

    def last_text(self) -> str:
        """The plain text of the newest mail."""
        for part in self.mails()[-1].walk():
            if part.get_content_type() == "text/plain":
                payload = part.get_payload(decode=True)
                assert isinstance(payload, bytes)
                return payload.decode()
        raise AssertionError("the mail has no plain text")

    def sign_in_by_code(self) -> None:
        self.go("/sign-in/")
        self.fill(email=self.address)
        self.look("01-sign-in")
        self.submit()
        code = re.search(r"^ *([A-Z]{4}-[A-Z]{4})$", self.last_text(), re.MULTILINE)
        assert code is not None, self.last_text()
        self.fill(code=code[1])
        self.look("02-code")
        self.submit()

    def sign_in_by_link(self) -> None:
        self.go("/sign-in/")
        self.fill(email=self.address)
        self.submit()
        link = re.search(r"\S+/sign-in/link/(\S+)", self.last_text())
        assert link is not None
        self.go(f"/sign-in/link/{link[1]}")
        self.look("02-link")
        self.submit()

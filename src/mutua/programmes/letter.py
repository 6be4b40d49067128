"""What an invitation says, and the words of its answer: sealed together as one text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Self


@dataclass(frozen=True)
class Letter:
    """The words between two people.

    `language` is that of the text (de or en); `offer` and `wish` are the benefit of both, shown beside the
    text however it was edited (S56); `reply` is the id of the reply text chosen, empty before the answer.
    """

    language: str
    body: str
    offer: str
    wish: str
    reply: str = ""

    def answered(self, reply: str) -> Self:
        return replace(self, reply=reply)

    def with_body(self, body: str) -> Self:
        return replace(self, body=body)

    def to_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Self:
        return cls(**json.loads(text))

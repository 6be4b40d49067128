"""What the documentation shows in Python runs, and prints what it says it prints."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "operators" / "python.md"


def test_examples_of_the_library_print_what_the_page_shows() -> None:
    page = PAGE.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    printed = io.StringIO()
    first, *more = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    with contextlib.redirect_stdout(printed):
        exec(first, names)
    (shown,) = re.findall(r"It prints:\n\n```\n(.*?)```", page, re.DOTALL)
    assert printed.getvalue() == shown
    for example in more:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(example, names)

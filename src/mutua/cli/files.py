"""Write files that belong together: all of them or, if anything goes wrong before the last moment, none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click


def write_together(texts: Mapping[Path, str]) -> None:
    """Write each text to its path. Raises click.FileError (exit code 1) where that cannot be done.

    What is stopped half-way, by Ctrl-C too, leaves the old files as they were and no drafts.
    """
    drafts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in texts}
    at = ""
    try:
        for path, draft in drafts.items():
            at = str(path)
            draft.write_text(texts[path], encoding="utf-8", newline="")
        for path, draft in drafts.items():
            at = str(path)
            draft.replace(path)
    except OSError as error:
        raise click.FileError(at, error.strerror or "") from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)

"""What the vault says when it says no. None of these ever carries content."""

from __future__ import annotations

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class VaultError(Exception):
    """Base of all refusals. `message` may be shown to people."""

    message: str | Promise = _("This content cannot be opened.")

    def __str__(self) -> str:
        return str(self.message)


class NotAReader(VaultError, Http404):  # noqa: N818 - it says what happened
    """The reader policy said no, or there is none. A 404, so that nobody learns that the content exists."""


class DamagedContent(VaultError):  # noqa: N818 - it says what happened
    """The content, its place or its key is not what was sealed. Never shown as empty text."""

    message = _("This content is damaged and cannot be opened. Please tell whoever runs Mutua for you.")


class Shredded(VaultError):  # noqa: N818 - it says what happened
    """The key of this content was destroyed, so nobody can ever read it again."""

    message = _("This content was erased for good.")


class MasterKeyError(VaultError):
    """The master key is missing, unsafe, damaged or of other data: one line on what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

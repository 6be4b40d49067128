"""What forms share: a rule that says no becomes an error at the form, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from mutua.errors import DomainError


def saved(form: forms.BaseForm, action: Callable[[], object]) -> bool:
    """Run `action` if the form is valid; True when it went through."""
    if not form.is_valid():
        return False
    try:
        action()
    except DomainError as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, ValidationError(str(refusal.message), code=refusal.code))
        return False
    return True


def overtaken(form: forms.BaseForm) -> bool:
    """Did someone else save the same words in the meantime?"""
    return form.is_bound and form.has_error(NON_FIELD_ERRORS, code="changed_meanwhile")


def status_of(form: forms.BaseForm) -> int:
    """What a page with this form answers: 200, 422 for wrong input, 409 if someone else was faster."""
    if not form.is_bound or not form.errors:
        return 200
    return 409 if overtaken(form) else 422

"""What the database may never hold, and what no admin may ever show."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings

OURS = [model for model in apps.get_models() if model.__module__.startswith("mutua.")]
# S1, S13, invariants 1, 12 and 17: no such part, rating or attribute of a person.
NEVER = {
    "mentor", "mentee", "coach", "tutor", "pupil", "rating", "rank", "score", "points", "stars", "grade",
    "age", "birthday", "gender", "sex", "origin", "nationality", "religion", "disability", "orientation",
    "union", "appraisal", "salary", "pay", "absence", "photo", "last_seen",
}  # fmt: skip


def test_models_are_found() -> None:
    assert {"Person", "Tandem", "Goal", "Meeting"} <= {model.__name__ for model in OURS}


def test_schema_holds_no_part_rating_or_protected_attribute() -> None:
    named = {
        f"{model.__name__}.{field.name}": word
        for model in OURS
        for field in model._meta.get_fields()
        for word in field.name.lower().split("_")
        if word in NEVER or field.name.lower() in NEVER
    }
    assert named == {}


def test_person_has_no_last_login_that_a_page_could_show() -> None:
    """Django writes last_login at each sign-in; nothing of ours reads it, and no page may."""
    sources = (settings.PACKAGE).rglob("*.html")
    assert [path.name for path in sources if "last_login" in path.read_text(encoding="utf-8")] == []


def test_no_admin_is_installed() -> None:
    assert [app for app in settings.INSTALLED_APPS if "admin" in app] == []

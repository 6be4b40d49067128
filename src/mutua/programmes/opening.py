"""What a programme needs before it opens, and what its numbers may be (CONTRACT §2.1, §6.2)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.programmes.models import Programme

ALL_POINTS = 100
NEEDED: Mapping[str, Promise | str] = {
    "safety_contacts": _("whom people can turn to for help and protection"),
    "content_days": _("how long a tandem's content is kept after its end"),
    "enrolment_days": _("how long enrolments and marks are kept after a round"),
    "privacy_de": _("the data protection text in German"),
    "privacy_en": _("the data protection text in English"),
}


def missing_for_opening(programme: Programme) -> list[str]:
    """The fields that are still empty, in the order of NEEDED."""
    values = {field: getattr(programme, field) for field in NEEDED}
    return [field for field, value in values.items() if value is None or not str(value).strip()]


def check_ready(programme: Programme) -> None:
    """Raises DomainError("not_ready") that names what is missing."""
    missing = missing_for_opening(programme)
    if missing:
        listed = "; ".join(str(NEEDED[field]) for field in missing)
        raise DomainError(
            "not_ready", _("Before the programme can open it needs: %(missing)s.") % {"missing": listed}
        )


def check_weights(weights: Mapping[str, int], known: Mapping[str, int]) -> None:
    """Raises DomainError("weights") unless every criterion has points and all make 100."""
    if set(weights) != set(known) or any(not 0 <= points <= ALL_POINTS for points in weights.values()):
        raise DomainError("weights", _("Give every criterion a number of points from 0 to 100."))
    if (total := sum(weights.values())) != ALL_POINTS:
        raise DomainError(
            "weights",
            _("The points make %(total)s together. They have to make 100: change one of them.")
            % {"total": total},
        )
    if not weights["complementarity"]:
        raise DomainError(
            "weights",
            _("“Give and take” needs at least 1 point: without it there would be no learning in both ways."),
            field="weight_complementarity",
        )

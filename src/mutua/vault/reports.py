"""Error reports without the values of variables: any of them may be what somebody just typed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class NoValuesFilter(SafeExceptionReporterFilter):
    """Set it as DEFAULT_EXCEPTION_REPORTER_FILTER. Unlike Django's own it also works with DEBUG."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:
        return []

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

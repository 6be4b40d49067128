"""How often one may try to sign in: per address and network, so that no one can lock someone else out."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest


def may_try(request: HttpRequest, action: str, address: str = "") -> bool:
    """Count one try; False once there were too many. Rates: ACCOUNT_RATE_LIMITS in conf/sign_in.py."""
    network = get_adapter(request).get_client_ip(request)
    return bool(ratelimit.consume(request, action=action, key=f"{address}|{network}"))

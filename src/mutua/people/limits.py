"""How often one may try to sign in: per address and network, so that no one can lock someone else out."""

from __future__ import annotations

from ipaddress import IPv6Network, ip_address

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest


def may_try(request: HttpRequest, action: str, address: str = "") -> bool:
    """Count one try; False once there were too many. Rates: ACCOUNT_RATE_LIMITS in conf/sign_in.py."""
    key = f"{address}|{_network(request)}"
    return bool(ratelimit.consume(request, action=action, key=key))


def _network(request: HttpRequest) -> str:
    """Whoever has one IPv6 address has the 2^64 around it, too."""
    asking = ip_address(get_adapter(request).get_client_ip(request))
    return str(IPv6Network((int(asking), 64), strict=False)) if asking.version == 6 else str(asking)

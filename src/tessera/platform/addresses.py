"""Where a request comes from."""

import contextlib
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The network address that a request comes from.

    Behind a proxy all come from its own; sixty wrong guesses from anywhere would shut the door for
    the whole brand. The last address of ``X-Forwarded-For`` is the one that the proxy saw itself;
    what stands before it, anybody may have written.
    """
    if settings.BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        with contextlib.suppress(ValueError):
            return str(ip_address(told))
    return str(request.META.get("REMOTE_ADDR", ""))

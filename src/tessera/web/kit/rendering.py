"""A page, or the one part of it that HTMX asked for. The view chooses the part, never the client."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from tessera.web.kit.access import PageRequest


def page(
    request: PageRequest,
    template: str,
    context: dict[str, Any],
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """``template``; for HTMX only its block ``part``, where one is named."""
    partial = part and request.htmx and not request.htmx.history_restore_request
    name = f"{template}#{part}" if partial else template
    response = render(request, name, context, status=status)
    # The browser keeps the part and the whole page under one address apart.
    patch_vary_headers(response, ["HX-Request"])
    return response

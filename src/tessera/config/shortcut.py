"""The way to the API leads past what only pages need: sessions, forms, messages, policies.

A till's request brings its own token and gets JSON, so those steps could only cost it time.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Answering = Callable[[HttpRequest], HttpResponseBase]

_arrivals: list[Answering] = []


def arrival(get_response: Answering) -> Answering:
    """The last of the middleware: where the shortcut leads. Django makes it first."""
    _arrivals.append(get_response)
    return get_response


def shortcut(get_response: Answering) -> Answering:
    """The middleware behind which everything up to ``arrival`` is for pages only."""
    view = _arrivals.pop()

    def choose(request: HttpRequest) -> HttpResponseBase:
        to_api = request.path_info.startswith("/api/")
        return view(request) if to_api else get_response(request)

    return choose

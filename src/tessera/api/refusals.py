"""Every refusal leaves as ``{code, message, data}``, in the reader's language (law 12)."""

import functools
from collections.abc import Callable
from typing import Any

import orjson
import structlog
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils import translation
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from tessera.api.fields import Refusal
from tessera.api.reading import NotJson
from tessera.kernel.errors import DomainError
from tessera.platform import refusals

REFUSED = dict.fromkeys((400, 401, 403, 404, 409, 413, 415, 422, 500), Refusal)

_HEADERS = {"Content-Type": "application/json", "Cache-Control": "no-store"}
_MOST_FIELDS = 20

log = structlog.get_logger(__name__)

View = Callable[..., HttpResponse]


def answer(status: int, body: Any) -> HttpResponse:
    """``body`` as JSON, for nobody to keep."""
    return HttpResponse(orjson.dumps(body, default=str), status=status, headers=_HEADERS)


def install(api: NinjaAPI) -> None:
    """Teach ``api`` how every kind of error is answered."""
    api.add_exception_handler(DomainError, _domain)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(AuthenticationError, _signed_out)
    api.add_exception_handler(Http404, nothing_here)
    api.add_exception_handler(HttpError, _unreadable)
    api.add_exception_handler(SuspiciousOperation, _unreadable)
    api.add_exception_handler(UnreadablePostError, _unreadable)
    api.add_exception_handler(RequestDataTooBig, _too_large)
    api.add_exception_handler(Exception, _fault)


def nothing_here(request: HttpRequest, error: Any = None) -> HttpResponse:
    """404 for an address that leads nowhere."""
    return _refuse(404, "not_found", gettext("There is nothing here. Check the address."))


def in_our_words(view: View) -> View:
    """``view`` in the reader's language; a 404 or 405 the framework would answer in its own."""

    @functools.wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(translation.get_language_from_request(request)):
            try:
                response = view(request, *args, **kwargs)
            except Http404:
                return nothing_here(request)
            return _wrong_method(response) if response.status_code == 405 else response

    return run


def _wrong_method(response: HttpResponse) -> HttpResponse:
    allowed = ", ".join(sorted(response.headers["Allow"].split(", ")))
    message = gettext("This address is not asked that way. Use one of: %(methods)s.")
    told = _refuse(405, "method.not_allowed", message % {"methods": allowed})
    told.headers["Allow"] = allowed
    return told


def _refuse(status: int, code: str, message: str, **data: Any) -> HttpResponse:
    return answer(status, {"code": code, "message": message, "data": data})


def _domain(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(error.status, refusals.as_json(error))


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    fields = [
        {"field": ".".join(str(part) for part in item["loc"]), "problem": item["type"]}
        for item in error.errors[:_MOST_FIELDS]
    ]
    message = gettext("Something in the request is malformed. Check the named fields.")
    return _refuse(422, "input.invalid", message, fields=fields)


def _signed_out(request: HttpRequest, error: Any) -> HttpResponse:
    message = gettext("The till is not signed in. Sign in again.")
    response = _refuse(401, "auth.required", message)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    """The parser's own errors come wrapped."""
    message = gettext("The request could not be read. Send valid JSON.")
    if isinstance(error.__cause__, NotJson):
        return _refuse(415, "input.not_json", message)
    return _refuse(400, "input.unreadable", message)


def _too_large(request: HttpRequest, error: Any) -> HttpResponse:
    message = gettext("The request is too large. Send fewer lines at a time.")
    return _refuse(413, "input.too_large", message)


def _fault(request: HttpRequest, error: Any) -> HttpResponse:
    log.error("fault", path=request.path, exc_info=error)
    message = gettext("Something broke on our side. Send the same again: nothing is done twice.")
    return _refuse(500, "fault", message)

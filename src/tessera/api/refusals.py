"""Every refusal leaves as ``{code, message, data}``, in the reader's language (law 12)."""

from typing import Any

import orjson
import structlog
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from tessera.api.schemas import Refusal
from tessera.kernel.errors import DomainError
from tessera.platform import refusals

REFUSED = dict.fromkeys((401, 403, 404, 409, 422), Refusal)

log = structlog.get_logger(__name__)


def answer(status: int, body: Any) -> HttpResponse:
    """``body`` as JSON."""
    return HttpResponse(
        orjson.dumps(body, default=str), status=status, content_type="application/json"
    )


def install(api: NinjaAPI) -> None:
    """Teach ``api`` how every kind of error is answered."""
    api.add_exception_handler(DomainError, _domain)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(AuthenticationError, _signed_out)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(Exception, _fault)


def _domain(request: HttpRequest, error: DomainError | type[DomainError]) -> HttpResponse:
    assert isinstance(error, DomainError)
    return answer(error.status, refusals.as_json(error))


def _invalid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    assert isinstance(error, ValidationError)
    fields = [
        {"field": ".".join(str(part) for part in item["loc"]), "problem": item["msg"]}
        for item in error.errors
    ]
    message = gettext("Something in the request is malformed. Check the named fields.")
    return answer(422, {"code": "input.invalid", "message": message, "data": {"fields": fields}})


def _signed_out(request: HttpRequest, error: Any) -> HttpResponse:
    message = gettext("The till is not signed in. Sign in again.")
    response = answer(401, {"code": "auth.required", "message": message, "data": {}})
    response["WWW-Authenticate"] = "Bearer"
    return response


def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    message = gettext("There is nothing here. Check the address.")
    return answer(404, {"code": "not_found", "message": message, "data": {}})


def _http(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    assert isinstance(error, HttpError)
    message = gettext("The request could not be read. Send valid JSON.")
    return answer(error.status_code, {"code": "input.invalid", "message": message, "data": {}})


def _fault(request: HttpRequest, error: Any) -> HttpResponse:
    log.error("fault", path=request.path, exc_info=error)
    message = gettext("Something broke on our side; nothing was written. Try again.")
    return answer(500, {"code": "fault", "message": message, "data": {}})

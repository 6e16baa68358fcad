"""Where providers push what became of messages, and what people answered to them."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from tessera.api import refusals
from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.kernel.errors import NotFound
from tessera.messaging import permissions, usecases

COURIER = system_actor("courier", {permissions.SEND})


@csrf_exempt
def take(request: HttpRequest, token: str, provider: str, what: str) -> HttpResponse:
    """Take a push; the secret in the address is the only sign of who sends it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        answer = usecases.take_pushed(
            actor=COURIER,
            at=clock.utc_now(),
            token=token,
            provider=provider,
            what=what,
            body=request.body,
        )
    except NotFound:
        return refusals.nothing_here(request)
    return refusals.answer(200 if answer.is_read else 400, answer.body)

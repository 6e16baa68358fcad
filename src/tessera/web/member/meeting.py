"""What a browser carries while somebody comes in by an account elsewhere, and the words for those accounts."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tessera.identity import queries as identity
from tessera.identity import usecases as identity_usecases
from tessera.identity.queries import Met
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.platform.refusals import message
from tessera.web.member import access

FLOW = "tessera-outside"
"""Where the browser went and what for, until it comes back."""

MET = "tessera-met"
"""The account that was confirmed, until its owner has proved a phone."""

WITH = "with"
"""The field by which the pages of the door say that they go on from ``MET``.

The cookie alone is not enough: the next person at a shared device begins without it.
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """A provider as people know it; its key is also the name of its icon."""

    key: str
    label: str | Promise


_LABELS = {"wechat": _("WeChat"), "alipay": _("Alipay")}


def choices(request: HttpRequest) -> list[Choice]:
    """By whom one can sign in with this browser."""
    agent = request.headers.get("User-Agent", "")
    return [choice(name) for name in identity.list_providers(agent=agent)]


def choice(name: str) -> Choice:
    """The provider ``name`` in words."""
    return Choice(name, _LABELS[name])


def keep_flow(response: HttpResponse, kept: str) -> HttpResponse:
    """Let the browser carry what it must bring back."""
    access.set_cookie(response, FLOW, kept, seconds=identity.OUTSIDE_SECONDS)
    return response


def keep_met(response: HttpResponse, met: Met) -> HttpResponse:
    """Let the browser carry the account that was confirmed."""
    access.set_cookie(response, MET, identity.vouch(met), seconds=identity.OUTSIDE_SECONDS)
    return response


def forget(response: HttpResponse, name: str) -> HttpResponse:
    """Take a cookie away: it counts once."""
    response.delete_cookie(name, samesite="Lax")
    return response


def find_met(request: HttpRequest) -> Met | None:
    """The account that this page goes on from, if it was confirmed in this browser lately."""
    asked = request.POST.get(WITH) or request.GET.get(WITH)
    if not asked:
        return None
    try:
        met = identity.met_in(request.COOKIES.get(MET, ""))
    except DomainError:
        return None
    return met if met.provider == asked else None


def bind(request: HttpRequest, met: Met, token: str) -> None:
    """Let ``met`` open the card of who has just come in; say so, or why not.

    Who came in stays in: another account may open the card already.
    """
    at = clock.utc_now()
    session = identity.find_session(token, at)
    if session is None:
        return
    try:
        identity_usecases.bind_outside(actor=session.actor, at=at, fresh=session.fresh, met=met)
    except DomainError as refusal:
        messages.warning(request, message(refusal))
    else:
        messages.success(request, said(met))


def said(met: Met) -> str:
    """That an account opens the card from now on."""
    label = _LABELS[met.provider]
    return _t("From now on your %(account)s account opens your card.") % {"account": label}

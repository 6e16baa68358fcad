"""What was redeemed: found by state, store and code, handed out, cancelled, taken back."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.offers import queries as offers
from tessera.org import queries as org
from tessera.rewards import permissions, usecases
from tessera.rewards.queries import catalogue as rewards
from tessera.rewards.queries import redeemed
from tessera.web.kit import asked
from tessera.web.kit import catalogue as words
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, rendering, sheets
from tessera.web.office.sheets import Sheet

SIZE = 40
SECTION = "catalogue"


@require_GET
@page(permissions.VIEW)
def redemptions(request: PageRequest) -> HttpResponse:
    """The newest redemptions of the reader's stores; more on demand."""
    state, after = asked.text(request, "state", limit=10), asked.uuid(request, "after")
    store_id, reward_id = asked.uuid(request, "store"), asked.uuid(request, "reward")
    found = redeemed.list_redemptions(
        request.actor,
        state=state,
        store_id=store_id,
        reward_id=reward_id,
        code=offers.tidy_code(asked.text(request)),
        after=after,
        limit=SIZE + 1,
    )
    context = {
        "rows": found[:SIZE],
        "after": found[SIZE - 1].id if len(found) > SIZE else None,
        "states": list(words.STATES.items()),
        "state": state,
        "stores": org.list_stores(request.actor),
        "store_id": store_id,
        "rewards": rewards.list_rewards(actor=request.actor),
        "reward_id": reward_id,
        "may_redeem": request.actor.may(permissions.REDEEM),
        "may_take_back": request.actor.may(permissions.TAKE_BACK),
        "filtered": any(request.GET.get(name) for name in ("q", "state", "store", "reward")),
    }
    part = "more" if after else "rows"
    return rendering.page(request, "redemptions.html", context, section=SECTION, part=part)


@require_http_methods(["GET", "POST"])
@page(permissions.REDEEM)
def hand_out(request: PageRequest, redemption_id: UUID) -> HttpResponse:
    """Hand out what no sale hands out."""
    found = redeemed.get_redemption(request.actor, redemption_id)
    return sheets.answer(
        request,
        _sheet(_("Hand out “%(name)s”") % {"name": found.name}, _("Handed out"), _("Done.")),
        Form(sheets.data_of(request)),
        lambda _filled: usecases.hand_out(
            actor=request.actor,
            at=clock.utc_now(),
            store_id=found.store_id,
            redemption_id=redemption_id,
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.REDEEM)
def cancel(request: PageRequest, redemption_id: UUID) -> HttpResponse:
    """Cancel what is not picked up yet."""
    found = redeemed.get_redemption(request.actor, redemption_id)
    text = _("The code stops working, and %(n)s points go back to the member.") % {
        "n": found.points
    }
    title = _("Cancel “%(name)s”") % {"name": found.name}
    return sheets.answer(
        request,
        _sheet(title, _("Cancel it"), _("Cancelled."), text, grave=True),
        forms.ReasonForm(sheets.data_of(request)),
        lambda filled: usecases.cancel_for(
            actor=request.actor,
            at=clock.utc_now(),
            redemption_id=redemption_id,
            reason=filled["reason"],
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.TAKE_BACK)
def take_back(request: PageRequest, redemption_id: UUID) -> HttpResponse:
    """Give the points back for what came back."""
    found = redeemed.get_redemption(request.actor, redemption_id)
    text = _(
        "%(n)s points go back to the member. Goods come back by a return at the till first."
    ) % {"n": found.points}
    title = _("Take “%(name)s” back") % {"name": found.name}
    return sheets.answer(
        request,
        _sheet(title, _("Give the points back"), _("Done."), text, grave=True),
        forms.ReasonForm(sheets.data_of(request)),
        lambda filled: usecases.take_back(
            actor=request.actor,
            at=clock.utc_now(),
            redemption_id=redemption_id,
            reason=filled["reason"],
        ),
    )


def _sheet(title: str, button: str, done: str, text: str = "", *, grave: bool = False) -> Sheet:
    back = reverse("office:redemptions")
    return Sheet(title, button, done, back, text=text, grave=grave, section=SECTION)

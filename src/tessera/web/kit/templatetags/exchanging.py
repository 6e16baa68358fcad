"""What points become, in words; for the app and the office."""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tessera.web.kit import currency, formats

register = template.Library()

OBSTACLES: dict[str, str | Promise] = {
    "over": _("not offered any more"),
    "early": _("not offered yet"),
    "level": _("for other levels"),
    "had": _("you have had this"),
    "today": _("again tomorrow"),
    "points": _("not enough points yet"),
}


@register.filter
def exchange_obstacle(why: str) -> str:
    """What stands in the way."""
    return str(OBSTACLES[why])


@register.filter
def becomes(offer: Any) -> str:
    """What an offer gives: ``¥10.00 of stored value, valid for 30 days``."""
    if offer.kind == "bonus":
        amount = formats.money(offer.bonus_minor, currency.code())
        what = gettext("%(amount)s of stored value") % {"amount": amount}
    elif offer.kind == "coupon":
        what = gettext("Coupon: %(name)s") % {"name": offer.coupon_kind.name}
    elif offer.kind == "level":
        what = gettext("Level: %(name)s") % {"name": offer.level.name}
    else:
        what = gettext("Pass: %(name)s") % {"name": offer.card_kind.name}
    if not offer.days:
        return what
    told = ngettext("valid for %(n)s day", "valid for %(n)s days", offer.days)
    return gettext(", ").join([what, told % {"n": formats.count(offer.days)}])

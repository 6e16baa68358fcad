"""What is remarked about sales made offline, in sentences for a manager."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.kernel.money import Money
from tessera.sales.queries.offline import RemarkView

PLAIN: Mapping[str, str | Promise] = {
    "clock": gettext_lazy("The till's clock was wrong. The time was set right."),
    "shift_closed": gettext_lazy("Its shift was closed already, so it came into the next one."),
    "member_merged": gettext_lazy("The member was merged with another, who got the points."),
    "member_gone": gettext_lazy("The member has left, so it is nobody's purchase."),
    "number_taken": gettext_lazy("Its number was used already, so it got another one."),
    "sold_online": gettext_lazy(
        "It had reached the server after all. It was posted once, under another number than printed."
    ),
    "price_unknown": gettext_lazy("The server could not price it any more."),
    "by_hand": gettext_lazy("A price was set by hand beyond what the cashier may do."),
}


def tell(remark: RemarkView, currency: str) -> str:
    """A remark as a sentence; one that is new here is named by its code."""
    if remark.code in PLAIN:
        return str(PLAIN[remark.code])
    filled = FILLED.get(remark.code)
    return filled(remark.data, currency) if filled else remark.code.replace("_", " ")


def _price(data: Mapping[str, Any], currency: str) -> str:
    return _("It was sold for %(shown)s; the server's price is %(own)s.") % {
        "shown": Money(data["shown_minor"], currency).decimal,
        "own": Money(data["own_minor"], currency).decimal,
    }


def _over(data: Mapping[str, Any], currency: str) -> str:
    del currency
    return _("Used beyond its limit: %(names)s.") % {"names": ", ".join(data["names"])}


def _short(data: Mapping[str, Any], currency: str) -> str:
    del currency
    names = ", ".join(str(item["name"]) for item in data["items"])
    return _("More was sold than the stock shows: %(names)s.") % {"names": names}


def _withdrawn(data: Mapping[str, Any], currency: str) -> str:
    del currency
    return _("Not sold any more: %(names)s.") % {"names": ", ".join(data["names"])}


def _level(data: Mapping[str, Any], currency: str) -> str:
    del currency
    return _("The member's level is %(name)s by now.") % {"name": data["name"]}


FILLED: Mapping[str, Callable[[Mapping[str, Any], str], str]] = {
    "price_differs": _price,
    "promotion_over": _over,
    "stock_short": _short,
    "product_withdrawn": _withdrawn,
    "level_changed": _level,
}

"""What kinds of promotions and where they stand are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tessera.offers import queries
from tessera.offers.queries import PromotionView
from tessera.offers.rules import parse_limits
from tessera.web.kit import formats
from tessera.web.office.promotions.naming import money

STANDINGS: Mapping[str, str | Promise] = {
    "draft": _("Waiting for approval"),
    "running": _("Running now"),
    "paused": _("Paused"),
    "coming": _("Coming"),
    "over": _("Run out"),
    "ended": _("Ended"),
}
"""In the order of a list."""

KINDS: Mapping[str, str | Promise] = {
    "limited_time": _("Discount or price"),
    "nth_piece": _("Every n-th piece cheaper"),
    "buy_get": _("Buy some, get some"),
    "pieces_off": _("The more pieces, the cheaper"),
    "bundle": _("Bundle"),
    "spend_save": _("Spend and save"),
    "spend_percent": _("Spend and get a percentage"),
    "spend_gift": _("Spend and choose a gift"),
    "add_on": _("Add-on"),
}


def left(view: PromotionView) -> list[tuple[str, str, int]]:
    """What is used of each limit that is counted in all: its name, so much of so much, percent."""
    limits, used = parse_limits(view.limits), queries.used_so_far(view.promotion_id)
    found = []
    for label, most, done, tell in (
        (_now("Purchases"), limits.uses, used.uses, formats.count),
        (_now("Pieces"), limits.units, used.units, formats.count),
        (_now("Budget"), limits.budget_minor, used.saved_minor, money),
    ):
        if most is not None:
            text = _now("%(done)s of %(most)s") % {"done": tell(done), "most": tell(most)}
            found.append((label, text, min(100, done * 100 // most)))
    return found


SPANS = (7, 30, 90, 365)
"""Over so many days past sales are priced again."""

"""What a top-up gives, as it is answered: figures, and sentences for the cashier to read out."""

from collections.abc import Iterator
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext, ngettext

from tessera.catalog import queries as catalog
from tessera.kernel.money import Money
from tessera.members import queries as members
from tessera.offers import queries as offers
from tessera.sales.crediting import LineCredit
from tessera.wallet.rules import topups
from tessera.wallet.rules.topups import Given


def told(credit: LineCredit, currency: str) -> dict[str, Any]:
    """One line's gifts as ``TopUpOut``."""
    terms = credit.plan.terms
    choice = {
        "min_minor": terms.min_minor,
        "max_minor": terms.max_minor,
        "step_minor": terms.step_minor,
    }
    return {
        "key": credit.key,
        "bonus_minor": credit.given.bonus_minor,
        "choice": choice if terms.is_free else None,
        "words": list(_words(credit.given, currency)),
    }


def _words(given: Given, currency: str) -> Iterator[str]:
    if given.why_not:
        yield _why_not(given.why_not)
        return
    yield from _bonus(given, currency)
    if given.points:
        yield ngettext("%(n)s point", "%(n)s points", given.points) % {"n": given.points}
    for kind_id, count in given.coupons:
        yield f"{count} × {offers.find_kind_name(kind_id)}"
    for sku_id, count in given.goods:
        yield f"{count} × {catalog.find_sku_name(sku_id)}"
    for level_id in given.level_ids:
        yield gettext("Level %(name)s") % {"name": members.get_level(level_id).name}
    if given.free_order_times:
        times = given.free_order_times
        yield gettext("The bill is free from %(n)s times its amount.") % {"n": times}


def _bonus(given: Given, currency: str) -> Iterator[str]:
    if not given.bonus_minor:
        return
    amount = Money(given.bonus_minor, currency).decimal
    if not given.later:
        yield gettext("Bonus %(amount)s") % {"amount": amount}
        return
    yield gettext("Bonus %(amount)s in %(parts)s parts, the last on %(day)s") % {
        "amount": amount,
        "parts": len(given.later) + 1,
        "day": dateformat.format(given.later[-1].due_on, "Y-m-d"),
    }


def _why_not(why: str) -> str:
    return {
        topups.NOT_YET: gettext("Nothing is given yet: this plan begins later."),
        topups.OVER: gettext("Nothing is given any more: this plan is over."),
        topups.OTHER_STORE: gettext("Nothing is given in this store."),
        topups.OTHER_LEVEL: gettext("Nothing is given at the member's level."),
        topups.NOT_FIRST: gettext("Nothing is given: this plan is for the first top-up only."),
    }[why]

"""What a promotion of each kind gives, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from tessera.pricing import Filters
from tessera.pricing.terms import (
    AddOn,
    Bundle,
    BuyGet,
    Config,
    LimitedTime,
    NthPiece,
    PiecesOff,
    Slot,
    SpendGift,
    SpendPercent,
    SpendSave,
)
from tessera.web.office.promotions.naming import goods, listed, money, rate, skus


def gives(config: Config, filters: Filters) -> str:
    """What it gives on which goods."""
    return _GIVES[type(config)](config, goods(filters))


def _limited_time(config: LimitedTime, served: str) -> str:
    if config.discount_bp is not None:
        return gettext("%(goods)s: %(rate)s") % {"goods": served, "rate": rate(config.discount_bp)}
    text = gettext("%(goods)s: %(price)s a piece")
    return text % {"goods": served, "price": money(config.price_minor or 0)}


def _nth(config: NthPiece, served: str) -> str:
    text = gettext("%(goods)s: of every %(n)s pieces the cheapest %(rate)s")
    told = text % {"goods": served, "n": config.n, "rate": rate(config.off_bp)}
    return _same(told, same_sku=config.same_sku)


def _buy_get(config: BuyGet, served: str) -> str:
    text = gettext("%(goods)s: buy %(buy)s, get the cheapest %(get)s for nothing")
    told = text % {"goods": served, "buy": config.buy, "get": config.get}
    return _same(told, same_sku=config.same_sku)


def _same(told: str, *, same_sku: bool) -> str:
    return listed([told, gettext("of the same colour and size")]) if same_sku else told


def _pieces_off(config: PiecesOff, served: str) -> str:
    text = gettext("%(n)s pieces %(rate)s")
    steps = [text % {"n": one.pieces, "rate": rate(one.off_bp)} for one in config.tiers]
    return gettext("%(goods)s: %(steps)s") % {"goods": served, "steps": listed(steps)}


def _bundle(config: Bundle, served: str) -> str:
    parts = [_slot(one, served) for one in config.slots]
    told = {"parts": " + ".join(parts), "price": money(config.price_minor)}
    return gettext("%(parts)s together for %(price)s") % told


def _slot(slot: Slot, served: str) -> str:
    text = ngettext("%(n)s piece of %(goods)s", "%(n)s pieces of %(goods)s", slot.pieces)
    return text % {"n": slot.pieces, "goods": goods(slot) if slot.names else served}


def _spend_save(config: SpendSave, served: str) -> str:
    if config.repeat:
        text = gettext("%(goods)s: %(save)s off for every %(threshold)s spent")
    else:
        text = gettext("%(goods)s: %(steps)s")
    step = gettext("%(save)s off from %(threshold)s on")
    steps = [
        step % {"save": money(one.save_minor), "threshold": money(one.threshold_minor)}
        for one in config.tiers
    ]
    first = config.tiers[0]
    told = text % {
        "goods": served,
        "steps": listed(steps),
        "save": money(first.save_minor),
        "threshold": money(first.threshold_minor),
    }
    return _capped(told, config.cap_minor)


def _spend_percent(config: SpendPercent, served: str) -> str:
    step = gettext("%(rate)s from %(threshold)s on")
    steps = [
        step % {"rate": rate(one.off_bp), "threshold": money(one.threshold_minor)}
        for one in config.tiers
    ]
    told = gettext("%(goods)s: %(steps)s") % {"goods": served, "steps": listed(steps)}
    return _capped(told, config.cap_minor)


def _capped(told: str, cap_minor: int | None) -> str:
    if cap_minor is None:
        return told
    return listed([told, gettext("at most %(amount)s off") % {"amount": money(cap_minor)}])


def _spend_gift(config: SpendGift, served: str) -> str:
    if config.repeat:
        text = gettext(
            "%(goods)s: for every %(threshold)s spent choose %(n)s for nothing: %(gifts)s"
        )
    else:
        text = gettext("%(goods)s: from %(threshold)s on choose %(n)s for nothing: %(gifts)s")
    return text % {
        "goods": served,
        "threshold": money(config.threshold_minor),
        "n": config.choose,
        "gifts": skus(config.sku_ids),
    }


def _add_on(config: AddOn, served: str) -> str:
    text = gettext("%(goods)s: from %(threshold)s on add up to %(n)s for %(price)s each: %(added)s")
    return text % {
        "goods": served,
        "threshold": money(config.threshold_minor),
        "n": config.most,
        "price": money(config.price_minor),
        "added": skus(config.sku_ids),
    }


_GIVES: Mapping[type[Any], Callable[[Any, str], str]] = {
    LimitedTime: _limited_time,
    NthPiece: _nth,
    BuyGet: _buy_get,
    PiecesOff: _pieces_off,
    Bundle: _bundle,
    SpendSave: _spend_save,
    SpendPercent: _spend_percent,
    SpendGift: _spend_gift,
    AddOn: _add_on,
}

"""Coupons in words: what one gives, for what it is, how it stands; for the app and the office."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tessera.catalog import queries as catalog
from tessera.offers.queries import CouponFacts, CouponKindView
from tessera.web.kit import currency, formats

TYPES: dict[str, str | Promise] = {
    "amount": _("Amount off"),
    "percent": _("Percentage off"),
    "exchange": _("A piece at a price"),
    "gift": _("A piece for nothing"),
    "shipping": _("Free shipping"),
}

STATES: dict[str, str | Promise] = {
    "usable": _("usable"),
    "coming": _("not yet"),
    "held": _("in a ticket"),
    "given": _("on its way to a friend"),
    "used": _("used"),
    "ended": _("ended"),
    "cancelled": _("withdrawn"),
}

SOURCES: dict[str, str | Promise] = {
    "hand": _("by hand"),
    "batch": _("as a code"),
    "joined": _("for joining"),
    "birthday": _("for the birthday"),
    "level": _("for the level"),
    "topup": _("with a top-up"),
    "reward": _("for points"),
    "exchange": _("for points"),
    "sale": _("with a purchase"),
    "campaign": _("to many"),
}

BACK: dict[str, str | Promise] = {
    "never": _("A return leaves it used."),
    "whole": _("It comes back when everything comes back."),
    "always": _("It comes back with any return."),
}


def gives(one: CouponFacts | CouponKindView, type_: str) -> str:
    """The short form: ``−¥20``, ``15% off``."""
    code = currency.code()
    if type_ == "percent":
        return gettext("%(percent)s off") % {"percent": formats.percent(one.off_bp)}
    if type_ == "exchange":
        price = one.price_minor if isinstance(one, CouponKindView) else _price(one)
        return gettext("for %(amount)s") % {"amount": formats.money_short(price, code)}
    if type_ == "gift":
        return gettext("Free gift")
    if type_ == "shipping":
        return gettext("Free shipping")
    return f"−{formats.money_short(one.amount_minor, code)}"


def _price(one: CouponFacts) -> int:
    return one.exchange.price_minor if one.exchange else 0


def terms(one: CouponFacts | CouponKindView, type_: str) -> list[str]:
    """For what it is, a sentence each."""
    code, found = currency.code(), []
    if one.threshold_minor:
        amount = formats.money(one.threshold_minor, code)
        found.append(gettext("From %(amount)s.") % {"amount": amount})
    if one.cap_minor:
        amount = formats.money(one.cap_minor, code)
        found.append(gettext("%(amount)s off at most.") % {"amount": amount})
    if type_ == "shipping" and one.amount_minor:
        amount = formats.money(one.amount_minor, code)
        found.append(gettext("Up to %(amount)s of the shipping.") % {"amount": amount})
    found += _goods(one, type_)
    return found


def _goods(one: CouponFacts | CouponKindView, type_: str) -> list[str]:
    comma = gettext(", ")
    if type_ in {"exchange", "gift"}:
        skus = one.sku_ids if isinstance(one, CouponKindView) else _pieces(one)
        pieces = dict.fromkeys(catalog.names_of_skus(list(skus)).values())
        return [gettext("One of: %(goods)s.") % {"goods": comma.join(pieces)}]
    told = one.filters if isinstance(one, CouponKindView) else _named(one)
    found = []
    for prefix, sentence in (
        ("", gettext("For %(goods)s.")),
        ("excluded_", gettext("Not for %(goods)s.")),
    ):
        if names := _names(told, prefix):
            found.append(sentence % {"goods": comma.join(names)})
    return found


def _pieces(one: CouponFacts) -> list[str]:
    return sorted(one.exchange.sku_ids) if one.exchange else []


def _named(one: CouponFacts) -> dict[str, Any]:
    names = ("categories", "brands", "seasons", "styles", "sku_ids")
    every = [*names, *(f"excluded_{name}" for name in names)]
    return {name: sorted(getattr(one.filters, name)) for name in every}


def _names(told: Any, prefix: str) -> list[str]:
    plain = [*told.get(f"{prefix}categories", ()), *told.get(f"{prefix}brands", ())]
    plain += told.get(f"{prefix}seasons", ())
    styles = catalog.names_of_styles(list(told.get(f"{prefix}styles", ())))
    skus = catalog.names_of_skus(list(told.get(f"{prefix}sku_ids", ())))
    return list(dict.fromkeys([*plain, *styles.values(), *skus.values()]))


def validity(one: CouponKindView) -> str:
    """When one of a kind is valid."""
    own = one.issuing
    if own.valid_from and own.valid_through:
        days = {"first": formats.day(own.valid_from), "last": formats.day(own.valid_through)}
        return gettext("%(first)s to %(last)s") % days
    if own.valid_days is None:
        return gettext("as said when it is issued")
    count = ngettext("%(n)s day", "%(n)s days", own.valid_days) % {
        "n": formats.count(own.valid_days)
    }
    if not own.delay_days:
        return gettext("%(days)s from receipt") % {"days": count}
    if own.delay_days == 1:
        return gettext("%(days)s from the day after") % {"days": count}
    later = ngettext(
        "%(days)s, from %(n)s day later", "%(days)s, from %(n)s days later", own.delay_days
    )
    return later % {"days": count, "n": own.delay_days}

"""Filters that put coupons into words."""

from django import template
from django.utils.functional import Promise

from tessera.offers.queries import CouponFacts, CouponKindView
from tessera.offers.queries.stories import CouponCard
from tessera.web.kit import coupons

register = template.Library()


def _type(one: CouponFacts | CouponKindView) -> str:
    if isinstance(one, CouponKindView):
        return one.type
    if one.exchange:
        return "exchange" if one.exchange.price_minor else "gift"
    if one.shipping:
        return "shipping"
    return "percent" if one.off_bp else "amount"


@register.filter
def coupon_gives(one: CouponFacts | CouponKindView) -> str:
    """What it takes off or gives, short."""
    return coupons.gives(one, _type(one))


@register.filter
def coupon_terms(one: CouponFacts | CouponKindView) -> list[str]:
    """For what it is, a sentence each."""
    return coupons.terms(one, _type(one))


@register.filter
def coupon_validity(one: CouponKindView) -> str:
    """When one of the kind is valid."""
    return coupons.validity(one)


@register.filter
def coupon_state(key: str) -> str | Promise:
    """How it stands."""
    return coupons.STATES.get(key, key)


@register.filter
def coupon_source(one: CouponCard) -> str | Promise:
    """How it was issued."""
    return coupons.SOURCES.get(one.source, "")


@register.filter
def coupon_back(policy: str) -> str | Promise:
    """What a return does."""
    return coupons.BACK[policy]


_TONES = {"usable": "chip-good", "coming": "chip-gold", "held": "chip-gold", "given": "chip-gold"}


@register.filter
def coupon_tone(state: str) -> str:
    """The look of the chip that says how it stands."""
    return _TONES.get(state, "")

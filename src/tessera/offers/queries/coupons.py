"""Coupons: what a quote needs to know of them, whose they are, and the kinds there are."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from django.db.models import F

from tessera import pricing
from tessera.kernel import ids
from tessera.offers import errors, rules
from tessera.offers.models import Coupon, CouponKind, CouponType, GivesBack
from tessera.offers.rules.issuing import serves_in
from tessera.platform.reads import Found, Select
from tessera.pricing.terms import EVERYTHING


@dataclass(frozen=True, slots=True)
class CouponFacts:
    """A coupon with its kind. Without ``member_id`` it serves whoever carries it."""

    id: UUID
    code: str
    kind_id: UUID
    version: int
    name: str
    threshold_minor: int
    amount_minor: int
    starts_on: date
    ends_on: date
    member_id: UUID | None
    uses: int
    uses_limit: int
    combines_with_level: bool
    exchange: pricing.Exchange | None = None
    is_listed: bool = True
    off_bp: int = 0
    cap_minor: int | None = None
    filters: pricing.Filters = EVERYTHING
    shipping: bool = False
    store_ids: tuple[str, ...] = ()
    held_by: UUID | None = None
    held_until: datetime | None = None
    holds: int = 0
    gives_back: str = GivesBack.NEVER
    back_days: int | None = None

    @property
    def rule_id(self) -> str:
        """The name of the rule in a quote: of amounts a sale takes one of a kind, of exchanges
        as many as there are pieces."""
        return str(self.id if self.exchange else self.kind_id)


@dataclass(frozen=True, slots=True)
class Cart:
    """Where and when coupons are shown, and the ticket that may hold them. What is not said is not
    looked at."""

    store_id: UUID | None = None
    at: datetime | None = None
    ticket_id: UUID | None = None


ANY_CART = Cart()


def tidy_code(text: str) -> str:
    """A coupon's code as it is kept, from what somebody typed: surfaces call this."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def select_coupons(codes: Sequence[str]) -> Select:
    """The part of a gathered read for coupons by code, at least one, exactly as kept."""
    return Select(
        "SELECT c.id, c.code, c.kind_id, k.version, k.name, k.threshold_minor, k.amount_minor,"
        " c.starts_on, c.ends_on, c.member_id, c.uses, c.uses_limit, k.combines_with_level,"
        " k.type, k.sku_ids, k.price_minor, k.off_bp, k.cap_minor, k.filters, k.store_ids,"
        " k.gives_back, k.back_days, c.held_by, c.held_until, c.holds"
        " FROM offers_coupon c JOIN offers_couponkind k ON k.id = c.kind_id"
        " WHERE c.code IN {codes}",
        {"codes": list(codes)},
    )


def coupons_of(
    found: Found, *, asked: Sequence[str], member_id: UUID | None, on: date, cart: Cart = ANY_CART
) -> list[CouponFacts]:
    """The coupons ``asked`` for, each once, from what ``select_coupons`` read.

    All are usable by ``member_id`` on business day ``on``, the last day included, in ``cart``;
    whether it reaches a threshold is the price engine's business. Raises NotFound
    ``coupons.not_found``; Conflict ``coupons.not_yours``, ``coupons.used``, ``coupons.cancelled``,
    ``coupons.elsewhere``, ``coupons.held``, ``coupons.expired`` with the days.
    """
    coupons = {row["code"]: _facts(row) for row in found}
    for code in asked:
        if code not in coupons:
            raise errors.coupon_not_found(coupon=code)
        check_usable(coupons[code], member_id=member_id, on=on, cart=cart)
    return [coupons[code] for code in dict.fromkeys(asked)]


def check_usable(
    coupon: CouponFacts, *, member_id: UUID | None, on: date, cart: Cart = ANY_CART
) -> None:
    """Raise Conflict where the coupon may not be used; codes as in ``coupons_of``."""
    if coupon.member_id not in {None, member_id}:
        raise errors.coupon_not_yours(coupon=coupon.code)
    if not coupon.uses_limit:
        raise errors.coupon_cancelled(coupon=coupon.code)
    if coupon.uses >= coupon.uses_limit:
        raise errors.coupon_used(coupon=coupon.code)
    if not coupon.starts_on <= on <= coupon.ends_on:
        raise errors.coupon_expired(
            coupon=coupon.code, starts_on=coupon.starts_on, ends_on=coupon.ends_on
        )
    if cart.store_id is not None and not serves_in(coupon.store_ids, cart.store_id):
        raise errors.coupon_elsewhere(coupon=coupon.code)
    if is_held(coupon, cart):
        raise errors.coupon_held(coupon=coupon.code)


def is_held(coupon: CouponFacts, cart: Cart) -> bool:
    """Whether another cart than this one, or a gift under way, has the coupon now."""
    if coupon.held_until is None or cart.at is None or coupon.held_by == cart.ticket_id:
        return False
    return cart.at < coupon.held_until


def _facts(row: Mapping[str, Any]) -> CouponFacts:
    return CouponFacts(
        id=ids.parse_uuid(row["id"]),
        code=row["code"],
        kind_id=ids.parse_uuid(row["kind_id"]),
        version=row["version"],
        name=row["name"],
        threshold_minor=row["threshold_minor"],
        amount_minor=row["amount_minor"],
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=date.fromisoformat(row["ends_on"]),
        member_id=ids.parse_uuid(row["member_id"]) if row["member_id"] else None,
        uses=row["uses"],
        uses_limit=row["uses_limit"],
        combines_with_level=bool(row["combines_with_level"]),
        exchange=_exchange(row["type"], row["sku_ids"], row["price_minor"]),
        off_bp=row["off_bp"],
        cap_minor=row["cap_minor"],
        filters=_served(row["filters"]),
        shipping=row["type"] == CouponType.SHIPPING,
        store_ids=tuple(_listed(row["store_ids"])),
        held_by=ids.parse_uuid(row["held_by"]) if row["held_by"] else None,
        held_until=datetime.fromisoformat(row["held_until"]) if row["held_until"] else None,
        holds=row["holds"],
        gives_back=row["gives_back"],
        back_days=row["back_days"],
    )


def _exchange(type_: str, sku_ids: str | list[str], price_minor: int) -> pricing.Exchange | None:
    """What an exchange gives."""
    if type_ not in {CouponType.EXCHANGE, CouponType.GIFT}:
        return None
    return pricing.Exchange(frozenset(_listed(sku_ids)), price_minor)


def _listed(ids_: str | list[str]) -> list[str]:
    """A list of ids; SQLite hands it over as its text."""
    return list(orjson.loads(ids_)) if isinstance(ids_, str) else ids_


def _served(filters: str | Mapping[str, Any]) -> pricing.Filters:
    """The goods that a kind serves; SQLite hands the object over as its text."""
    told = orjson.loads(filters) if isinstance(filters, str) else filters
    return rules.parse_filters(told).for_engine()


def pricing_coupon(coupon: CouponFacts) -> pricing.Coupon:
    """A coupon as the price engine wants it."""
    return pricing.Coupon(
        code=coupon.code,
        rule_id=coupon.rule_id,
        version=coupon.version,
        name=coupon.name,
        threshold_minor=coupon.threshold_minor,
        amount_minor=coupon.amount_minor,
        starts_on=coupon.starts_on,
        ends_on=coupon.ends_on,
        combines_with_level=coupon.combines_with_level,
        exchange=coupon.exchange,
        off_bp=coupon.off_bp,
        cap_minor=coupon.cap_minor,
        filters=coupon.filters,
        shipping=coupon.shipping,
    )


def list_member_coupons(member_id: UUID, day: date, *, cart: Cart = ANY_CART) -> list[CouponFacts]:
    """What a member can use on ``day`` in ``cart``, the soonest to end first. The caller checks the
    scope."""
    rows = Coupon.objects.filter(
        member_id=member_id, starts_on__lte=day, ends_on__gte=day, uses__lt=F("uses_limit")
    )
    found = [facts_of(row) for row in rows.select_related("kind").order_by("ends_on", "id")]
    return [one for one in found if _serves(one, cart)]


def _serves(coupon: CouponFacts, cart: Cart) -> bool:
    elsewhere = cart.store_id is not None and not serves_in(coupon.store_ids, cart.store_id)
    return not elsewhere and not is_held(coupon, cart)


def facts_of(row: Coupon) -> CouponFacts:
    """A coupon whose kind was read with it."""
    return CouponFacts(
        id=row.id,
        code=row.code,
        kind_id=row.kind_id,
        version=row.kind.version,
        name=row.kind.name,
        threshold_minor=row.kind.threshold_minor,
        amount_minor=row.kind.amount_minor,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        member_id=row.member_id,
        uses=row.uses,
        uses_limit=row.uses_limit,
        combines_with_level=row.kind.combines_with_level,
        exchange=_exchange(row.kind.type, row.kind.sku_ids, row.kind.price_minor),
        is_listed=row.kind.is_listed,
        off_bp=row.kind.off_bp,
        cap_minor=row.kind.cap_minor,
        filters=_served(row.kind.filters),
        shipping=row.kind.type == CouponType.SHIPPING,
        store_ids=tuple(row.kind.store_ids),
        held_by=row.held_by,
        held_until=row.held_until,
        holds=row.holds,
        gives_back=row.kind.gives_back,
        back_days=row.kind.back_days,
    )


def find_kind_name(kind_id: UUID) -> str:
    """What a kind of coupon is called; empty for none."""
    return CouponKind.objects.filter(id=kind_id).values_list("name", flat=True).first() or ""


def coupons_by_rule(rule_ids: Iterable[str]) -> dict[str, pricing.Coupon]:
    """Coupons as they were used, by the rule that a sale kept: that of the kind, or an exchange's
    own. They say what their kind says now; what is no coupon any more is missing."""
    wanted = list(rule_ids)
    rows = [
        Coupon(kind=kind, code=str(kind.id), starts_on=date.min, ends_on=date.max)
        for kind in CouponKind.objects.filter(id__in=wanted)
    ]
    rows += list(Coupon.objects.filter(id__in=wanted).select_related("kind"))
    return {fact.rule_id: pricing_coupon(fact) for fact in map(facts_of, rows)}

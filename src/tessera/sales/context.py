"""Everything that pricing and completing a sale need, in one round trip (DESIGN, section 5)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera import pricing
from tessera.catalog import queries as catalog
from tessera.kernel.clock import business_day, clock_minute
from tessera.members import queries as members
from tessera.offers import queries as offers
from tessera.org import queries as org
from tessera.platform import numbering, reads, versions
from tessera.platform.reads import Found, Select
from tessera.platform.usecases import StaleError
from tessera.sales import asked, errors
from tessera.sales.queries.buyers import BuyerFacts, buyer_of, select_buyer
from tessera.sales.rules.order import Order
from tessera.stock import queries as stock
from tessera.wallet import queries as wallet
from tessera.wallet.queries import gifts, kinds
from tessera.wallet.queries import rates as card_rates
from tessera.wallet.queries.gifts import GiftFacts

MAX_QUANTITY = 99_999


_also: dict[str, Callable[[UUID, date], Select | None]] = {}


def also_read(name: str, select: Callable[[UUID, date], Select | None]) -> None:
    """Have ``select`` of a member and the business day read with every sale to a member.

    For rooms above, which get the rows under ``name`` with ``SaleCompleted``; ``config.wiring``
    says which. Where ``select`` gives None nothing is read, and the name is missing.
    """
    _also[name] = select


@dataclass(frozen=True, slots=True)
class Context:
    """What one read saw of the world, as far as this order is concerned."""

    at: datetime
    business_on: date
    currency: str
    store: org.StoreFacts
    till: org.TillFacts | None
    versions: Mapping[str, str]
    skus: Mapping[UUID, catalog.SkuFacts]
    prices: Mapping[UUID, tuple[catalog.PriceFacts, ...]]
    stock: Mapping[UUID, stock.StockFacts]
    plans: Mapping[UUID, wallet.PlanFacts]
    coupons: Sequence[offers.CouponFacts]
    member: members.MemberFacts | None
    holding: wallet.Holding | None
    policy: wallet.PolicyFacts
    buyer: BuyerFacts | None
    rates: tuple[pricing.CardRate, ...]
    also: Mapping[str, Found]
    shift: Found
    counter: Found
    gifts: Mapping[str, GiftFacts]
    asked: asked.Asked

    @property
    def moment(self) -> pricing.Moment:
        """The business day and the minute of the store's clock."""
        return pricing.Moment(self.business_on, clock_minute(self.at, zone=self.store.zone))


def read(
    *,
    at: datetime,
    store_id: UUID,
    till_id: UUID | None,
    order: Order,
    gift_codes: Sequence[str] = (),
    also_withdrawn: bool = False,
) -> Context:
    """Read the world for ``order`` in ``store_id`` at ``at``.

    With a till its open shift and its counter are read as well, and the gift cards with
    ``gift_codes`` where there are some; ``also_withdrawn`` takes goods that are sold no more. Raises Invalid ``sales.empty``
    and ``sales.quantity_invalid``; NotFound ``products.not_found``, ``members.not_found`` and
    ``coupons.not_found``.
    """
    _check(order)
    known = org.known()
    if not known.version:
        known = org.known_at()
    asked = at, store_id, till_id, order, gift_codes
    seen = _read(known, *asked)
    if seen is None:
        # The brand changed since this process last looked; what it asked for may be stale.
        seen = _read(org.known_at(), *asked)
    if seen is None:
        raise StaleError
    if not also_withdrawn:
        catalog.check_sold(seen.skus.values())
    return seen


def _skus(found: Mapping[str, Found], order: Order) -> dict[UUID, catalog.SkuFacts]:
    asked = [line.sku_id for line in order.lines]
    return catalog.skus_of(found["skus"], asked=asked, also_inactive=True)


def _read(
    known: org.Known,
    at: datetime,
    store_id: UUID,
    till_id: UUID | None,
    order: Order,
    gift_codes: Sequence[str],
) -> Context | None:
    """The context, or None when what is ``known`` of the brand turns out to be out of date."""
    store, currency = known.store(store_id), known.brand.currency
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    if till_id:
        numbering.queue(series=sale_series(till_id), day=day)
    selects = _selects(order, store, till_id, day, currency)
    place, wants = offers.Place(store.id, day, order.member_id), offers.wants()
    selects |= asked.selects(wants, place)
    if gift_codes:
        selects["gifts"] = gifts.select_gifts(gift_codes)
    found = reads.gather(selects)
    current = {row["name"]: row["value"] for row in found["versions"]}
    if not known.is_current(current):
        return None
    return Context(
        at=at,
        business_on=day,
        currency=currency,
        store=store,
        till=known.till(till_id) if till_id else None,
        versions=current,
        skus=_skus(found, order),
        prices=catalog.prices_of(found["prices"]),
        stock=stock.stock_of(found["stock"]),
        plans=wallet.plans_of(found["plans"]),
        coupons=_coupons(order, found, day, offers.Cart(store.id, at, order.ticket_id)),
        member=members.member_of(found["member"]) if order.member_id else None,
        holding=_holding(order, currency, found),
        policy=wallet.policy.get(current),
        buyer=buyer_of(found.get("buyer", [])),
        rates=_rates(order, found, current, day),
        also={name: found[name] for name in _also if name in found},
        shift=found.get("shift", []),
        counter=found.get("counter", []),
        gifts=gifts.gifts_of(found["gifts"]) if gift_codes else {},
        asked=asked.asked_of(found, current, place, wants),
    )


def _coupons(
    order: Order, found: Mapping[str, Found], day: date, cart: offers.Cart
) -> list[offers.CouponFacts]:
    rows, codes = found.get("coupons", []), order.coupon_codes
    return offers.coupons_of(rows, asked=codes, member_id=order.member_id, on=day, cart=cart)


def _rates(
    order: Order, found: dict[str, Found], current: Mapping[str, str], day: date
) -> tuple[pricing.CardRate, ...]:
    """The member's cards that take something off. Where the brand has only just begun to sell such,
    they have not been read with the rest."""
    if order.member_id is None:
        return ()
    kinds.card_kinds.get(current)
    if kinds.may_discount() and "rates" not in found:
        found |= reads.gather({"rates": card_rates.select_rates(order.member_id)})
    return card_rates.rates_of(found.get("rates", []), day)


def _check(order: Order) -> None:
    if not order.lines:
        raise errors.empty()
    if any(not 0 < line.quantity <= MAX_QUANTITY for line in order.lines):
        raise errors.quantity_invalid()


def _selects(
    order: Order, store: org.StoreFacts, till_id: UUID | None, day: date, currency: str
) -> dict[str, Select]:
    sku_ids = sorted({line.sku_id for line in order.lines})
    selects = {
        "versions": versions.CURRENT,
        "skus": catalog.select_skus(sku_ids),
        "prices": catalog.select_prices(sku_ids, store.id),
        "stock": stock.select_stock(store.id, sku_ids),
        "plans": wallet.select_plans(sku_ids),
    }
    if order.member_id:
        selects["member"] = members.select_member(order.member_id)
        if kinds.may_discount():
            selects["rates"] = card_rates.select_rates(order.member_id)
        selects |= wallet.select_holding(order.member_id, currency)
    if order.coupon_codes:
        selects["coupons"] = offers.select_coupons(order.coupon_codes)
    if till_id:
        selects["shift"] = select_shift(till_id)
        selects["counter"] = numbering.select(series=sale_series(till_id), day=day)
        if order.member_id:
            selects["buyer"] = select_buyer(order.member_id)
            asked = {name: make(order.member_id, day) for name, make in _also.items()}
            selects |= {name: select for name, select in asked.items() if select}
    return selects


def _holding(order: Order, currency: str, found: Mapping[str, Found]) -> wallet.Holding | None:
    if order.member_id is None:
        return None
    return wallet.holding_of(
        order.member_id, currency, balances=found["balances"], lots=found["lots"]
    )


def select_shift(till_id: UUID) -> Select:
    """The part of a gathered read for the till's open shift."""
    return Select(
        "SELECT id FROM sales_shift WHERE till_id = {till} AND is_open", {"till": till_id}
    )


def open_shift_id(found: Found) -> UUID:
    """The open shift's id. Raises Conflict ``sales.shift_closed``."""
    if not found:
        raise errors.shift_closed()
    return UUID(found[0]["id"])


def sale_series(till_id: UUID) -> str:
    """The series of a till's sale numbers."""
    return f"sale:{till_id.hex}"


def offline_series(till_id: UUID) -> str:
    """The series of the numbers that a till gives by itself."""
    return f"offline:{till_id.hex}"


def payout_series(till_id: UUID) -> str:
    """The series of the numbers under which a till pays stored value out."""
    return f"payout:{till_id.hex}"


def return_series(till_id: UUID) -> str:
    """The series of a till's return numbers."""
    return f"return:{till_id.hex}"

"""A small shop made through the use cases, for tests that need a sale."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from tessera.catalog import queries as catalog_queries
from tessera.catalog import usecases as catalog
from tessera.catalog.rules import NewSku
from tessera.config.roles import EVERYTHING
from tessera.kernel.actor import Actor, system_actor
from tessera.members import usecases as members
from tessera.offers import usecases as offers
from tessera.org import usecases as org
from tessera.sales import queries as sale_queries
from tessera.sales import usecases as sales
from tessera.sales.queries import ReturnFacts
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.sales.usecases import ClosedShift, CompletedSale, OpenedShift, PostedReturn, Wanted
from tessera.stock import usecases as stock
from tessera.wallet import usecases as wallet
from tessera.wallet.rules import prepaid

NOON = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
"""Noon in Shanghai on 10 March 2026."""

TODAY = date(2026, 3, 10)


@dataclass
class Shop:
    """One store with one till and an open shift, a dress, a top-up, a fee and a member."""

    boss: Actor
    store_id: UUID
    till_id: UUID
    level_id: UUID
    skus: dict[str, UUID] = field(default_factory=dict)
    members: int = 0

    @property
    def dress(self) -> UUID:
        """A dress at 299.00 with 100 pieces on hand."""
        return self.skus["DRESS"]

    @property
    def topup(self) -> UUID:
        """Top up 500, get 50."""
        return self.skus["TOPUP500"]

    @property
    def fee(self) -> UUID:
        """An alteration fee of 20.00."""
        return self.skus["FEE"]

    def add(self, style: str, tag_minor: int, kind: str = "goods", pieces: int = 100) -> UUID:
        """Add a product with one SKU, with ``pieces`` on hand if it is goods."""
        catalog.add_product(
            actor=self.boss,
            at=NOON,
            style=style,
            name=f"样品 {style}",
            kind=kind,
            category="女装",
            skus=[NewSku(barcode=f"BC{style}", tag_minor=tag_minor)],
        )
        (sku,) = catalog_queries.search(actor=self.boss, text=f"BC{style}")
        sku_id = sku.sku_id
        if kind == "goods" and pieces:
            stock.receive(
                actor=self.boss, at=NOON, store_id=self.store_id, lines=[(sku_id, pieces)]
            )
        self.skus[style] = sku_id
        return sku_id

    def join(self, name: str = "王芳") -> UUID:
        """Register a member."""
        self.members += 1
        return members.register(
            actor=self.boss,
            at=NOON,
            store_id=self.store_id,
            phone=f"1380000{self.members:04d}",
            name=name,
        ).id

    def coupon(self, member_id: UUID | None, threshold: int = 10000, amount: int = 2000) -> str:
        """Issue a coupon that is valid in March 2026."""
        kind_id = offers.create_coupon_kind(
            actor=self.boss,
            at=NOON,
            name="满减券",
            threshold_minor=threshold,
            amount_minor=amount,
        )
        return offers.issue_coupon(
            actor=self.boss,
            at=NOON,
            kind_id=kind_id,
            member_id=member_id,
            starts_on=date(2026, 3, 1),
            ends_on=date(2026, 3, 31),
        )

    def order(
        self,
        *lines: tuple[UUID, int],
        member_id: UUID | None = None,
        coupons: tuple[str, ...] = (),
        points: int = 0,
    ) -> Order:
        """A cart of (SKU, quantity)."""
        asked = tuple(OrderLine(str(i), sku, n) for i, (sku, n) in enumerate(lines))
        return Order(asked, member_id, coupons, points)

    def total_of(self, order: Order, at: datetime = NOON) -> int:
        """What tenders must pay for a cart."""
        return sales.quote(actor=self.boss, at=at, store_id=self.store_id, order=order).total_minor

    def sell(
        self,
        order: Order,
        *tenders: tuple[str, int],
        total: int | None = None,
        at: datetime = NOON,
        request_id: UUID | None = None,
        actor: Actor | None = None,
    ) -> CompletedSale:
        """Complete a cart; the total is the quoted one, and cash by default pays it."""
        total = self.total_of(order, at) if total is None else total
        offered = tenders or ((("cash", total),) if total else ())
        return sales.complete(
            actor=actor or self.boss,
            at=at,
            request_id=request_id or uuid4(),
            store_id=self.store_id,
            till_id=self.till_id,
            order=order,
            tenders=[TenderOffer(kind, amount) for kind, amount in offered],
            expected_total_minor=total,
        )

    def top_up(self, member_id: UUID) -> CompletedSale:
        """Sell the member a top-up of 500.00 with 50.00 bonus."""
        return self.sell(self.order((self.topup, 1), member_id=member_id))

    def another_till(self, code: str) -> "Shop":
        """The same shop as seen from another till, with a shift of its own."""
        till_id = org.open_till(
            actor=self.boss, at=NOON, store_id=self.store_id, code=code, name=code
        )
        there = replace(self, till_id=till_id)
        there.open_shift()
        return there

    def open_shift(self, *, request_id: UUID | None = None) -> OpenedShift:
        """Open a shift with 500.00 in the drawer."""
        return sales.open_shift(
            actor=self.boss,
            at=NOON,
            request_id=request_id or uuid4(),
            store_id=self.store_id,
            till_id=self.till_id,
            float_minor=50000,
        )

    def close_shift(self, *, counted_minor: int = 0, request_id: UUID | None = None) -> ClosedShift:
        """Close the till's shift."""
        return sales.close_shift(
            actor=self.boss,
            at=NOON,
            request_id=request_id or uuid4(),
            store_id=self.store_id,
            till_id=self.till_id,
            counted_minor=counted_minor,
        )

    def give_back(
        self, sale_id: UUID, *pieces: int, at: datetime = NOON, request_id: UUID | None = None
    ) -> PostedReturn:
        """Return so many pieces of the sale's lines, in their order."""
        lines = sale_queries.get_sale(actor=self.boss, sale_id=sale_id).lines
        return sales.return_lines(
            actor=self.boss,
            at=at,
            request_id=request_id or uuid4(),
            store_id=self.store_id,
            till_id=self.till_id,
            sale_id=sale_id,
            lines=[Wanted(line.line_id, n) for line, n in zip(lines, pieces, strict=False) if n],
        )


def lift_limits(shop: Shop) -> None:
    """Let cards hold as much as one likes: for tests that top up again and again."""
    rules = dict(prepaid.CN_DEFAULT)
    rules[prepaid.MAX_REGISTERED] = replace(rules[prepaid.MAX_REGISTERED], mode=prepaid.OFF)
    wallet.set_profile(actor=shop.boss, at=NOON, name="tests", rules=rules, valid_from=TODAY)


def agree_on_prices(shop: Shop) -> None:
    """Let goods come back without a receipt at any price, by any tender."""
    agreed = ReturnFacts(loose_price="agreed", loose_refund="any")
    sales.set_return_policy(actor=shop.boss, at=NOON, policy=agreed)


def open_shop(*, negative_stock: bool = False) -> Shop:
    """Set a shop up through the use cases."""
    boss = system_actor("tests", EVERYTHING)
    org.set_up_brand(actor=boss, at=NOON, name="锦绣")
    store_id = org.open_store(
        actor=boss, at=NOON, code="S1", name="人民路店", allows_negative_stock=negative_stock
    )
    till_id = org.open_till(actor=boss, at=NOON, store_id=store_id, code="T1", name="一号台")
    level_id = members.define_level(actor=boss, at=NOON, name="普通", rank=1, discount_bp=0)
    shop = Shop(boss, store_id, till_id, level_id)
    shop.add("DRESS", 29900)
    shop.add("FEE", 2000, kind="fee")
    topup = shop.add("TOPUP500", 50000, kind="topup")
    wallet.set_plan(actor=boss, at=NOON, sku_id=topup, principal_minor=50000, bonus_minor=5000)
    shop.open_shift()
    return shop

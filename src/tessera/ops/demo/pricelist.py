"""What the demo's till knows by heart, so that it prices a cart itself as a till without a line does.

The server has the last word: where it sees another total, the till takes the server's quote.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from tessera import pricing
from tessera.catalog import queries as catalog
from tessera.kernel.money import exponent_of
from tessera.members import queries as members
from tessera.offers import queries as offers
from tessera.ops.demo.house import House
from tessera.ops.demo.memory import Held
from tessera.org import queries as org
from tessera.platform import reads, versions
from tessera.sales.rules.order import Order
from tessera.wallet import queries as wallet


class PriceList:
    """Tags, prices, promotions and levels of all stores."""

    def __init__(self, house: House) -> None:
        sku_ids = list(house.skus.values())
        self._items = {store_id: _items(store_id, sku_ids) for store_id in house.stores.values()}
        self._currency = org.get_brand().currency
        self.learn()

    def learn(self) -> None:
        """Take note of what changed, such as a promotion."""
        self._versions: Mapping[str, str] = versions.current()
        self._levels = members.list_levels(self._versions)

    def quote(
        self,
        order: Order,
        *,
        store_id: UUID,
        day: date,
        held: Held | None,
        coupons: tuple[pricing.Coupon, ...],
    ) -> pricing.Quote:
        """The price of a cart in a store on a business day."""
        items = self._items[store_id]
        policy = offers.price_policy.get(self._versions)
        book = pricing.Book(
            version=self._versions.get("offers", "-"),
            currency=self._currency,
            items={str(line.sku_id): items[line.sku_id] for line in order.lines},
            promotions=offers.promotions_for(store_id, self._versions, day),
            coupons=coupons,
            member=self._member(held),
            points=wallet.points_rule.get(self._versions),
            level_discount_combines=policy.level_discount_combines,
            rounding=policy.rounding,
            exponent=exponent_of(self._currency),
        )
        lines = tuple(
            pricing.CartLine(line.key, str(line.sku_id), line.quantity) for line in order.lines
        )
        cart = pricing.Cart(lines, order.coupon_codes, order.points)
        return pricing.price(book=book, cart=cart, at=pricing.Moment(day))

    def _member(self, held: Held | None) -> pricing.MemberFacts | None:
        if held is None:
            return None
        level = self._levels[held.level]
        return pricing.MemberFacts(str(level.id), level.name, level.discount_bp, held.points)


def _items(store_id: UUID, sku_ids: list[UUID]) -> dict[UUID, pricing.Item]:
    found = reads.gather(
        {
            "skus": catalog.select_skus(sku_ids),
            "prices": catalog.select_prices(sku_ids, store_id),
        }
    )
    prices = catalog.prices_of(found["prices"])
    skus = catalog.skus_of(found["skus"], asked=sku_ids)
    return {
        sku_id: catalog.pricing_item(sku, prices.get(sku_id, ()), store_id)
        for sku_id, sku in skus.items()
    }

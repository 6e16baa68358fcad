"""A dress goes back for a coat."""

from collections.abc import Iterator
from uuid import uuid4

from tessera.sales import queries
from tessera.sales import usecases as sales
from tessera.sales.rules.order import TenderOffer
from tessera.sales.usecases import Wanted
from tests.support.shop import NOON, Shop


def a_dearer_coat(shop: Shop) -> Iterator[None]:
    member, coat = shop.join(), shop.add("COAT", 49900)
    shop.top_up(member)
    order = shop.order((shop.dress, 1), member_id=member)
    sold = shop.sell(order, ("wallet", 9900), ("cash", 20000))
    (line,) = queries.get_sale(actor=shop.boss, sale_id=sold.sale_id).lines
    yield
    sales.exchange_goods(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        sale_id=sold.sale_id,
        lines=[Wanted(line.line_id, 1)],
        order=shop.order((coat, 1), member_id=member),
        tenders=[TenderOffer("card", 20000)],
        expected_refund_minor=29900,
        expected_total_minor=49900,
    )


SCENES = (a_dearer_coat,)

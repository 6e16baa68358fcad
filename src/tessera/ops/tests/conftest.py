"""A day of a shop in which everything happened once, and the means to spoil its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.db import connection, models
from tests.support.shop import NOON, Shop, open_shop

from tessera.ops import verify
from tessera.sales import usecases as sales
from tessera.sales.models import SaleLine
from tessera.sales.usecases import CompletedSale, LooseLine, PostedReturn, Wanted


@dataclass(frozen=True)
class Day:
    """The shop, its member, and what was done."""

    shop: Shop
    member: UUID
    topup: CompletedSale
    plain: CompletedSale
    mixed: CompletedSale
    closed_shift: UUID
    back: PostedReturn
    loose: PostedReturn


def give_back(shop: Shop, sale_id: UUID, quantity: int) -> PostedReturn:
    """Return pieces of the first line of a sale."""
    line = SaleLine.objects.get(sale=sale_id, position=0)
    return sales.return_lines(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        sale_id=sale_id,
        lines=[Wanted(line.id, quantity)],
    )


def _return_loosely(shop: Shop) -> PostedReturn:
    return sales.return_without_receipt(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        lines=[LooseLine(shop.dress, 1, 9900)],
        refund_kind="cash",
    )


def _hand_over(shop: Shop) -> UUID:
    """Close the shift and open the next."""
    closed = sales.close_shift(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        counted_minor=0,
    )
    sales.open_shift(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        float_minor=10000,
    )
    return closed.shift_id


@pytest.fixture
def day(db: None) -> Day:
    shop = open_shop()
    member = shop.join()
    plain = shop.sell(shop.order((shop.dress, 4), (shop.fee, 1), member_id=member))
    topup = shop.top_up(member)
    give_back(shop, shop.top_up(member).sale_id, 1)
    coupon = shop.coupon(member)
    order = shop.order((shop.dress, 2), member_id=member, coupons=(coupon,), points=500)
    mixed = shop.sell(order, ("wallet", 22000), ("card", 10000), ("cash", 30000))
    give_back(shop, plain.sale_id, 1)
    closed = _hand_over(shop)
    back = give_back(shop, mixed.sale_id, 1)
    loose = _return_loosely(shop)
    shop.sell(shop.order((shop.dress, 1)))
    return Day(shop, member, topup, plain, mixed, closed, back, loose)


@pytest.fixture
def spoiling(db: None) -> Iterator[None]:
    """Lets rows be written that the database would refuse; the test's rollback forgets them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    yield
    connection.needs_rollback = True  # broken references are not to be looked at once more
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def unguard(model: type[models.Model], constraint: str) -> None:
    """Take a constraint away for the rest of the transaction; SQLite ignores them already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE {model._meta.db_table} DROP CONSTRAINT "{constraint}"')


def broken() -> dict[str, tuple[dict[str, object], ...]]:
    """The claims that do not hold now, with their offending rows."""
    return {proof.name: proof.offenders for proof in verify.verify() if not proof.holds}

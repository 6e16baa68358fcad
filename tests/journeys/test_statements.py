"""A checkout is a fixed number of statements, whatever is in the cart and whatever was before."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
import time_machine
from django.db import connection

from tessera.offers import usecases as offers
from tessera.platform import versions
from tessera.wallet.queries import get_balances
from tests.support.shop import NOON, TODAY, Shop, open_shop
from tests.support.statements import Sent, counted
from tests.support.till import Till, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

# PostgreSQL: BEGIN, one read, one write, COMMIT. SQLite, which has no round trips: BEGIN, one read for each
# room's part, one write for each table and shape of change, COMMIT.
EXPECTED = {"postgresql": 4, "sqlite": 35}


@dataclass
class Counter:
    """A till at which checkouts are counted: a member, a promotion, a coupon, partly from the wallet."""

    shop: Shop
    till: Till
    member: UUID
    skus: list[UUID]

    def checkout(self, lines: int) -> Sent:
        """Complete a cart of so many lines and count what is sent for it."""
        cart = [(sku, 1) for sku in self.skus[:lines]]
        asked = {"member_id": str(self.member), "coupon_codes": [self.shop.coupon(self.member)]}
        total = self.till.post("/quote", self.till.cart(*cart, **asked)).body["total_minor"]
        tenders = [
            {"kind": "wallet", "amount_minor": 100},
            {"kind": "cash", "amount_minor": total - 100},
        ]
        request = self.till.sale(*cart, total=total, tenders=tenders, **asked)
        with counted() as sent:
            answer = self.till.post("/sales", request)
        assert answer.status == 200, answer.body
        return sent


@pytest.fixture
def counter(transactional_db: None) -> Iterator[Counter]:
    """The till, after a first checkout that made the process remember what it keeps in memory."""
    with time_machine.travel(NOON, tick=False):
        for part in ("wallet", "cards", "rewards", "allowances", "campaigns"):
            # A migration gives each its first version; the emptied tables of the test before lost it.
            versions.bump(part)
        shop = open_shop()
        skus = [shop.add(f"SKU{number}", 19900) for number in range(40)]
        offers.create_promotion(
            actor=shop.boss,
            at=NOON,
            kind="limited_time",
            name="换季",
            starts_on=TODAY,
            ends_on=TODAY,
            config={"discount_bp": 1000},
        )
        member = shop.join()
        shop.top_up(member)
        made = Counter(shop, sign_in(shop), member, skus)
        made.checkout(1)
        yield made


def test_the_number_of_statements_is_pinned(counter: Counter) -> None:
    sent = counter.checkout(4)
    assert sent.count == EXPECTED[connection.vendor], str(sent)


def test_it_does_not_depend_on_the_number_of_lines(counter: Counter) -> None:
    counts = {lines: counter.checkout(lines).count for lines in (1, 4, 40)}
    assert len(set(counts.values())) == 1, counts


def test_it_does_not_depend_on_past_sales_members_or_products(counter: Counter) -> None:
    before = counter.checkout(4)
    for number in range(30):
        counter.checkout(1 + number % 3)
        counter.shop.join()
    for number in range(30):
        counter.shop.add(f"MORE{number}", 9900)
    counter.checkout(1)
    after = counter.checkout(4)
    assert get_balances(counter.member).points > 0
    assert after.count == before.count, f"{before}\n---\n{after}"

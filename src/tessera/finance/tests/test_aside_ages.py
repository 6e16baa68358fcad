"""What is set aside for a till is owed as before, as old as the lots that it was taken from."""

from collections import Counter

from tests.support.limits import allow, grant, honour
from tests.support.shop import NOON, TODAY, Shop

from tessera.finance.queries import ages


def owed() -> Counter[tuple[str, int, int]]:
    """By kind, age and what is left of its time."""
    found = Counter[tuple[str, int, int]]()
    for one in ages.read_ages(at=NOON, today=TODAY, zone="Asia/Shanghai").sums:
        found[one.kind.removesuffix(".aside"), one.age, one.expiry] += one.amount
    return found


def test_a_limit_changes_nothing_of_what_is_owed(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    shop.sell(shop.order((shop.dress, 1), member_id=member))
    allow(shop)
    before = owed()
    (limit,) = grant(shop, member)
    honour(shop, limit, points=20, wallet_minor=1000)
    assert owed() == before

"""A sale that a till made by itself took what is not there."""

from collections.abc import Iterator

from django.db import transaction

from tessera.sales import homing
from tests.support.shop import NOON, Shop


def it_is_covered(shop: Shop) -> Iterator[None]:
    member = shop.join()
    yield
    with transaction.atomic():
        homing.honour(
            at=NOON,
            store_id=shop.store_id,
            till_id=shop.till_id,
            member_id=member,
            told_id=member,
            shown=[],
            points=10,
            wallet_minor=1000,
            made_at=NOON,
        )


SCENES = (it_is_covered,)

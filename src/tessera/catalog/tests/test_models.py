"""What the database itself promises of prices, on both engines."""

import pytest
from django.db import IntegrityError, transaction

from tessera.catalog.models import Price, Sku
from tessera.catalog.tests.conftest import Shop
from tessera.kernel.ids import uuid7

LEVEL = uuid7()


@pytest.mark.parametrize(("in_store", "for_level"), [(True, True), (True, False), (False, True)])
def test_a_sku_has_one_price_of_each_target(shop: Shop, *, in_store: bool, for_level: bool) -> None:
    shop.add()
    target = {
        "sku": Sku.objects.get(),
        "store_id": shop.store_id if in_store else None,
        "level_id": LEVEL if for_level else None,
    }
    Price.objects.create(amount_minor=100, **target)
    with pytest.raises(IntegrityError), transaction.atomic():
        Price.objects.create(amount_minor=200, **target)
    assert [price.amount_minor for price in Price.objects.all()] == [100]


def test_prices_of_different_targets_stand_side_by_side(shop: Shop) -> None:
    shop.add()
    sku = Sku.objects.get()
    for store_id in (shop.store_id, shop.other_store_id, None):
        for level_id in (LEVEL, uuid7(), None):
            if store_id or level_id:
                Price.objects.create(
                    sku=sku, store_id=store_id, level_id=level_id, amount_minor=100
                )
    assert Price.objects.count() == 8


def test_a_price_for_nobody_in_no_store_is_refused(shop: Shop) -> None:
    shop.add()
    with pytest.raises(IntegrityError), transaction.atomic():
        Price.objects.create(sku=Sku.objects.get(), amount_minor=100)
    assert not Price.objects.exists()

"""A small shop in Chinese for the browser, made in a process of its own: python -m tests.browser.seed"""

from datetime import timedelta
from uuid import uuid4

import django

PASSWORD = "jinxiu-2026"


def main() -> None:
    """Fill the migrated database of the environment."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _fill()


def _fill() -> None:
    from tessera.catalog import queries as goods
    from tessera.catalog import usecases as catalog
    from tessera.catalog.rules import NewSku
    from tessera.kernel.clock import utc_now
    from tessera.offers import usecases as offers
    from tessera.org import usecases as org
    from tessera.sales import usecases as sales
    from tessera.stock import usecases as stock
    from tests.support.shop import open_shop

    shop, now = open_shop(), utc_now()
    sales.close_shift(
        actor=shop.boss,
        at=now,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        counted_minor=50000,
    )
    skus = [
        NewSku(tag_minor=39900, colour=colour, size=size)
        for colour in ("绯红", "月白")
        for size in ("S", "M", "L")
    ]
    catalog.add_product(
        actor=shop.boss, at=now, style="JX2401", name="真丝连衣裙", category="连衣裙", skus=skus
    )
    matrix = goods.get_matrix(actor=shop.boss, style="JX2401")
    pieces = [(sku.sku_id, 5) for sku in matrix.skus]
    stock.receive(actor=shop.boss, at=now, store_id=shop.store_id, lines=pieces)
    today = now.date()
    offers.create_promotion(
        actor=shop.boss,
        at=now,
        kind="limited_time",
        name="限时八折",
        starts_on=today - timedelta(days=2),
        ends_on=today + timedelta(days=20),
        config={"discount_bp": 2000},
        filters={"styles": ["JX2401"]},
    )
    shop.join("王芳")
    for username, name, role in (("boss", "陈老板", "owner"), ("cashier", "小林", "cashier")):
        org.hire(
            actor=shop.boss,
            at=now,
            username=username,
            password=PASSWORD,
            name=name,
            role=role,
            store_ids=[shop.store_id],
            everywhere=role == "owner",
        )


if __name__ == "__main__":
    main()

"""A chain to measure on: stores, rules and people through the use cases, the masses through SQL."""

import argparse
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.core.management import call_command
from django.db import transaction

from bench import bulk, lives, masses
from bench.chain import OWNER, PASSWORD, Chain
from tessera.config.roles import EVERYTHING
from tessera.kernel.actor import Actor, system_actor
from tessera.members import usecases as members
from tessera.offers import usecases as offers
from tessera.org import usecases as org
from tessera.sales import usecases as sales


def make(
    *,
    member_count: int,
    sku_count: int,
    store_count: int,
    sale_count: int = 0,
    spread: bool = False,
) -> Chain:
    """Make the chain in the empty, migrated default database; ``spread`` as for the masses."""
    bulk.install_functions()
    boss, now = system_actor("bench", EVERYTHING), datetime.now(UTC)
    org.set_up_brand(actor=boss, at=now, name="锦绣")
    level = members.define_level(actor=boss, at=now, name="普通", rank=1, discount_bp=0)
    org.hire(actor=boss, at=now, username=OWNER, password=PASSWORD, name="老板", role="owner")
    stores, tills, tokens = [], [], []
    for number in range(store_count):
        store = org.open_store(actor=boss, at=now, code=f"S{number}", name=f"{number} 号店")
        till = org.open_till(actor=boss, at=now, store_id=store, code="T1", name="一号台")
        life = timedelta(days=30)
        tokens.append(org.issue_till_token(actor=boss, at=now, till_id=till, life=life))
        sales.open_shift(
            actor=boss,
            at=now,
            request_id=uuid4(),
            store_id=store,
            till_id=till,
            float_minor=0,
        )
        stores.append(store)
        tills.append(till)
    if spread:
        lives.define(boss, now)
    today = now.date()
    _promotion(boss, now, today)
    kind = offers.create_coupon_kind(
        actor=boss, at=now, name="满减券", threshold_minor=20_000, amount_minor=2_000
    )
    with transaction.atomic(), bulk.hurried():
        masses.goods(sku_count)
        for number, store in enumerate(stores):
            masses.stock(sku_count, store, number)
        masses.members(member_count, level, now, spread=spread)
        masses.coupons(member_count, kind, today)
        masses.past_sales(sale_count, member_count)
    bulk.take_statistics()
    return Chain(_texts(stores), _texts(tills), tuple(tokens), member_count, sku_count)


def _texts(keys: list[UUID]) -> tuple[str, ...]:
    return tuple(str(key) for key in keys)


def _promotion(boss: Actor, now: datetime, today: date) -> None:
    offers.create_promotion(
        actor=boss,
        at=now,
        kind="spend_save",
        name="满减",
        starts_on=today - timedelta(days=1),
        ends_on=today + timedelta(days=30),
        config={"threshold_minor": 30_000, "save_minor": 3_000, "repeat": False},
        group="order",
    )


def _command() -> None:
    parser = argparse.ArgumentParser(description="Migrate the database and make a chain in it.")
    parser.add_argument("--members", type=int, required=True)
    parser.add_argument("--skus", type=int, default=5_000)
    parser.add_argument("--stores", type=int, default=20)
    parser.add_argument("--sales", type=int, default=0, help="sales of the past year")
    parser.add_argument("--spread", action="store_true", help="members of all kinds")
    parser.add_argument("into", type=Path, help="the file that shall describe the chain")
    options = parser.parse_args()
    begun = time.perf_counter()
    call_command("migrate", verbosity=0)
    chain = make(
        member_count=options.members,
        sku_count=options.skus,
        store_count=options.stores,
        sale_count=options.sales,
        spread=options.spread,
    )
    chain.save(options.into)
    print(f"made {options.members} members in {time.perf_counter() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    _command()

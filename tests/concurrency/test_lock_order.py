"""Who has to wait holds nothing yet that comes later in the lock order (config.locks)."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection, transaction

from tessera.kernel.ids import uuid7
from tessera.platform.batch import Batch
from tessera.platform.models import Counter
from tessera.platform.usecases import StaleError
from tessera.stock.models import Stock
from tests.support.arena_member import PATIENCE
from tests.support.shop import NOON, Shop

pytestmark = pytest.mark.postgres  # SQLite has one writer at a time, whatever the rows

SOMEBODY_WAITS = "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted"


def rows(shop: Shop, count: int) -> list[UUID]:
    """The ids of stock rows, in their order."""
    skus = [shop.add(f"S{number}", 1000, pieces=9) for number in range(count)]
    return sorted(Stock.objects.filter(sku__in=skus).values_list("id", flat=True))


def write(batch: Batch, prepare: str, held: threading.Event) -> None:
    """Write ``batch`` in a connection of its own as soon as the first row is held."""
    try:
        assert held.wait(PATIENCE)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(prepare)
            batch.flush()
    finally:
        connection.close()


def hold_and_take(hold: Callable[[], object], take: UUID, batch: Batch, prepare: str = "") -> None:
    """Do ``hold``; when the writer of ``batch`` waits for it, change the stock row ``take``."""
    held = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write, batch, prepare or "SELECT 1", held)
        with transaction.atomic(), connection.cursor() as cursor:
            hold()
            held.set()
            waits = False
            while not waits:
                assert not writer.done(), writer.exception()
                cursor.execute(SOMEBODY_WAITS)
                [waits] = cursor.fetchone()
            Stock.objects.filter(id=take).update(on_hand=7)  # would be a circle if it were held
        failure = writer.exception(PATIENCE)
    if failure and "duplicate key" not in str(failure):
        raise failure


def test_a_change_of_many_rows_locks_them_by_id_however_the_planner_joins(shop: Shop) -> None:
    first, second = rows(shop, 2)
    # The table is read in the order in which its rows lie: now the second lies before the first.
    Stock.objects.filter(id=first).update(on_hand=8)
    batch = Batch()
    for key in (first, second):
        batch.change(Stock, key, by={"on_hand": 1})

    hold_and_take(
        lambda: Stock.objects.filter(id=first).update(on_hand=5),
        second,
        batch,
        prepare="SET LOCAL enable_nestloop = off; SET LOCAL enable_indexscan = off",
    )

    found = Stock.objects.filter(id__in=[first, second]).values_list("id", "on_hand")
    assert dict(found) == {first: 6, second: 8}


def test_changes_of_several_shapes_lock_a_table_by_id_as_one(shop: Shop) -> None:
    first, second = rows(shop, 2)
    batch = Batch()
    batch.change(Stock, second, by={"on_hand": 1})
    batch.change(Stock, first, by={"on_hand": 1}, expect={"on_hand": 9})

    with pytest.raises(StaleError):
        hold_and_take(lambda: Stock.objects.filter(id=first).update(on_hand=5), second, batch)

    found = Stock.objects.filter(id__in=[first, second]).values_list("id", "on_hand")
    assert dict(found) == {first: 5, second: 7}


def test_who_adds_a_row_that_somebody_else_changes_waits_with_empty_hands(shop: Shop) -> None:
    [stock] = rows(shop, 1)
    taken = Counter.objects.create(id=uuid7(), series="s", day=NOON.date())
    batch = Batch()
    batch.insert(Counter, {"id": taken.id, "series": "s", "day": NOON.date()})
    batch.change(Stock, stock, by={"on_hand": 1})

    hold_and_take(lambda: Counter.objects.filter(id=taken.id).update(value=2), stock, batch)

    assert Stock.objects.get(id=stock).on_hand == 7  # the key was taken: nothing was written

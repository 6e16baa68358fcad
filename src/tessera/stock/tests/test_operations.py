from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.org import queries as org
from tessera.platform import reads
from tessera.platform.batch import Batch
from tessera.stock import operations, queries
from tessera.stock.models import Movement, Stock
from tessera.stock.queries import StockFacts
from tessera.stock.tests.conftest import AT, Shop


def _seen(store_id: UUID, *sku_ids: UUID) -> dict[UUID, StockFacts]:
    found = reads.gather({"stock": queries.select_stock(store_id, sku_ids)})
    return queries.stock_of(found["stock"])


def _move(
    store_id: UUID, pieces: dict[UUID, int], found: Mapping[UUID, StockFacts] | None = None
) -> None:
    batch = Batch()
    operations.move_all(
        batch,
        found=_seen(store_id, *pieces) if found is None else found,
        store=org.get_store(store_id),
        pieces=pieces,
        names=dict.fromkeys(pieces, "连衣裙"),
        kind="sale",
        document_id=uuid7(),
        at=AT,
        business_on=date(2026, 3, 2),
    )
    with transaction.atomic():
        batch.flush()


def test_the_first_movement_makes_the_row_and_later_ones_change_it(shop: Shop) -> None:
    _move(shop.strict, {shop.dress: 5})
    _move(shop.strict, {shop.dress: -2, shop.shirt: 1})
    assert queries.on_hand(shop.strict, [shop.dress, shop.shirt]) == {shop.dress: 3, shop.shirt: 1}
    assert Stock.objects.count() == 2
    assert sorted(Movement.objects.values_list("quantity", flat=True)) == [-2, 1, 5]


def test_the_floor_is_the_stores(shop: Shop) -> None:
    for store_id in (shop.strict, shop.lenient):
        _move(store_id, {shop.dress: 1})
    floors = dict(Stock.objects.values_list("store_id", "floor"))
    assert floors == {shop.strict: 0, shop.lenient: None}


def test_a_lenient_store_sells_what_it_has_not(shop: Shop) -> None:
    _move(shop.lenient, {shop.dress: -2})
    _move(shop.lenient, {shop.dress: -2})
    assert queries.on_hand(shop.lenient, [shop.dress]) == {shop.dress: -4}


def test_one_sku_that_does_not_reach_refuses_the_whole_document(shop: Shop) -> None:
    _move(shop.strict, {shop.dress: 5, shop.shirt: 1})
    with pytest.raises(DomainError) as refusal:
        _move(shop.strict, {shop.dress: -5, shop.shirt: -2})
    assert refusal.value.code == "stock.insufficient"
    assert refusal.value.data["on_hand"] == 1
    assert queries.on_hand(shop.strict, [shop.dress, shop.shirt]) == {shop.dress: 5, shop.shirt: 1}
    assert Movement.objects.count() == 2


def test_nothing_moves_for_nothing(shop: Shop) -> None:
    _move(shop.strict, {shop.dress: 0})
    assert not Stock.objects.exists()
    assert not Movement.objects.exists()


def test_who_read_before_another_sold_the_last_piece_is_stopped_by_the_row(shop: Shop) -> None:
    _move(shop.strict, {shop.dress: 2})
    seen_before = _seen(shop.strict, shop.dress)
    _move(shop.strict, {shop.dress: -2})
    with pytest.raises(IntegrityError):
        _move(shop.strict, {shop.dress: -1}, seen_before)
    assert queries.on_hand(shop.strict, [shop.dress]) == {shop.dress: 0}
    assert Movement.objects.count() == 2


def test_two_who_move_a_sku_for_the_first_time_make_one_row(shop: Shop) -> None:
    _move(shop.strict, {shop.dress: 2}, {})
    with pytest.raises(IntegrityError):
        _move(shop.strict, {shop.dress: 3}, {})
    assert Stock.objects.get().on_hand == 2


def test_a_store_that_is_allowed_to_go_below_zero_does_so_from_the_next_sale(shop: Shop) -> None:
    _move(shop.strict, {shop.dress: 1})
    shop.loosen(allows_negative_stock=True)
    _move(shop.strict, {shop.dress: -3})
    stock = Stock.objects.get()
    assert (stock.on_hand, stock.floor) == (-2, None)


def test_a_store_that_lost_that_freedom_fills_its_hole_and_then_stops_at_zero(shop: Shop) -> None:
    shop.loosen(allows_negative_stock=True)
    _move(shop.strict, {shop.dress: -5})
    shop.loosen(allows_negative_stock=False)
    with pytest.raises(DomainError):
        _move(shop.strict, {shop.dress: -1})
    levels = []
    for pieces in (2, 4, -1):
        _move(shop.strict, {shop.dress: pieces})
        stock = Stock.objects.get()
        levels.append((stock.on_hand, stock.floor))
    assert levels == [(-3, -3), (1, 0), (0, 0)]
    with pytest.raises(DomainError):
        _move(shop.strict, {shop.dress: -1})

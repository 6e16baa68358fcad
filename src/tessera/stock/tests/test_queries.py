from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation

from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.stock import queries, usecases
from tessera.stock.tests.conftest import AT, Shop


@pytest.fixture
def moved(shop: Shop) -> Shop:
    """Dresses that came to two stores, and a correction an hour later."""
    for store_id, pieces in ((shop.strict, 5), (shop.lenient, 7)):
        usecases.receive(actor=shop.manager, at=AT, store_id=store_id, lines=[(shop.dress, pieces)])
    usecases.adjust(
        actor=shop.manager,
        at=AT + timedelta(hours=1),
        store_id=shop.strict,
        sku_id=shop.dress,
        quantity=-1,
        reason="破损",
    )
    return shop


def test_what_never_moved_is_nothing(moved: Shop) -> None:
    assert queries.on_hand(moved.strict, [moved.dress, moved.shirt]) == {
        moved.dress: 4,
        moved.shirt: 0,
    }


def test_a_sku_tells_its_history_in_words_newest_first(moved: Shop) -> None:
    with translation.override("en"):
        history = queries.list_movements(actor=moved.manager, sku_id=moved.dress)
    assert [(move.store_name, move.quantity, move.words) for move in history] == [
        ("南京路店", -1, "Corrected by -1"),
        ("淮海路店", 7, "7 received"),
        ("南京路店", 5, "5 received"),
    ]
    assert history[0].reason == "破损"


def test_a_history_is_read_page_by_page_and_store_by_store(moved: Shop) -> None:
    (last,) = queries.list_movements(
        actor=moved.manager, sku_id=moved.dress, store_id=moved.strict, limit=1
    )
    (first,) = queries.list_movements(
        actor=moved.manager, sku_id=moved.dress, store_id=moved.strict, before=last.at
    )
    assert (last.quantity, first.quantity) == (-1, 5)


def test_nobody_sees_the_stock_of_a_strange_store(moved: Shop) -> None:
    guest = replace(moved.manager, store_ids=frozenset({moved.lenient}))
    assert [m.quantity for m in queries.list_movements(actor=guest, sku_id=moved.dress)] == [7]
    assert queries.list_on_hand(actor=guest, sku_ids=[moved.dress]) == {
        moved.lenient: {moved.dress: 7}
    }
    with pytest.raises(DomainError) as refusal:
        queries.list_movements(actor=guest, sku_id=moved.dress, store_id=moved.strict)
    assert refusal.value.code == "permission.denied"


def test_the_brand_sees_all_stores(moved: Shop) -> None:
    owner = replace(moved.manager, id=uuid7(), store_ids=None)
    assert queries.list_on_hand(actor=owner, sku_ids=[moved.dress, moved.shirt]) == {
        moved.strict: {moved.dress: 4},
        moved.lenient: {moved.dress: 7},
    }

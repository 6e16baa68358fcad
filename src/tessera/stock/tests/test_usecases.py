from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Model

from tessera.catalog import usecases as catalog
from tessera.catalog.models import Sku
from tessera.catalog.usecases import NewSku
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.platform.models import AuditRow, RequestRecord
from tessera.stock import queries, usecases
from tessera.stock.models import Movement, Stock
from tessera.stock.tests.conftest import AT, FOUNDER, Counting, Shop


def _everything() -> list[list[dict[str, Any]]]:
    tables: tuple[type[Model], ...] = (Stock, Movement, AuditRow, RequestRecord)
    return [list(table._default_manager.order_by("pk").values()) for table in tables]


def _refused(code: str, story: Callable[..., Any], **given: Any) -> None:
    """``story`` is refused with ``code`` and leaves everything as it was."""
    before = _everything()
    with pytest.raises(DomainError) as refusal:
        story(at=AT, **given)
    assert refusal.value.code == code
    assert _everything() == before


def test_goods_arrive_with_a_document(shop: Shop) -> None:
    document_id = usecases.receive(
        actor=shop.manager,
        at=AT,
        store_id=shop.strict,
        lines=[(shop.dress, 10), (shop.shirt, 4), (shop.dress, 2)],
        note="三月第一批",
    )
    assert queries.on_hand(shop.strict, [shop.dress, shop.shirt]) == {
        shop.dress: 12,
        shop.shirt: 4,
    }
    moves = Movement.objects.filter(document_id=document_id)
    assert {(m.kind, m.quantity, m.reason) for m in moves} == {
        ("purchase", 12, "三月第一批"),
        ("purchase", 4, "三月第一批"),
    }
    row = AuditRow.objects.get(action="stock.received")
    assert (row.subject, row.store_id) == (str(document_id), shop.strict)
    number = row.data.pop("number")
    assert number.endswith("-0001")
    assert row.data == {"skus": 2, "pieces": 16, "note": "三月第一批"}


def test_the_stock_documents_of_a_store_are_numbered_in_turn_each_day(shop: Shop) -> None:
    later = AT + timedelta(days=1)
    for at in (AT, AT, later):
        usecases.receive(actor=shop.manager, at=at, store_id=shop.strict, lines=[(shop.dress, 1)])
    usecases.adjust(
        actor=shop.manager,
        at=later,
        store_id=shop.strict,
        sku_id=shop.dress,
        quantity=-1,
        reason="盘点",
    )
    rows = AuditRow.objects.filter(action__startswith="stock.").order_by("id")
    assert [row.data["number"][-4:] for row in rows] == ["0001", "0002", "0001", "0002"]


def test_goods_that_arrive_after_midnight_belong_to_the_business_day_before(shop: Shop) -> None:
    for at in (
        datetime(2028, 2, 29, 18, 59, tzinfo=UTC),
        datetime(2028, 2, 29, 19, 0, tzinfo=UTC),
    ):
        usecases.receive(actor=shop.manager, at=at, store_id=shop.strict, lines=[(shop.dress, 1)])
    days = Movement.objects.order_by("at").values_list("business_on", flat=True)
    assert list(days) == [date(2028, 2, 29), date(2028, 3, 1)]


def test_the_same_request_receives_once(shop: Shop) -> None:
    asked: dict[str, Any] = {
        "actor": shop.manager,
        "at": AT,
        "store_id": shop.strict,
        "request_id": uuid7(),
    }
    first = usecases.receive(lines=[(shop.dress, 3)], **asked)
    assert usecases.receive(lines=[(shop.dress, 3)], **asked) == first
    assert queries.on_hand(shop.strict, [shop.dress]) == {shop.dress: 3}
    with pytest.raises(DomainError) as refusal:
        usecases.receive(lines=[(shop.dress, 4)], **asked)
    assert refusal.value.code == "request.reused"
    assert queries.on_hand(shop.strict, [shop.dress]) == {shop.dress: 3}


def test_the_number_of_statements_does_not_grow_with_the_lines(
    shop: Shop, counting: Counting
) -> None:
    sizes = [NewSku(tag_minor=1, colour="红", size=str(number)) for number in range(40)]
    product_id = catalog.add_product(actor=FOUNDER, at=AT, style="M40", name="四十码", skus=sizes)
    ids = list(Sku.objects.filter(product_id=product_id).values_list("id", flat=True))
    counts = []
    for number in (1, 4, 40):
        lines = [(sku_id, 1) for sku_id in ids[:number]]
        usecases.receive(actor=shop.manager, at=AT, store_id=shop.strict, lines=lines)
        with counting() as sent:
            usecases.receive(actor=shop.manager, at=AT, store_id=shop.strict, lines=lines)
        counts.append(len(sent))
    assert len(set(counts)) == 1


def test_a_delivery_that_cannot_be_is_refused(shop: Shop) -> None:
    story, asked = usecases.receive, {"actor": shop.manager, "store_id": shop.strict}
    dress = (shop.dress, 1)
    _refused("stock.lines_missing", story, lines=[], **asked)
    _refused("stock.quantity_invalid", story, lines=[dress, (shop.shirt, 0)], **asked)
    _refused("stock.not_goods", story, lines=[dress, (shop.service, 1)], **asked)
    _refused("products.not_found", story, lines=[dress, (uuid7(), 1)], **asked)
    _refused("stock.text_too_long", story, lines=[dress], note="长" * 81, **asked)


def test_a_count_is_put_right_with_a_reason(shop: Shop) -> None:
    usecases.receive(actor=shop.manager, at=AT, store_id=shop.strict, lines=[(shop.dress, 3)])
    document_id = usecases.adjust(
        actor=shop.manager,
        at=AT,
        store_id=shop.strict,
        sku_id=shop.dress,
        quantity=-3,
        reason=" 橱窗褪色报废 ",
    )
    assert queries.on_hand(shop.strict, [shop.dress]) == {shop.dress: 0}
    move = Movement.objects.get(document_id=document_id)
    assert (move.kind, move.quantity, move.reason) == ("adjustment", -3, "橱窗褪色报废")
    assert AuditRow.objects.get(action="stock.adjusted").data["quantity"] == -3


def test_a_correction_that_cannot_be_is_refused(shop: Shop) -> None:
    whole: dict[str, Any] = {
        "actor": shop.manager,
        "store_id": shop.strict,
        "sku_id": shop.dress,
        "quantity": 1,
        "reason": "盘点",
    }
    for change, code in (
        ({"quantity": 0}, "stock.correction_invalid"),
        ({"quantity": 10**6}, "stock.correction_invalid"),
        ({"reason": "  "}, "stock.reason_missing"),
        ({"quantity": -1}, "stock.insufficient"),
        ({"sku_id": shop.service}, "stock.not_goods"),
        ({"sku_id": uuid7()}, "products.not_found"),
    ):
        _refused(code, usecases.adjust, **whole | change)


def test_goods_that_are_not_sold_any_more_can_still_be_counted(shop: Shop) -> None:
    product_id = Sku.objects.get(id=shop.dress).product_id
    catalog.change_product(actor=FOUNDER, at=AT, product_id=product_id, is_active=False)
    usecases.adjust(
        actor=shop.manager,
        at=AT,
        store_id=shop.strict,
        sku_id=shop.dress,
        quantity=2,
        reason="仓库角落",
    )
    assert queries.on_hand(shop.strict, [shop.dress]) == {shop.dress: 2}


def test_a_stranger_moves_no_stock(shop: Shop) -> None:
    lines = [(shop.dress, 1)]
    elsewhere = replace(shop.manager, store_ids=frozenset({shop.lenient}))
    powerless = replace(shop.manager, permissions=frozenset())
    for actor in (elsewhere, powerless):
        asked = {"actor": actor, "store_id": shop.strict}
        _refused("permission.denied", usecases.receive, lines=lines, **asked)
        _refused(
            "permission.denied",
            usecases.adjust,
            sku_id=shop.dress,
            quantity=1,
            reason="盘点",
            **asked,
        )

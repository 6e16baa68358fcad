from uuid import UUID

import pytest

from tessera import pricing
from tessera.catalog import queries, usecases
from tessera.catalog.models import Sku
from tessera.catalog.tests.conftest import AT, Shop
from tessera.catalog.usecases import NewSku
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.platform import reads

LEVEL = uuid7()


def _found(shop: Shop, text: str, limit: int = 20) -> list[str]:
    found = queries.search(actor=shop.guide, text=text, store_id=shop.store_id, limit=limit)
    return [f"{sku.style}{sku.colour}{sku.size}" for sku in found]


@pytest.fixture
def wardrobe(shop: Shop) -> Shop:
    """A dress in two sizes with barcodes, a shirt, and a belt that is not sold any more."""
    shop.add(
        skus=[
            NewSku(tag_minor=29900, colour="红", size="M", barcode="6901234567892"),
            NewSku(tag_minor=29900, colour="红", size="S", barcode="6901234567893"),
        ]
    )
    shop.add(style="S200", name="衬衫（D1 同款）", skus=[NewSku(tag_minor=15900)])
    gone = shop.add(style="B300", name="皮带", skus=[NewSku(tag_minor=9900, barcode="77")])
    usecases.change_product(actor=shop.owner, at=AT, product_id=gone, is_active=False)
    return shop


def test_a_whole_barcode_means_that_sku_alone(wardrobe: Shop) -> None:
    assert _found(wardrobe, "6901234567892") == ["D100红M"]


def test_a_barcode_typed_in_full_width_is_found(wardrobe: Shop) -> None:
    assert _found(wardrobe, " ６９０１２３４５６７８９２ ") == ["D100红M"]


def test_styles_come_before_names(wardrobe: Shop) -> None:
    assert _found(wardrobe, "d1") == ["D100红M", "D100红S", "S200"]


def test_a_part_of_a_chinese_name_finds(wardrobe: Shop) -> None:
    assert _found(wardrobe, "衣裙") == ["D100红M", "D100红S"]
    assert _found(wardrobe, "（D1") == ["S200"]


def test_a_part_of_a_barcode_is_no_barcode(wardrobe: Shop) -> None:
    assert _found(wardrobe, "690123") == []


def test_the_limit_holds_across_styles_and_names(wardrobe: Shop) -> None:
    assert _found(wardrobe, "d1", limit=2) == ["D100红M", "D100红S"]
    assert len(_found(wardrobe, "d1", limit=1)) == 1


@pytest.mark.parametrize("text", ["", "  ", "皮带", "B300", "77", "%", "_"])
def test_what_is_not_sold_any_more_is_not_found_nor_is_nothing(wardrobe: Shop, text: str) -> None:
    assert _found(wardrobe, text) == []


def test_the_newest_styles_on_sale_come_once_each_and_the_newest_first(wardrobe: Shop) -> None:
    found = queries.list_newest(actor=wardrobe.guide, store_id=wardrobe.store_id)

    assert [f"{sku.style}{sku.size}" for sku in found] == ["S200", "D100M"]


def test_no_more_of_the_newest_styles_than_were_asked_for(wardrobe: Shop) -> None:
    found = queries.list_newest(actor=wardrobe.guide, store_id=wardrobe.store_id, limit=1)

    assert [sku.style for sku in found] == ["S200"]


def test_a_search_in_a_strange_store_is_refused(wardrobe: Shop) -> None:
    with pytest.raises(DomainError) as refusal:
        queries.search(actor=wardrobe.guide, text="d1", store_id=wardrobe.other_store_id)
    assert refusal.value.code == "permission.denied"


def test_the_matrix_shows_colours_as_put_and_sizes_from_small_to_large(wardrobe: Shop) -> None:
    matrix = queries.get_matrix(actor=wardrobe.guide, style="D100", store_id=wardrobe.store_id)
    assert (matrix.name, matrix.colours, matrix.sizes) == ("连衣裙", ("红",), ("S", "M"))
    small = matrix.cell("红", "S")
    assert small is not None
    assert small.barcode == "6901234567893"
    assert matrix.cell("红", "L") is None


def test_the_till_sees_no_matrix_of_what_is_not_sold_but_the_office_does(wardrobe: Shop) -> None:
    (row,) = queries.list_products(actor=wardrobe.owner, is_active=False)
    for style in (row.style, "无"):
        with pytest.raises(DomainError) as refusal:
            queries.get_matrix(actor=wardrobe.guide, style=style)
        assert refusal.value.code == "products.not_found"
    assert queries.get_product(actor=wardrobe.owner, product_id=row.product_id).name == "皮带"
    with pytest.raises(DomainError):
        queries.get_product(actor=wardrobe.owner, product_id=uuid7())


def test_the_office_lists_by_text_and_state(wardrobe: Shop) -> None:
    everything = queries.list_products(actor=wardrobe.owner)
    assert [(row.style, row.sku_count) for row in everything] == [
        ("B300", 1),
        ("D100", 2),
        ("S200", 1),
    ]
    scanned = queries.list_products(actor=wardrobe.owner, text="6901234567893")
    assert [row.style for row in scanned] == ["D100"]
    assert len(queries.list_products(actor=wardrobe.owner, is_active=True)) == 2
    second = queries.list_products(actor=wardrobe.owner, limit=1, offset=1)
    assert [row.style for row in second] == ["D100"]


def test_the_name_of_a_category_finds_what_is_in_it(shop: Shop) -> None:
    shop.add(category="裙装")
    shop.add(style="E", name="衬衫", category="上装")

    assert [sku.style for sku in queries.search(actor=shop.guide, text=" 裙装 ")] == ["D100"]
    assert [row.style for row in queries.list_products(actor=shop.guide, text="裙装")] == ["D100"]


def test_categories_are_those_in_use(shop: Shop) -> None:
    shop.add(category="裙装")
    shop.add(style="E", category="裙装")
    shop.add(style="F")
    assert queries.list_categories(actor=shop.guide) == ["裙装"]
    assert [r.style for r in queries.list_products(actor=shop.guide, category="裙装")] == [
        "D100",
        "E",
    ]


def _read(
    sku_ids: list[UUID], store_id: UUID
) -> tuple[dict[UUID, queries.SkuFacts], dict[UUID, tuple[queries.PriceFacts, ...]]]:
    found = reads.gather(
        {
            "skus": queries.select_skus(sku_ids),
            "prices": queries.select_prices(sku_ids, store_id),
        }
    )
    return (
        queries.skus_of(found["skus"], asked=sku_ids, also_inactive=True),
        queries.prices_of(found["prices"]),
    )


def test_one_read_gives_the_engine_its_item_with_the_prices_of_the_store(shop: Shop) -> None:
    shop.add(category="裙装")
    sku = Sku.objects.get()
    for store_id, level_id, amount in (
        (shop.store_id, None, 27900),
        (None, LEVEL, 26900),
        (shop.store_id, LEVEL, 25900),
        (shop.other_store_id, None, 100),
    ):
        usecases.set_price(
            actor=shop.owner,
            at=AT,
            sku_id=sku.id,
            store_id=store_id,
            level_id=level_id,
            amount_minor=amount,
        )
    skus, prices = _read([sku.id], shop.store_id)
    item = queries.pricing_item(skus[sku.id], prices[sku.id], shop.store_id)
    assert item.sku_id == str(sku.id)
    assert (item.style, item.category, item.kind, item.tag_minor) == (
        "D100",
        "裙装",
        "goods",
        29900,
    )
    assert {(price.kind, price.level_id, price.amount_minor) for price in item.prices} == {
        ("store", None, 27900),
        ("level", str(LEVEL), 26900),
        ("level", str(LEVEL), 25900),
    }


def test_the_engine_takes_the_lowest_price_of_the_store(shop: Shop) -> None:
    shop.add()
    sku = Sku.objects.get()
    usecases.set_price(
        actor=shop.manager,
        at=AT,
        sku_id=sku.id,
        store_id=shop.store_id,
        level_id=None,
        amount_minor=19900,
    )
    totals = []
    for store_id in (shop.store_id, shop.other_store_id):
        skus, prices = _read([sku.id], store_id)
        item = queries.pricing_item(skus[sku.id], prices.get(sku.id, ()), store_id)
        book = pricing.Book(version="1", currency="CNY", items={item.sku_id: item})
        cart = pricing.Cart((pricing.CartLine("a", item.sku_id, 2),))
        totals.append(pricing.price(book=book, cart=cart, at=pricing.Moment(AT.date())).total_minor)
    assert totals == [39800, 59800]


def test_an_unknown_sku_and_one_not_sold_any_more_are_refused_at_the_sale(wardrobe: Shop) -> None:
    gone = Sku.objects.get(barcode="77").id
    for asked in (gone, uuid7()):
        found = reads.gather({"skus": queries.select_skus([asked])})
        with pytest.raises(DomainError) as refusal:
            queries.skus_of(found["skus"], asked=[asked])
        assert refusal.value.code == "products.not_found"
        assert refusal.value.data == {"sku_id": str(asked)}
    found = reads.gather({"skus": queries.select_skus([gone])})
    assert not queries.skus_of(found["skus"], asked=[gone], also_inactive=True)[gone].is_active


def test_a_person_sees_the_prices_of_the_own_stores(shop: Shop) -> None:
    product_id = shop.add()
    sku_id = Sku.objects.get().id
    for store_id, level_id in ((shop.store_id, None), (shop.other_store_id, None), (None, LEVEL)):
        usecases.set_price(
            actor=shop.owner,
            at=AT,
            sku_id=sku_id,
            store_id=store_id,
            level_id=level_id,
            amount_minor=1,
        )
    seen = queries.list_prices(actor=shop.guide, product_id=product_id)
    assert {price.store_id for price in seen} == {shop.store_id, None}
    assert len(queries.list_prices(actor=shop.owner, product_id=product_id)) == 3

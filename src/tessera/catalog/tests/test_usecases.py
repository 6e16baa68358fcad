from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Model

from tessera.catalog import permissions, rules, usecases
from tessera.catalog.models import Price, Product, Sku
from tessera.catalog.tests.conftest import AT, Shop
from tessera.catalog.usecases import NewSku
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.platform import versions
from tessera.platform.models import AuditRow

LEVEL = uuid7()


def _refused(code: str, story: Callable[..., Any], **given: Any) -> None:
    """``story`` is refused with ``code`` and leaves everything as it was."""
    before = _everything()
    with pytest.raises(DomainError) as refusal:
        story(at=AT, **given)
    assert refusal.value.code == code
    assert _everything() == before


def _everything() -> list[list[dict[str, Any]]]:
    tables: tuple[type[Model], ...] = (Product, Sku, Price, AuditRow)
    return [list(table._default_manager.order_by("id").values()) for table in tables]


def test_a_matrix_is_added_in_one_story(shop: Shop) -> None:
    skus = [
        NewSku(tag_minor=29900, colour=colour, size=size)
        for colour in ("红", "藏青")
        for size in ("S", "M", "L")
    ]
    product_id = shop.add(category="裙装", season="2026春", skus=skus)
    made = Sku.objects.filter(product_id=product_id).order_by("position")
    assert [(sku.colour, sku.size) for sku in made][:4] == [
        ("红", "S"),
        ("红", "M"),
        ("红", "L"),
        ("藏青", "S"),
    ]
    for sku in made:
        assert rules.check_digit(sku.barcode[:12]) == sku.barcode[12]
    row = AuditRow.objects.get(action="product.added")
    assert (row.subject, row.data["skus"], row.data["name"]) == (str(product_id), 6, "连衣裙")


@pytest.mark.parametrize("kind", ["service", "fee", "topup"])
def test_what_is_not_goods_has_a_single_sku(shop: Shop, kind: str) -> None:
    product_id = shop.add(style="X1", name="改裤脚", kind=kind, skus=[NewSku(tag_minor=1500)])
    sku = Sku.objects.get(product_id=product_id)
    assert (sku.colour, sku.size, sku.tag_minor) == ("", "", 1500)


def test_a_given_barcode_is_kept(shop: Shop) -> None:
    shop.add(skus=[NewSku(tag_minor=1, barcode="85123A")])
    assert Sku.objects.get().barcode == "85123A"


def test_every_change_tells_the_other_processes(shop: Shop) -> None:
    seen = [versions.current().get("catalog")]
    product_id = shop.add()
    seen.append(versions.current()["catalog"])
    usecases.change_product(actor=shop.owner, at=AT, product_id=product_id, name="长裙")
    seen.append(versions.current()["catalog"])
    assert len(set(seen)) == 3


def test_a_style_or_barcode_that_exists_is_refused(shop: Shop) -> None:
    shop.add(skus=[NewSku(tag_minor=1, barcode="4006381333931")])
    asked = {"actor": shop.owner, "name": "衬衫"}
    one = [NewSku(tag_minor=1)]
    taken = [NewSku(tag_minor=1, barcode="4006381333931")]
    story = usecases.add_product
    _refused("products.style_taken", story, style="Ｄ100", skus=one, **asked)
    _refused("products.barcode_taken", story, style="D200", skus=taken, **asked)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": " "}, "products.text_invalid"),
        ({"style": ""}, "products.text_invalid"),
        ({"style": "S" * 41}, "products.text_invalid"),
        ({"kind": "present"}, "products.kind_invalid"),
        ({"skus": []}, "products.skus_missing"),
    ],
)
def test_a_product_that_cannot_be_is_refused(shop: Shop, given: dict[str, Any], code: str) -> None:
    asked = {"style": "D1", "name": "裙", "skus": [NewSku(tag_minor=1)]} | given
    _refused(code, usecases.add_product, actor=shop.owner, **asked)


def test_only_who_may_in_every_store_changes_what_all_stores_share(shop: Shop) -> None:
    product_id = shop.add()
    for actor in (shop.manager, shop.guide):
        _refused(
            "permission.denied",
            usecases.add_product,
            actor=actor,
            style="D2",
            name="裙",
            skus=[NewSku(tag_minor=1)],
        )
        _refused(
            "permission.denied",
            usecases.change_product,
            actor=actor,
            product_id=product_id,
            name="便宜货",
        )


def test_more_colours_follow_on(shop: Shop) -> None:
    product_id = shop.add()
    more = [NewSku(tag_minor=29900, colour="白", size="M")]
    usecases.add_skus(actor=shop.owner, at=AT, product_id=product_id, skus=more)
    assert list(Sku.objects.order_by("position").values_list("colour", "position")) == [
        ("红", 0),
        ("白", 1),
    ]
    story = usecases.add_skus
    _refused("products.sku_repeated", story, actor=shop.owner, product_id=product_id, skus=more)
    _refused("products.not_found", story, actor=shop.owner, product_id=uuid7(), skus=more)


def test_a_fee_gets_no_colours(shop: Shop) -> None:
    product_id = shop.add(style="P", name="邮费", kind="fee", skus=[NewSku(tag_minor=800)])
    more = [NewSku(tag_minor=1, colour="红")]
    _refused(
        "products.single_sku",
        usecases.add_skus,
        actor=shop.owner,
        product_id=product_id,
        skus=more,
    )


def test_what_is_not_given_stays(shop: Shop) -> None:
    product_id = shop.add(category="裙装", picture="d100.svg")
    usecases.change_product(
        actor=shop.owner, at=AT, product_id=product_id, category="", is_active=False
    )
    product = Product.objects.get()
    assert (product.name, product.category, product.picture) == ("连衣裙", "", "d100.svg")
    assert not product.is_active
    row = AuditRow.objects.get(action="product.changed")
    assert row.data["before"] == {"category": "裙装", "is_active": True}
    assert row.data["after"] == {"category": "", "is_active": False}


def test_a_name_cannot_be_taken_away(shop: Shop) -> None:
    _refused(
        "products.text_invalid",
        usecases.change_product,
        actor=shop.owner,
        product_id=shop.add(),
        name=" ",
    )


def test_the_tag_price_is_set_for_all_stores(shop: Shop) -> None:
    shop.add()
    sku = Sku.objects.get()
    usecases.set_tag(actor=shop.owner, at=AT, sku_id=sku.id, tag_minor=25900)
    assert Sku.objects.get().tag_minor == 25900
    noted = AuditRow.objects.get(action="price.tag_set").data
    assert (noted["style"], noted["before"], noted["after"]) == ("D100", 29900, 25900)
    story = usecases.set_tag
    _refused("products.price_invalid", story, actor=shop.owner, sku_id=sku.id, tag_minor=-1)
    _refused("permission.denied", story, actor=shop.manager, sku_id=sku.id, tag_minor=1)


def test_a_changed_price_is_a_new_row_and_none_takes_it_away(shop: Shop) -> None:
    shop.add()
    place: dict[str, Any] = {"sku_id": Sku.objects.get().id, "store_id": None, "level_id": LEVEL}
    ids, amounts = [], []
    for amount in (26900, 25900, None):
        usecases.set_price(actor=shop.owner, at=AT, amount_minor=amount, **place)
        ids += [price.id for price in Price.objects.all()]
        amounts += [price.amount_minor for price in Price.objects.all()]
    assert amounts == [26900, 25900]
    assert len(set(ids)) == 2
    noted = AuditRow.objects.filter(action="price.set").latest("id").data
    assert (noted["level_id"], noted["before"], noted["after"]) == (str(LEVEL), 25900, None)


def test_a_manager_sets_prices_of_the_own_store_only(shop: Shop) -> None:
    shop.add()
    asked: dict[str, Any] = {
        "sku_id": Sku.objects.get().id,
        "level_id": None,
        "amount_minor": 19900,
    }
    usecases.set_price(actor=shop.manager, at=AT, store_id=shop.store_id, **asked)
    assert Price.objects.get().store_id == shop.store_id
    story = usecases.set_price
    for store_id in (shop.other_store_id, None):
        _refused("permission.denied", story, actor=shop.manager, store_id=store_id, **asked)


def test_a_price_needs_a_store_or_a_level_and_a_sku_and_an_amount(shop: Shop) -> None:
    shop.add()
    whole: dict[str, Any] = {"sku_id": Sku.objects.get().id, "store_id": None, "level_id": LEVEL}
    whole |= {"amount_minor": 1, "actor": shop.owner}
    story = usecases.set_price
    _refused("products.price_needs_target", story, **whole | {"level_id": None})
    _refused("products.price_invalid", story, **whole | {"amount_minor": -1})
    _refused("products.not_found", story, **whole | {"sku_id": uuid7()})
    _refused("org.store_not_found", story, **whole | {"store_id": uuid7()})


def test_without_the_permission_nothing_is_written(shop: Shop) -> None:
    stranger = replace(shop.owner, permissions=permissions.ALL - {permissions.CHANGE})
    _refused(
        "permission.denied",
        usecases.add_product,
        actor=stranger,
        style="D9",
        name="裙",
        skus=[NewSku(tag_minor=1)],
    )

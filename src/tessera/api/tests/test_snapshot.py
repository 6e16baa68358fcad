"""What a till keeps on its disk prices as the server does, stays new by changes, and tells no more than it may."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.shop import NOON, Shop
from tests.support.till import Till

from tessera.catalog import usecases as catalog
from tessera.members import usecases as members
from tessera.offers import usecases as offers
from tessera.pricing.desk import Desk

NOT_HERE = {"points_to_earn", "points_reasons"}
"""What only the server knows of a plain cart."""


def promote(shop: Shop, name: str, kind: str, config: dict[str, Any], **more: Any) -> UUID:
    return offers.create_promotion(
        actor=shop.boss,
        at=NOON,
        kind=kind,
        name=name,
        config=config,
        starts_on=date(2026, 3, 1),
        ends_on=date(2026, 3, 31),
        **more,
    )


def everything(till: Till, path: str, limit: int = 2) -> list[dict[str, Any]]:
    """All parts of a snapshot, in small ones."""
    found: list[dict[str, Any]] = []
    after: dict[str, str] = {}
    while True:
        page = till.get(f"/snapshot/{path}", limit=limit, **after).body
        found += page["items"]
        if page["after"] is None:
            return found
        after = {"after": page["after"]}


def test_a_till_that_keeps_the_snapshot_prices_as_the_server_does(shop: Shop, till: Till) -> None:
    member_id = shop.join()
    promote(shop, "第二件半价", "nth_piece", {"n": 2, "off_bp": 5000, "same_sku": False})
    save = {"tiers": [{"threshold_minor": 100_000, "save_minor": 5000}], "repeat": False}
    promote(shop, "满千减五十", "spend_save", {**save, "cap_minor": None})
    off = {"discount_bp": 1000, "price_minor": None}
    promote(shop, "新人九折", "limited_time", off, limits={"uses_per_member": 1})
    told = till.get("/snapshot/book").body
    desk = Desk(json.dumps({name: told[name] for name in ("book", "per_member", "texts")}))
    items = {one["sku_id"]: one["item"] for one in everything(till, "items")}
    for lines, buyer in (([(shop.dress, 3), (shop.fee, 1)], None), ([(shop.dress, 1)], member_id)):
        (known,) = everything(till, "members")
        held = till.get(f"/members/{member_id}").body["points"]
        cart = till.cart(*lines, **({"member_id": str(buyer)} if buyer else {}))
        asked = {
            "cart": {"lines": cart["lines"], "coupon_codes": [], "points": 0},
            "items": {str(sku_id): items[str(sku_id)] for sku_id, _ in lines},
            "at": "2026-03-10T12:00",
            "member": known["facts"] | {"points": held} if buyer else None,
            "used": known["used"] if buyer else {},
        }
        here, there = json.loads(desk.quote(json.dumps(asked))), till.post("/quote", cart).body
        assert {k: v for k, v in here.items() if k not in NOT_HERE} == {
            k: v for k, v in there.items() if k not in NOT_HERE
        }
        if buyer:
            continue
        shop.sell(shop.order((shop.dress, 1), member_id=member_id))
        (known,) = everything(till, "members")
        assert list(known["used"].values()) == [1]


def test_a_book_that_is_known_already_is_not_sent_again(shop: Shop, till: Till) -> None:
    told = till.get("/snapshot/book").body
    again = till.get("/snapshot/book", since=told["version"]).body
    assert (again["book"], again["version"]) == (None, told["version"])
    promote(shop, "九折", "limited_time", {"discount_bp": 1000, "price_minor": None})
    fresh = till.get("/snapshot/book", since=told["version"]).body
    assert [one["name"] for one in fresh["book"]["promotions"]] == ["九折"]


def test_goods_that_changed_come_again_and_those_no_longer_sold_go(shop: Shop, till: Till) -> None:
    gone = shop.add("旗袍", 50_000)
    later = NOON + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        cursor = till.get("/snapshot/items").body["cursor"]
        assert till.get("/snapshot/items", since=cursor).body["items"] == []
        catalog.set_tag(actor=shop.boss, at=later, sku_id=shop.dress, tag_minor=19_900)
        product = {one["sku_id"]: one["product_id"] for one in everything(till, "items")}
        catalog.change_product(
            actor=shop.boss, at=later, product_id=UUID(product[str(gone)]), is_active=False
        )
        news = till.get("/snapshot/items", since=cursor).body
    assert [(one["sku_id"], one["item"]["tag_minor"]) for one in news["items"]] == [
        (str(shop.dress), 19_900)
    ]
    assert news["gone"] == [str(gone)]
    assert str(gone) not in {one["sku_id"] for one in everything(till, "items")}


def test_members_who_bought_or_joined_come_again_and_who_was_merged_goes(
    shop: Shop, till: Till
) -> None:
    first, second, third = shop.join("王芳"), shop.join("李雷"), shop.join("韩梅")
    later = NOON + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        cursor = till.get("/snapshot/members").body["cursor"]
        assert till.get("/snapshot/members", since=cursor).body["items"] == []
        shop.sell(shop.order((shop.dress, 1), member_id=first), at=later)
        members.merge(actor=shop.boss, at=later, keep_id=second, gone_id=third, reason="重复")
        news = till.get("/snapshot/members", since=cursor).body
    assert str(first) in {one["member_id"] for one in news["items"]}
    assert news["gone"] == [str(third)]
    assert {one["member_id"] for one in everything(till, "members")} == {str(first), str(second)}


def test_a_till_holds_no_phone_no_card_and_no_name_of_another_stores_members(
    shop: Shop, till: Till, other_till: Till
) -> None:
    shop.join("王小芳")
    (own,) = everything(till, "members")
    (foreign,) = everything(other_till, "members")
    assert (own["name"], own["initials"], own["phone_masked"]) == ("王小芳", "wxf", "138****0001")
    assert (foreign["name"], foreign["initials"], foreign["phone_end"]) == ("", "", "0001")
    assert own["card_digest"] != foreign["card_digest"]
    assert own["facts"]["birthdays"] == own["facts"]["tags"] == []
    assert own["facts"]["points"] == 0
    assert "13800000001" not in json.dumps([own, foreign])


def test_prices_and_promotions_of_another_store_stay_there(
    shop: Shop, till: Till, other_till: Till, elsewhere: UUID
) -> None:
    off = {"discount_bp": 1000, "price_minor": None}
    promote(shop, "加盟店九折", "limited_time", off, store_ids=[elsewhere])
    catalog.set_price(
        actor=shop.boss,
        at=NOON,
        sku_id=shop.dress,
        store_id=elsewhere,
        level_id=None,
        amount_minor=9_900,
    )
    assert till.get("/snapshot/book").body["book"]["promotions"] == []
    assert len(other_till.get("/snapshot/book").body["book"]["promotions"]) == 1
    prices = [
        one["item"]["prices"]
        for seen in (till, other_till)
        for one in everything(seen, "items")
        if one["sku_id"] == str(shop.dress)
    ]
    assert prices[0] == []
    assert [one["amount_minor"] for one in prices[1]] == [9_900]


@pytest.mark.parametrize("path", ["items", "members"])
def test_a_part_takes_the_same_few_reads_however_large(shop: Shop, till: Till, path: str) -> None:
    def reads() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert till.get(f"/snapshot/{path}", limit=500).status == 200
        return len(caught)

    shop.join()
    reads()
    few = reads()
    for number in range(6):
        shop.add(f"多{number}", 1000, pieces=0)
        shop.join()
    till.get("/snapshot/book")
    assert reads() <= few

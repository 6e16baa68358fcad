"""What the law has against a top-up is said with the quote, before money is taken."""

from typing import Any
from uuid import uuid4

from tests.support.shop import NOON, Shop
from tests.support.till import Till

from tessera.wallet import usecases as wallet
from tessera.wallet.rules import prepaid


def notices(till: Till, shop: Shop, member: Any, pieces: int = 1) -> list[dict[str, Any]]:
    cart = till.cart((shop.topup, pieces), member_id=str(member))
    found: list[dict[str, Any]] = till.post("/quote", cart).body["notices"]
    return found


def test_a_missing_name_is_a_calm_notice_until_it_is_noted(shop: Shop, till: Till) -> None:
    member = shop.join()
    (one,) = notices(till, shop, member)
    assert (one["key"], one["blocks"]) == (prepaid.NAME_REGISTERED, False)
    assert one["message"]
    wallet.record_name(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        member_id=member,
        name="王芳",
    )
    assert notices(till, shop, member) == []


def test_what_will_be_refused_is_said_beforehand_in_the_words_of_the_refusal(
    shop: Shop, till: Till
) -> None:
    member = shop.join()
    found = {one["key"]: one for one in notices(till, shop, member, pieces=11)}
    assert found[prepaid.MAX_REGISTERED]["blocks"] is True
    assert found[prepaid.MAX_REGISTERED]["message"]


def test_the_contract_is_read_at_the_till_and_accepted_with_a_gift_card(
    shop: Shop, till: Till
) -> None:
    texts = {"zh-hans": "预付款合同", "zh-hant": "預付款合約", "en": "Contract"}
    wallet.write_contract(actor=shop.boss, at=NOON, texts=texts)
    read = till.get("/contract").body
    assert (read["version"], read["text"]) == (1, texts[read["language"]])
    batch = wallet.make_gift_cards(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="礼品卡",
        amount_minor=50000,
        count=1,
        years=3,
    )
    line = {"key": "g", "sku_id": str(batch.sku_id), "quantity": 1}
    line["gift_codes"] = [batch.cards[0].code]
    sale = {
        "request_id": str(uuid4()),
        "lines": [line],
        "tenders": [{"kind": "cash", "amount_minor": 50000}],
        "expected_total_minor": 50000,
    }
    assert till.post("/quote", {"member_id": None, "lines": [line]}).body["contract_needed"] is True
    assert till.post("/sales", sale).body["code"] == "wallet.contract_needed"
    buyer = {"contract_version": read["version"], "language": read["language"]}
    assert till.post("/sales", {**sale, "buyer": buyer}).status == 200


def test_goods_alone_have_no_notices(shop: Shop, till: Till) -> None:
    cart = till.cart((shop.dress, 1), member_id=str(shop.join()))
    told = till.post("/quote", cart).body
    assert (told["notices"], told["contract_needed"]) == ([], False)

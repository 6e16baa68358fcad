"""Gift cards in the office: the sheet is shown once, and afterwards only the number."""

import re
from typing import Any

from tessera.sales.tests.test_lost_gift_cards import sold_one
from tessera.wallet.queries.gifts import find_by_code
from tessera.web.office.tests.conftest import Scene, SignIn

ASKED: dict[str, Any] = {"name": "礼品卡", "amount_minor": "500", "count": "2", "years": "3"}


def test_the_codes_are_on_the_sheet_and_nowhere_afterwards(scene: Scene, sign_in: SignIn) -> None:
    owner = sign_in()
    asked = {**ASKED, "store_id": str(scene.shop.store_id)}
    sheet = owner.post("/office/cards/gifts/new", asked)
    assert sheet.status_code == 200
    assert sheet["Cache-Control"] == "no-store"
    codes = set(re.findall(r">(G[2-9A-Z]{14})<", sheet.content.decode()))
    assert len(codes) == 2
    card = find_by_code(codes.copy().pop(), "CNY")
    found = owner.get(f"/office/cards/gifts?q={card.number}").content.decode()
    assert card.number in found
    assert f'name="q" value="{card.number}"' in found
    assert 'name="q" value=""' in owner.get("/office/cards/gifts").content.decode()
    assert not any(code in found for code in codes)


def test_a_lost_card_is_found_by_its_receipt_and_its_new_code_shown_once(
    scene: Scene, sign_in: SignIn
) -> None:
    code, number = sold_one(scene.shop)
    owner, lost = sign_in(), find_by_code(code, "CNY")
    assert lost.number in owner.get(f"/office/cards/gifts?q={number}").content.decode()
    page = f"/office/cards/gifts/{lost.id}/replace"
    assert owner.post(page, {"receipt": number, "reason": "挂失"}).status_code == 422
    sign_in("manager").post(f"/office/cards/gifts/{lost.id}/block", {"reason": "挂失"})
    assert page in owner.get(f"/office/cards/gifts?q={number}").content.decode()
    assert owner.post(page, {"receipt": "X", "reason": "挂失"}).status_code == 422
    sheet = owner.post(page, {"receipt": number, "reason": "挂失"})
    assert (sheet.status_code, sheet["Cache-Control"]) == (200, "no-store")
    (new,) = re.findall(r">(G[2-9A-Z]{14})<", sheet.content.decode())
    assert find_by_code(new, "CNY").left_minor == 50000
    assert new not in owner.get(f"/office/cards/gifts?q={number}").content.decode()
    assert owner.post(page, {"receipt": number, "reason": "挂失"}).status_code == 422


def test_what_the_law_does_not_let_a_card_hold_is_said_in_the_form(
    scene: Scene, sign_in: SignIn
) -> None:
    asked = {**ASKED, "amount_minor": "1000.01", "store_id": str(scene.shop.store_id)}
    assert sign_in().post("/office/cards/gifts/new", asked).status_code == 422

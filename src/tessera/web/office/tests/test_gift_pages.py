"""Gift cards in the office: the sheet is shown once, and afterwards only the number."""

import re
from typing import Any

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
    assert not any(code in found for code in codes)


def test_what_the_law_does_not_let_a_card_hold_is_said_in_the_form(
    scene: Scene, sign_in: SignIn
) -> None:
    asked = {**ASKED, "amount_minor": "1000.01", "store_id": str(scene.shop.store_id)}
    assert sign_in().post("/office/cards/gifts/new", asked).status_code == 422

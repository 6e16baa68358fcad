"""Who bought prepaid value, on the page of the sale."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from tests.support.audited import noted
from tests.support.shop import NOON, Shop

from tessera.sales import usecases
from tessera.sales.rules.order import TenderOffer
from tessera.sales.usecases import BuyerNote
from tessera.web.office.tests.conftest import Scene, SignIn

FIRM = BuyerNote(
    "李 雷",
    "310101199001011234",
    "13800000009",
    "锦绣贸易有限公司",
    account_name="锦绣贸易账户",
    account="1001240809300123456",
)


def sell(shop: Shop, buyer: BuyerNote) -> UUID:
    """A top-up, paid by transfer."""
    order = shop.order((shop.topup, 1), member_id=shop.join("韩梅梅"))
    total = shop.total_of(order)
    sold = usecases.complete(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        order=order,
        tenders=[TenderOffer("card", total)],
        expected_total_minor=total,
        buyer=buyer,
    )
    return sold.sale_id


@pytest.mark.parametrize(("role", "named"), [("manager", True), ("guide", False)])
def test_who_notes_names_sees_them_and_no_number(
    scene: Scene, sign_in: SignIn, role: str, named: bool
) -> None:
    sale = sell(scene.shop, FIRM)
    client = sign_in(role)
    shown = client.get(reverse("office:sale", args=[sale])).content.decode()
    papers = reverse("office:sale-buyer", args=[sale])
    assert [FIRM.firm in shown, FIRM.name in shown] == [named, named]
    assert not [one for one in (FIRM.number, FIRM.account, FIRM.account_name) if one in shown]
    assert papers not in shown
    assert client.post(papers).status_code == 403
    assert not noted("sales.buyer_seen")


def test_who_may_opens_what_is_sealed_and_leaves_a_trace(scene: Scene, sign_in: SignIn) -> None:
    sale = sell(scene.shop, FIRM)
    owner, papers = sign_in(), reverse("office:sale-buyer", args=[sale])
    assert papers in owner.get(reverse("office:sale", args=[sale])).content.decode()
    shown = owner.post(papers).content.decode()
    assert all(one in shown for one in (FIRM.number, FIRM.account, FIRM.account_name))
    assert len(noted("sales.buyer_seen")) == 1


def test_a_sale_whose_buyer_nobody_noted_says_nothing_of_it(scene: Scene, sign_in: SignIn) -> None:
    owner = sign_in()
    papers = reverse("office:sale-buyer", args=[scene.sale])
    assert papers not in owner.get(reverse("office:sale", args=[scene.sale])).content.decode()
    assert owner.post(papers).status_code == 404

"""The order of consumption, the right of the first days, what a closing store owes, custody."""

import io

from django.urls import reverse
from openpyxl import load_workbook
from tests.support.books import broken
from tests.support.payouts import payouts_of
from tests.support.shop import Shop
from time_machine import travel

from tessera.kernel.clock import utc_now
from tessera.platform import versions
from tessera.sales.rules.order import Order, OrderLine
from tessera.wallet import queries
from tessera.wallet import usecases as wallet
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.cards import Terms
from tessera.wallet.rules.prepaid import CN_DEFAULT, WARN, Rule
from tessera.wallet.rules.topups import MONTH, PlanTerms
from tessera.web.office.tests.conftest import Scene, SignIn


def test_the_order_is_chosen_with_the_handbooks_example_before_ones_eyes(
    scene: Scene, sign_in: SignIn
) -> None:
    client, address = sign_in(), reverse("office:value-order")
    page = client.get(address).content.decode()
    for left in ("¥250.00", "¥50.00", "¥600.00", "¥500.00", "¥400.00"):
        assert left in page
    policy = queries.policy.get(versions.current())
    assert client.post(address, {"order": "whim"}).status_code == 422
    assert queries.policy.get(versions.current()) == policy
    assert client.post(address, {"order": "bonus_first"}).status_code == 302
    now = queries.policy.get(versions.current())
    assert now.consumption_order == "bonus_first"
    assert now.points_per_major == policy.points_per_major


def test_the_first_days_have_a_button_of_their_own(scene: Scene, sign_in: SignIn) -> None:
    scene.shop.top_up(scene.member)
    client, address = sign_in("manager"), reverse("office:member-payout", args=[scene.member])
    with travel("2026-03-12T05:00:00Z", tick=False):
        form = client.get(address).context["withdrawal"]
        sent = {
            "way": "withdrawal",
            "till": f"{scene.shop.store_id} {scene.shop.till_id}",
            "kind": "bank",
            "payee": "王芳",
            "account": "6222",
            "identity_checked": "on",
            "had_goods": "yes",
            "shown": form.amounts,
            "request": str(form.fields["request"].initial),
        }
        before = client.post(address, sent)
        assert before.status_code == 422
        sent["had_goods"] = "no"
        nameless = client.post(address, sent)
        assert nameless.status_code == 422
        assert not payouts_of(scene.member)
        assert client.post(address, sent | {"document_name": "王芳"}).status_code == 302
    assert payouts_of(scene.member) == [50000]
    assert queries.find_real_name(scene.member)
    assert not broken()


def test_after_the_days_the_button_is_gone(scene: Scene, sign_in: SignIn) -> None:
    scene.shop.top_up(scene.member)
    client, address = sign_in("manager"), reverse("office:member-payout", args=[scene.member])
    with travel("2026-03-18T05:00:00Z", tick=False):
        assert client.get(address).context["withdrawal"] is None


def sell_everything(shop: Shop, scene: Scene) -> None:
    """A card of 2,000, a top-up whose bonus of 300 comes in three months, a gift card of 500."""
    card = shop.add("CARD", 200000, kind="card")
    terms = Terms(paid_uses=10, days=365)
    wallet.set_card_kind(actor=shop.boss, at=utc_now(), sku_id=card, terms=terms, name="护理次卡")
    later = shop.add("LATER", 100000, kind="topup")
    wallet.set_plan(
        actor=shop.boss,
        at=utc_now(),
        sku_id=later,
        principal_minor=100000,
        bonus_minor=30000,
        terms=PlanTerms(parts=3, part_unit=MONTH),
    )
    shop.sell(shop.order((card, 1), (later, 1), member_id=scene.member))
    batch = wallet.make_gift_cards(
        actor=shop.boss,
        at=utc_now(),
        store_id=shop.store_id,
        name="礼品卡",
        amount_minor=50000,
        count=2,
        years=3,
    )
    line = OrderLine("g", batch.sku_id, 1, gift_codes=(batch.cards[0].code,))
    shop.sell(Order((line,)))


def test_a_closing_store_owes_cards_parts_to_come_and_gift_cards(
    scene: Scene, sign_in: SignIn
) -> None:
    shop, client = scene.shop, sign_in()
    sell_everything(shop, scene)
    (owed,) = queries.list_owed(shop.boss, shop.store_id)
    assert (owed.principal_minor, owed.bonus_minor) == (100000, 10000)
    assert (owed.coming_minor, owed.cards_minor, owed.whole_minor) == (20000, 200000, 330000)
    (gift,) = queries.list_owed_gifts(shop.boss, shop.store_id)
    assert gift.left_minor == 50000
    page = client.get(reverse("office:value-closing", args=[shop.store_id])).content.decode()
    for shown in ("¥3,300.00", "¥2,000.00", "¥200.00", "¥500.00", gift.number):
        assert shown in page
    file = client.get(reverse("office:value-owed", args=[shop.store_id]))
    sheet = load_workbook(io.BytesIO(file.content)).active
    assert sheet is not None
    told = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert {"200.00", "2000.00", "3300.00", "500.00", gift.number} <= set(told)


def test_what_has_to_lie_in_custody_is_said_on_the_first_page(
    scene: Scene, sign_in: SignIn
) -> None:
    shop, client = scene.shop, sign_in()
    shop.top_up(scene.member)
    with travel("2026-04-02T05:00:00Z", tick=False):
        assert client.get(reverse("office:today")).context["custody"] is None
        rules = {**CN_DEFAULT, prepaid.CUSTODY: Rule(WARN, 2000)}
        today = utc_now().date()
        wallet.set_profile(
            actor=shop.boss, at=utc_now(), name="存管", rules=rules, valid_from=today
        )
        page = client.get(reverse("office:today")).content.decode()
        assert "¥100.00" in page
        assert sign_in("manager").get(reverse("office:today")).context["custody"] is None

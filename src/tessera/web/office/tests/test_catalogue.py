"""The office's pages of rewards: set, found, handed out, cancelled, taken back, drawn."""

from datetime import date
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.support.redeeming import Counter, card_kind, open_counter
from tests.support.shop import NOON

from tessera.offers.usecases import create_coupon_kind
from tessera.rewards.queries import catalogue, redeemed
from tessera.rewards.queries.catalogue import RewardView
from tessera.rewards.queries.redeemed import RedemptionView
from tessera.web.office.tests.conftest import Scene, SignIn

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40 + b"IEND\xaeB`\x82"


@pytest.fixture
def counter(scene: Scene) -> Counter:
    return open_counter(scene.shop)


@pytest.fixture
def owner(sign_in: SignIn) -> Client:
    return sign_in()


def rewards(counter: Counter) -> list[RewardView]:
    return catalogue.list_rewards(actor=counter.shop.boss)


def newest(counter: Counter) -> RedemptionView:
    return redeemed.list_redemptions(counter.shop.boss)[0]


def filled(**more: str) -> dict[str, str]:
    asked = {"name": "青瓷杯", "points": "100", "days": "30", "period": "month", "position": "0"}
    return asked | {"is_active": "on"} | more


def test_goods_are_offered_by_their_barcode(owner: Client, counter: Counter) -> None:
    sent = filled(barcode="BCMUG", money="9.90", stock="5", per_member="1")
    answer = owner.post("/office/catalogue/new?kind=goods", sent)
    (made,) = rewards(counter)
    assert answer["Location"] == f"/office/catalogue/{made.id}"
    assert (made.sku_id, made.money_minor, made.stock, made.per_member) == (counter.mug, 990, 5, 1)
    assert "青瓷杯" in owner.get("/office/catalogue").content.decode()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"barcode": "NONE"}, "barcode"),
        ({"money": "9.90"}, "money"),
        ({"points": "0"}, "points"),
        ({"barcode": "BCMUG", "money": "60"}, "barcode"),
        ({"starts_on": "2026-03-11", "ends_on": "2026-03-10"}, "ends_on"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    owner: Client, counter: Counter, sent: dict[str, str], field: str
) -> None:
    answer = owner.post("/office/catalogue/new?kind=goods", filled(**sent))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert rewards(counter) == []


def test_a_coupon_and_a_draw_ask_for_what_is_theirs(owner: Client, counter: Counter) -> None:
    kind = create_coupon_kind(
        actor=counter.shop.boss, at=NOON, name="满减", threshold_minor=10000, amount_minor=2000
    )
    owner.post("/office/catalogue/new?kind=coupon", filled(coupon_kind=str(kind)))
    prize = rewards(counter)[0].id
    sent = filled(name="抽奖", prize=str(prize), winners="1", draw_on="2026-03-20")
    owner.post("/office/catalogue/new?kind=draw", sent)
    assert {(one.kind, one.winners) for one in rewards(counter)} == {("coupon", None), ("draw", 1)}


def test_a_pass_asks_for_its_kind_of_card(owner: Client, counter: Counter) -> None:
    kind = card_kind(counter.shop, paid_uses=3)
    page = owner.get("/office/catalogue/new?kind=card").content.decode()
    assert 'name="card_kind"' in page
    assert 'name="barcode"' not in page
    owner.post("/office/catalogue/new?kind=card", filled(card_kind=str(kind), barcode=""))
    (made,) = rewards(counter)
    assert (made.kind, made.card_kind_id) == ("card", kind)


def test_a_reward_is_changed_and_gets_a_picture(
    owner: Client, counter: Counter, settings: object, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's own object
    reward = counter.offer()
    owner.post(
        f"/office/catalogue/{reward}", filled(name="大青瓷杯", barcode="BCMUG", points="120")
    )
    file = SimpleUploadedFile("a.png", PNG, "image/png")
    answer = owner.post(f"/office/catalogue/{reward}/picture", {"picture": file})
    assert answer.status_code == 302
    (made,) = rewards(counter)
    assert (made.name, made.points, made.version) == ("大青瓷杯", 120, 2)
    assert made.picture.startswith("/media/rewards/")
    assert owner.get(made.picture).status_code == 200


def test_redemptions_are_found_by_state_and_code(owner: Client, counter: Counter) -> None:
    done = counter.redeem(counter.offer())
    for address, there in (
        ("/office/redemptions", True),
        ("/office/redemptions?state=reserved", True),
        ("/office/redemptions?state=cancelled", False),
        (f"/office/redemptions?q={done.code.lower()}", True),
        ("/office/redemptions?q=R2222", False),
        (f"/office/redemptions?reward={uuid4()}", False),
    ):
        rows = owner.get(address).context["rows"]
        assert bool(rows) is there, address


def test_a_redemption_is_cancelled_with_a_reason(owner: Client, counter: Counter) -> None:
    done = counter.redeem(counter.offer())
    address = f"/office/redemptions/{done.redemption_id}/cancel"
    assert owner.post(address, {"reason": ""}).status_code == 422
    assert counter.state(done) == "reserved"
    assert owner.post(address, {"reason": "缺货"}).status_code == 302
    assert (newest(counter).state, newest(counter).reason, counter.points()) == (
        "cancelled",
        "缺货",
        299,
    )


def test_what_is_no_sku_is_handed_out_and_taken_back_here(owner: Client, counter: Counter) -> None:
    done = counter.redeem(counter.offer(kind="service", name="形象设计", sku_id=None))
    with time_machine.travel(NOON):
        owner.post(f"/office/redemptions/{done.redemption_id}/hand-out")
    assert counter.state(done) == "handed_out"
    owner.post(f"/office/redemptions/{done.redemption_id}/take-back", {"reason": "没有做成"})
    assert (counter.state(done), counter.points()) == ("taken_back", 299)


def test_the_slip_shows_the_code_while_it_waits(owner: Client, counter: Counter) -> None:
    done = counter.redeem(counter.offer())
    slip = owner.get(f"/till/receipts/redemptions/{done.redemption_id}").content.decode()
    assert "data-receipt" in slip
    assert done.code in slip
    counter.pick_up(done)
    slip = owner.get(f"/till/receipts/redemptions/{done.redemption_id}").content.decode()
    assert done.code not in slip


def test_winners_are_drawn_here_once(owner: Client, counter: Counter) -> None:
    draw = open_draw(counter)
    address = f"/office/catalogue/{draw}/draw"
    assert owner.post(address).status_code == 302
    assert owner.post(address).status_code == 422
    states = [one.state for one in redeemed.list_redemptions(counter.shop.boss, reward_id=draw)]
    assert states == ["won"]


def open_draw(counter: Counter) -> UUID:
    """A draw of one ticket."""
    prize = counter.offer(name="头奖", is_active=False)
    draw = counter.offer(
        kind="draw",
        name="抽奖",
        points=10,
        sku_id=None,
        prize_id=prize,
        winners=2,
        draw_on=date(2026, 3, 10),
    )
    counter.redeem(draw)
    return draw

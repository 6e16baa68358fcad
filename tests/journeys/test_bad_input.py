"""Bad input at the till: a clear refusal in the reader's language, and nothing is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.apps import apps

from tessera.offers import usecases as offers
from tests.support.shop import NOON, TODAY, Shop, open_shop
from tests.support.till import Answer, Till, hire, sign_in


@dataclass(frozen=True)
class Scene:
    """A shop, a manager at its till who reads Chinese, a member with 550.00, and a sale."""

    shop: Shop
    till: Till
    member: UUID
    sale_id: UUID
    line_id: str

    def sell(self, sku_id: UUID, total: int, **more: object) -> Answer:
        """Complete one piece."""
        return self.till.post("/sales", self.till.sale((sku_id, 1), total=total, **more))

    def give_back(self, line_id: str, quantity: int, sale_id: object = None) -> Answer:
        """Return pieces of a line."""
        wanted = [{"line_id": line_id, "quantity": quantity}]
        asked = {"request_id": str(uuid4()), "sale_id": str(sale_id or self.sale_id)}
        return self.till.post("/returns", {**asked, "lines": wanted})


@pytest.fixture
def scene(shop: Shop) -> Scene:
    manager = hire(shop, "manager")
    till = sign_in(shop, manager, life=timedelta(days=3650), language="zh-Hans")
    member = shop.join()
    shop.top_up(member)
    sold = shop.sell(shop.order((shop.dress, 2), member_id=member))
    line = till.get(f"/sales/{sold.sale_id}").body["lines"][0]["line_id"]
    return Scene(shop, till, member, sold.sale_id, line)


def wallet(amount_minor: int) -> list[dict[str, object]]:
    return [{"kind": "wallet", "amount_minor": amount_minor}]


def expired_coupon(scene: Scene) -> Answer:
    kind_id = offers.create_coupon_kind(
        actor=scene.shop.boss, at=NOON, name="旧券", threshold_minor=0, amount_minor=100
    )
    code = offers.issue_coupon(
        actor=scene.shop.boss,
        at=NOON,
        kind_id=kind_id,
        starts_on=TODAY - timedelta(days=2),
        ends_on=TODAY - timedelta(days=1),
    )
    return written_nothing(lambda: scene.sell(scene.shop.dress, 29800, coupon_codes=[code]))


def second_return(scene: Scene) -> Answer:
    assert scene.give_back(scene.line_id, 2).status == 200
    return written_nothing(lambda: scene.give_back(scene.line_id, 1))


def closed_shift(scene: Scene) -> Answer:
    scene.shop.close_shift()
    return written_nothing(lambda: scene.sell(scene.shop.dress, 29900))


def written_nothing(work: Callable[[], Answer]) -> Answer:
    """Do ``work`` and see that no row of any table came, went or changed; misses are counted."""
    before = rows()
    answer = work()
    assert rows() == before
    return answer


def rows() -> dict[str, set[tuple[object, ...]]]:
    models = [m for m in apps.get_models() if m.__module__.startswith("tessera.")]
    return {
        model._meta.label: {
            tuple(str(value) for value in row) for row in model._base_manager.values_list()
        }
        for model in models
        if model._meta.label != "platform.Counter"
    }


CASES: dict[str, tuple[int, str, Callable[[Scene], Answer]]] = {
    "an unknown product": (404, "products.not_found", lambda s: s.sell(uuid4(), 1)),
    "an unknown member": (
        404,
        "members.not_found",
        lambda s: s.sell(s.shop.dress, 29900, member_id=str(uuid4())),
    ),
    "an unknown coupon": (
        404,
        "coupons.not_found",
        lambda s: s.sell(s.shop.dress, 29900, coupon_codes=["CNOPE"]),
    ),
    "too little stored value": (
        409,
        "wallet.insufficient",
        lambda s: s.sell(
            s.shop.skus["COAT"], 99900, member_id=str(s.member), tenders=wallet(99900)
        ),
    ),
    "too little stock": (
        409,
        "stock.insufficient",
        lambda s: s.till.post("/sales", s.till.sale((s.shop.dress, 99), total=99 * 29900)),
    ),
    "a changed total": (409, "sales.total_changed", lambda s: s.sell(s.shop.dress, 29800)),
    "too little money": (
        409,
        "sales.underpaid",
        lambda s: s.sell(s.shop.dress, 29900, tenders=[{"kind": "cash", "amount_minor": 29899}]),
    ),
    "a return of more than was sold": (
        409,
        "returns.too_many",
        lambda s: s.give_back(s.line_id, 3),
    ),
    "a line of no sale": (
        404,
        "returns.line_not_found",
        lambda s: s.give_back(str(uuid4()), 1),
    ),
    "a return of no sale": (
        404,
        "sales.not_found",
        lambda s: s.give_back(s.line_id, 1, sale_id=uuid4()),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_in_words_and_nothing_is_written(scene: Scene, case: str) -> None:
    status, code, work = CASES[case]
    scene.shop.add("COAT", 99900)
    in_chinese(written_nothing(lambda: work(scene)), status, code)


@pytest.mark.parametrize(
    ("prepared", "code"),
    [
        (expired_coupon, "coupons.expired"),
        (second_return, "returns.too_many"),
        (closed_shift, "sales.shift_closed"),
    ],
)
def test_what_was_good_before_is_refused_later(
    scene: Scene, prepared: Callable[[Scene], Answer], code: str
) -> None:
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        in_chinese(prepared(scene), 409, code)


def in_chinese(answer: Answer, status: int, code: str) -> None:
    assert (answer.status, answer.code) == (status, code)
    message = answer.body["message"]
    assert message.endswith("。")
    assert "%(" not in message


def test_a_store_that_allows_it_sells_what_it_has_not_counted(db: None) -> None:
    with time_machine.travel(NOON, tick=False):
        from_nothing = open_shop(negative_stock=True)
        till = sign_in(from_nothing)
        sold = till.post("/sales", till.sale((from_nothing.dress, 101), total=101 * 29900))
        assert sold.status == 200
        (found,) = till.get("/products", q="DRESS").body["items"]
        assert found["on_hand"] == -1

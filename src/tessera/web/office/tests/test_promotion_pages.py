"""Promotions in the office: the editor, its sentence, a cart to try it on, and a second person."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.support.shop import NOON, TODAY

from tessera.offers import queries
from tessera.offers import usecases as offers
from tessera.sales import usecases as sales
from tessera.web.office.promotions.kinds import KINDS
from tessera.web.office.promotions.starts import STARTS
from tessera.web.office.tests.conftest import Scene, SignIn

HTMX = {"HX-Request": "true"}

SAVE = {
    "name": "满300减50",
    "starts_on": "2026-03-01",
    "ends_on": "2026-03-31",
    "threshold_minor_1": "300",
    "save_minor_1": "50",
    "combines": "yes",
}


@pytest.fixture
def owner(sign_in: SignIn) -> Client:
    client = sign_in()
    client.cookies["django_language"] = "en"
    return client


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return " ".join(response.content.decode().split())


def only(scene: Scene) -> queries.PromotionView:
    (view,) = queries.list_promotions(actor=scene.shop.boss)
    return view


def address(name: str, *args: Any, **asked: str) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(f"office:{name}", args=args) + (f"?{query}" if query else "")


@pytest.fixture
def promotion(scene: Scene) -> UUID:
    """20% off everything in March, for everybody."""
    return offers.create_promotion(
        actor=scene.shop.boss,
        at=NOON,
        kind="limited_time",
        name="春节特惠",
        starts_on=date(2026, 3, 1),
        ends_on=date(2026, 3, 31),
        config={"discount_bp": 2000},
    )


def test_the_list_says_what_to_do_first_then_what_stands_where(owner: Client, scene: Scene) -> None:
    assert "No promotion yet" in text(owner.get(address("promotions")))
    owner.post(address("promotion-new", start="save"), SAVE)
    with time_machine.travel(NOON, tick=False):
        shown = text(owner.get(address("promotions")))
        assert "满300减50" in shown
        assert "Running now" in shown
        assert "¥50 off from ¥300 on" in shown
        assert "No promotion like that" in text(owner.get(address("promotions", q="双11")))
        assert "满300减50" in text(owner.get(address("promotions", standing="running")))


def test_what_was_typed_is_kept_and_the_fault_stands_at_its_field(
    owner: Client, scene: Scene
) -> None:
    faulty = SAVE | {"threshold_minor_2": "200", "save_minor_2": "80", "group": "满减"}
    shown = text(owner.post(address("promotion-new", start="save"), faulty), 422)
    assert 'id="id_threshold_minor_2_error"' in shown
    assert "Each step asks for more" in shown
    assert 'value="满300减50"' in shown
    assert 'value="满减"' in shown
    assert queries.list_promotions(actor=scene.shop.boss) == []


@pytest.mark.parametrize("start", STARTS)
def test_every_beginning_opens_a_form_that_says_itself(
    owner: Client, scene: Scene, start: str
) -> None:
    """With its own values and what a beginning cannot know, each is a whole promotion."""
    response = owner.get(address("promotion-new", start=start))
    form = response.context["form"]
    filled = {
        name: value for name in form.fields if (value := form[name].value()) not in (None, "", [])
    }
    filled |= {"kind": STARTS[start].kind, "name": "试", "ends_on": "2026-12-31"}
    filled |= {"starts_on": "2026-12-01"}
    filled = {name: value for name, value in filled.items() if value is not False}
    if "sku_ids" in form.fields:
        filled["sku_ids"] = f"sku:{scene.shop.dress}"
    said = text(owner.post(address("promotion-said"), filled, headers=HTMX))
    assert "1 Dec to 31 Dec" in said, said


def test_a_promotion_comes_back_to_the_form_as_it_was_filled_in(
    owner: Client, scene: Scene
) -> None:
    whole = SAVE | {
        "goods": ["category:女装", f"sku:{scene.shop.dress}"],
        "excluded": "style:FEE",
        "levels": str(scene.shop.level_id),
        "birthday": "month",
        "purchases_days": "90",
        "purchases_least": "2",
        "weekdays": ["6", "7"],
        "month_days": "8, 29, 31",
        "from_time": "18:00",
        "until_time": "22:00",
        "uses_per_member": "3",
        "budget_minor": "5000",
        "combines": "no",
        "combines_with_level": "no",
    }
    owner.post(address("promotion-new", start="save"), whole)
    first = only(scene)
    assert first.conditions["until_minute"] == 22 * 60
    assert first.limits == {"uses_per_member": 3, "budget_minor": 500_000}
    form = owner.get(address("promotion-change", first.promotion_id)).context["form"]
    again = {
        name: value for name in form.fields if (value := form[name].value()) not in (None, "", [])
    }
    again = {name: value for name, value in again.items() if value is not False}
    again["from_time"], again["until_time"] = "18:00", "22:00"
    owner.post(address("promotion-change", first.promotion_id), again | {"combines_with_level": ""})
    second = only(scene)
    assert second.version == 2
    assert second.combines_with_level is None
    for name in ("config", "filters", "conditions", "limits", "starts_on", "combines", "group"):
        assert getattr(second, name) == getattr(first, name), name


@time_machine.travel(NOON, tick=False)
def test_a_cart_is_priced_without_it_and_with_it(
    owner: Client, scene: Scene, promotion: UUID
) -> None:
    asked = SAVE | {
        "kind": "spend_save",
        "try-cart": [f"sku:{scene.shop.dress}", f"sku:{scene.shop.dress}"],
        "try-store": str(scene.shop.store_id),
        "try-on": TODAY.isoformat(),
        "try-clock": "12:00",
    }
    shown = text(owner.post(address("promotion-tried"), asked, headers=HTMX))
    assert "¥478.40" in shown  # 598.00 less 20 per cent, which holds already
    assert "¥428.40" in shown
    late = asked | {"try-on": "2026-04-01"}
    assert "ended on 2026-03-31" in text(owner.post(address("promotion-tried"), late, headers=HTMX))
    assert len(queries.list_promotions(actor=scene.shop.boss)) == 1


@time_machine.travel(NOON, tick=False)
def test_its_page_tells_each_version_and_pausing_stops_it(
    owner: Client, scene: Scene, promotion: UUID
) -> None:
    owner.post(address("promotion-deed", promotion, "pause"))
    shown = text(owner.get(address("promotion", promotion)))
    assert "Promotion paused" in shown
    assert "Promotion created" in shown
    assert "all goods: 20% off" in shown
    assert only(scene).is_paused
    assert "Paused" in text(owner.get(address("promotions")))
    owner.post(address("promotion-deed", promotion, "resume"))
    assert not only(scene).is_paused


@time_machine.travel(NOON, tick=False)
def test_above_the_limit_somebody_else_approves(
    owner: Client, sign_in: SignIn, scene: Scene
) -> None:
    owner.post(address("promotion-approval"), {"off_bp": "10"})
    stores = {"stores": str(scene.shop.store_id)}
    owner.post(address("promotion-new", start="save"), SAVE | stores)
    waiting = only(scene).promotion_id
    approve = address("promotion-deed", waiting, "approve", version="1")
    assert "It waits for approval. You made" in text(owner.get(address("promotion", waiting)))
    assert "Somebody else has to approve it" in text(owner.post(approve), 422)
    manager = sign_in("manager")
    manager.cookies["django_language"] = "en"
    assert "Approve" in text(manager.get(address("promotion", waiting)))
    assert manager.post(approve).status_code == 302
    assert not only(scene).waits


def test_every_kind_has_a_form_and_a_beginning() -> None:
    assert {one.kind for one in STARTS.values()} == set(KINDS)


@time_machine.travel(NOON, tick=False)
def test_the_calendar_and_the_editor_say_what_does_not_count_together(
    owner: Client, scene: Scene, promotion: UUID
) -> None:
    other = {
        "name": "第二件半价",
        "kind": "nth_piece",
        "starts_on": "2026-03-28",
        "ends_on": "2026-04-05",
        "n": "2",
        "off_bp": "50",
        "combines": "yes",
    }
    said = text(owner.post(address("promotion-said"), other, headers=HTMX))
    assert "春节特惠" in said
    assert "each piece gets the better" in said
    owner.post(address("promotion-new", start="second"), other)
    march = text(owner.get(address("promotion-calendar", month="2026-03-01")))
    assert march.count("第二件半价") >= 5
    assert "Not both at once" in march
    april = text(owner.get(address("promotion-calendar", day="2026-04-02")))
    assert "None this month" in april
    assert "No promotion in this month" in text(
        owner.get(address("promotion-calendar", month="2024-02-29"))
    )


@time_machine.travel(NOON, tick=False)
def test_past_sales_are_tried_from_the_editor_and_the_result_is_kept(
    owner: Client, scene: Scene
) -> None:
    faulty = {"kind": "spend_save", "days": "7"}
    begin = address("promotion-trial-begin")
    assert "Fill in what is marked" in text(owner.post(begin, faulty, headers=HTMX))
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        begun = owner.post(begin, SAVE | faulty | {"threshold_minor_1": "200"}, headers=HTMX)
        where = begun.headers["HX-Redirect"]
        assert "are being priced again" in text(owner.get(where))
        trial_id = UUID(where.rsplit("/", 1)[1])
        sales.go_on_trying(actor=scene.shop.boss, at=NOON, trial_id=trial_id)
        shown = text(owner.get(where))
    assert "What this cannot know" in shown
    assert "¥50.00" in shown
    assert address("sale", scene.sale) in shown

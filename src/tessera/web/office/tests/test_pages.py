from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.support.shop import NOON

from tessera.catalog import queries as catalog
from tessera.members import queries as members
from tessera.org import usecases as org
from tessera.sales import queries as sales
from tessera.sales import usecases as selling
from tessera.web.office.tests.conftest import Scene, SignIn

HTMX = {"HX-Request": "true"}

LISTS = (
    "today",
    "today-charts",
    "members",
    "products",
    "sales",
    "shifts",
    "messages",
    "audit",
    "staff",
    "stores",
    "search",
)


def page(
    client: Client,
    name: str,
    *args: UUID,
    query: str = "",
    headers: dict[str, str] | None = None,
) -> Any:
    return client.get(reverse(f"office:{name}", args=args) + query, headers=headers)


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("name", LISTS)
def test_an_owner_opens_every_page(sign_in: SignIn, name: str) -> None:
    assert "<main" in text(page(sign_in(), name))


@pytest.mark.parametrize("name", LISTS)
def test_a_stranger_is_sent_to_the_door(client: Client, scene: Scene, name: str) -> None:
    response = page(client, name)

    assert response["Location"].startswith("/signin?next=")


def test_htmx_is_sent_to_the_door_as_a_whole(client: Client, scene: Scene) -> None:
    response = page(
        client, "sales", headers={**HTMX, "HX-Current-URL": "http://testserver/office/sales"}
    )

    assert response["HX-Redirect"] == "/signin?next=%2Foffice%2Fsales"


@pytest.mark.parametrize(
    ("role", "closed"),
    [
        ("manager", set()),
        ("auditor", set()),
        ("cashier", {"today", "today-charts", "shifts", "messages", "audit", "staff"}),
        ("guide", {"today", "today-charts", "shifts", "messages", "audit", "staff"}),
    ],
)
def test_each_role_opens_what_its_permissions_name(
    sign_in: SignIn, role: str, closed: set[str]
) -> None:
    client = sign_in(role)

    refused = {name for name in LISTS if page(client, name).status_code == 403}

    assert refused == closed


def test_the_navigation_shows_no_door_that_is_closed(sign_in: SignIn) -> None:
    shown = text(page(sign_in("cashier"), "sales"))

    assert reverse("office:audit") not in shown
    assert reverse("office:members") in shown


def test_htmx_gets_the_rows_and_a_browser_the_page(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()

    rows = text(page(client, "sales", headers=HTMX))
    whole = text(page(client, "sales"))

    assert "<main" not in rows
    assert str(scene.sale) in rows
    assert rows in whole


def test_members_are_found_by_four_digits_and_by_name(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()

    for typed in ("0001", "王", "wf"):
        assert str(scene.member) in text(page(client, "members", query=f"?q={typed}"))
    assert "没有这样的会员" in text(page(client, "members", query="?q=9999"))


def test_a_member_shows_balances_and_history_in_words(scene: Scene, sign_in: SignIn) -> None:
    shop = scene.shop
    shop.top_up(scene.member)

    shown = text(page(sign_in(), "member", scene.member))

    assert "在 人民路店 消费 ¥299.00，获得 299 积分" in shown
    assert "在 人民路店 充值 ¥500.00，获赠 ¥50.00" in shown
    assert "¥550.00" in shown
    assert "13800000001" not in shown


def test_a_return_is_told_with_what_it_took_back(scene: Scene, sign_in: SignIn) -> None:
    scene.shop.give_back(scene.sale, 1)

    shown = text(page(sign_in(), "member", scene.member))

    assert "在 人民路店 退货 ¥299.00，扣回 299 积分" in shown


def test_a_sale_shows_its_lines_tenders_returns_and_books(scene: Scene, sign_in: SignIn) -> None:
    scene.shop.give_back(scene.sale, 1)

    shown = text(page(sign_in(), "sale", scene.sale))

    for word in ("样品 DRESS", "¥299.00", "现金", "已退 1 件", "收银台现金 → 营业收入", "王芳"):
        assert word in shown
    assert f"/till/receipts/sales/{scene.sale}" in shown


def test_a_product_shows_its_matrix_and_pieces_by_store(scene: Scene, sign_in: SignIn) -> None:
    product = catalog.search(actor=scene.shop.boss, text="DRESS")[0]

    shown = text(page(sign_in(), "product", product.product_id))
    elsewhere = text(
        page(
            sign_in("manager"), "product", product.product_id, query=f"?store={scene.shop.store_id}"
        )
    )

    assert ">99<" in shown.replace(" ", "")
    assert ">99<" in elsewhere.replace(" ", "")


def test_the_search_finds_everything_by_what_is_typed(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()

    assert str(scene.member) in text(page(client, "search", query="?q=0001", headers=HTMX))
    assert "DRESS" in text(page(client, "search", query="?q=dress", headers=HTMX))
    assert str(scene.sale) in text(page(client, "search", query="?q=S1-T1", headers=HTMX))


@pytest.mark.parametrize("typed", ["x", "'; drop", "%", "💜💜", "0" * 300])
def test_nothing_that_is_typed_breaks_a_list(scene: Scene, sign_in: SignIn, typed: str) -> None:
    client = sign_in()

    for name in ("members", "products", "sales", "search"):
        assert client.get(reverse(f"office:{name}"), {"q": typed}).status_code == 200


@pytest.mark.parametrize(
    "asked", ["?store=nonsense", "?since=x&until=31-31", "?before=x", "?after=x", "?start=-5"]
)
def test_an_address_that_cannot_be_read_counts_as_not_asked(sign_in: SignIn, asked: str) -> None:
    client = sign_in()

    for name in ("members", "products", "sales", "audit", "today"):
        assert page(client, name, query=asked).status_code == 200


def test_another_store_sees_neither_sale_nor_member(scene: Scene, sign_in: SignIn) -> None:
    partner = sign_in("manager", store_id=scene.elsewhere)

    assert page(partner, "sale", scene.sale).status_code == 404
    assert page(partner, "member", scene.member).status_code == 404
    assert page(partner, "today", query=f"?store={scene.shop.store_id}").status_code == 404
    assert str(scene.sale) not in text(page(partner, "sales"))
    assert str(scene.member) not in text(page(partner, "members"))


def test_the_audit_log_tells_deeds_in_words(scene: Scene, sign_in: SignIn) -> None:
    shown = text(page(sign_in(), "audit"))

    for word in ("会员入会", "新开门店", "人民路店"):
        assert word in shown
    assert f'href="{reverse("office:sale", args=[scene.sale])}"' in shown


def test_a_long_list_goes_on_where_it_ended(scene: Scene, sign_in: SignIn) -> None:
    shop = scene.shop
    for _ in range(45):
        shop.join()
    client = sign_in()

    first = text(page(client, "members"))
    last = members.list_members(shop.boss, limit=40)[-1].id
    more = text(page(client, "members", query=f"?after={last}", headers=HTMX))

    assert f"after={last}" in first
    assert more.count("<tr") == 6
    assert str(scene.member) in more


def test_empty_places_say_what_to_do_next(scene: Scene, sign_in: SignIn) -> None:
    empty = org.open_store(actor=scene.shop.boss, at=NOON, code="N1", name="新店")
    client = sign_in("manager", store_id=empty)

    assert "还没有会员" in text(page(client, "members"))
    assert "还没有销售" in text(page(client, "sales"))
    assert "没有这样的商品" in text(page(client, "products", query="?q=zzz"))


def test_an_open_shift_tells_nothing_of_the_drawer_and_a_closed_one_what_was_missing(
    scene: Scene, sign_in: SignIn
) -> None:
    shop, boss = scene.shop, sign_in()
    open_shift = sales.find_open_shift(till_id=shop.till_id)
    assert open_shift is not None
    blind = text(page(boss, "shift", open_shift.shift_id))
    selling.close_shift(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        counted_minor=50000,
    )

    report = text(page(boss, "shift", open_shift.shift_id))
    listed = text(page(boss, "shifts", query=f"?store={shop.store_id}&since=2026-03-10"))

    assert "¥799.00" not in blind
    assert "¥799.00" in report
    assert "−¥299.00" in report
    assert "−¥299.00" in listed
    assert "−¥299.00" not in text(page(boss, "shifts", query=f"?store={scene.elsewhere}"))
    assert "−¥299.00" not in text(page(boss, "shifts", query="?since=2026-03-11"))

"""The pages of the books: statements, what is owed, and files for an accountant."""

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests.support.audited import noted
from tests.support.freezing import freeze
from tests.support.shop import NOON

from tessera.org import usecases as org
from tessera.web.office.tests.conftest import Scene, SignIn
from tessera.web.office.views import statements

RANGE = {"since": "2026-03-01", "until": "2026-03-31"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def rich(scene: Scene) -> Scene:
    """The member has topped up, and used a part."""
    scene.shop.top_up(scene.member)
    order = scene.shop.order((scene.shop.dress, 1), member_id=scene.member)
    scene.shop.sell(order, ("wallet", 29900))
    return scene


def get(client: Client, name: str, *args: Any, **asked: Any) -> Any:
    answer = client.get(reverse(f"office:{name}", args=args), {**RANGE, **asked})
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("holding", ["principal", "bonus", "points", "uses", "deferred", "gifts"])
@pytest.mark.parametrize("by", ["day", "store"])
def test_every_holding_has_a_page_or_says_that_there_is_nothing(
    rich: Scene, sign_in: SignIn, holding: str, by: str
) -> None:
    text = get(sign_in(), "statements", holding=holding, by=by).content.decode()
    is_empty = holding in {"uses", "deferred", "gifts"}
    assert ("没有结余，也没有变动" in text) == is_empty


def test_a_figure_leads_to_its_entries_and_these_to_the_sale(rich: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    found = get(client, "statements").context["statement"]
    assert (found.whole.of("issued"), found.whole.of("used"), found.whole.closing) == (
        50000,
        27182,
        22818,
    )
    text = get(client, "statement-entries", column="used").content.decode()
    assert reverse("office:sale", args=[rich.sale]) not in text
    assert "−¥271.82" in text
    assert len(re.findall(r"/office/sales/[0-9a-f-]{36}", text)) == 1


def test_what_the_address_says_wrongly_counts_as_not_asked(rich: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    wrong = {"holding": "gold", "by": "moon", "column": "lost", "after": "x_y"}
    assert get(client, "statements", **wrong).context["statement"].asked.holding == "principal"
    assert len(get(client, "statement-entries", **wrong).context["page"].rows) == 2
    turned = {"since": RANGE["until"], "until": RANGE["since"]}
    assert get(client, "statements", **turned).context["statement"].whole.closing == 22818


def test_a_members_statement_is_led_to_from_the_members_page(rich: Scene, sign_in: SignIn) -> None:
    client, address = sign_in("manager"), reverse("office:member-statement", args=[rich.member])
    assert address in client.get(reverse("office:member", args=[rich.member])).content.decode()
    shown = get(client, "member-statement", rich.member)
    assert [one.holding for one in shown.context["lines"]] == ["principal", "bonus", "points"]
    assert shown.context["statement"].whole.closing == 22818
    behind = get(client, "member-entries", rich.member, column="used")
    assert len(behind.context["page"].rows) == 1


def test_a_manager_elsewhere_sees_nothing_of_it(rich: Scene, sign_in: SignIn) -> None:
    client = sign_in("manager", rich.elsewhere)
    for name in ("statements", "statement-entries", "liabilities"):
        assert "¥" not in get(client, name).content.decode()
    here = {**RANGE, "store": str(rich.shop.store_id)}
    for name in ("statements", "statement-entries"):
        assert client.get(reverse(f"office:{name}"), here).status_code == 404


@pytest.mark.parametrize("holding", ["principal", "bonus", "points"])
def test_what_is_owed_is_drawn_by_its_age(rich: Scene, sign_in: SignIn, holding: str) -> None:
    shown = get(sign_in(), "liabilities", holding=holding)
    series = shown.context["aged"]["series"]
    assert [one["name"] for one in series] == ["人民路店"]
    assert sum(series[0]["data"]) == shown.context["found"].balance > 0


def test_what_is_frozen_stands_beside_its_ages_in_the_table_and_the_drawings(
    rich: Scene, sign_in: SignIn
) -> None:
    client = sign_in()
    ages, ends = (get(client, "liabilities").context[name] for name in ("aged", "ending"))
    before = [one["series"][0]["data"] for one in (ages, ends)]
    freeze(rich.shop, rich.member, 110)
    shown = get(client, "liabilities")
    assert "¥1.00" in shown.content.decode()
    after = [shown.context[name]["series"][0]["data"] for name in ("aged", "ending")]
    assert [sum(amounts) for amounts in after] == [sum(amounts) for amounts in before]
    assert [amounts[-1] for amounts in after] == [100, 100]
    assert [len(now) - len(then) for now, then in zip(after, before, strict=True)] == [1, 1]


def test_points_show_their_months_and_terms_are_set_in_a_sheet(
    rich: Scene, sign_in: SignIn
) -> None:
    client, address = sign_in(), reverse("office:finance-terms")
    asked = client.get(address).context["form"]
    assert (asked["value"].value(), asked["expected"].value()) == (10, 100)
    filled = {
        "since": "2026-03-10",
        "value": "20",
        "expected": "95.5",
        "breakage": "0",
    }
    assert client.post(address, filled).status_code == 302
    (told,) = noted("finance.terms_set")
    assert (told["value_per_thousand"], told["expected_bp"]) == (2000, 9550)
    (month,) = get(client, "liabilities", holding="points").context["months"]
    assert month.period.expected.expected_bp == 9550
    assert client.post(address, {**filled, "expected": "101"}).status_code == 422


def take(client: Client, **asked: str) -> Any:
    answer = client.post(reverse("office:books-export"), {**RANGE, "file": "csv", **asked})
    assert answer.status_code == 200
    return answer


def test_a_csv_file_says_who_took_it_and_is_balanced(rich: Scene, sign_in: SignIn) -> None:
    sent = take(sign_in("auditor"))
    text = b"".join(sent.streaming_content).decode("utf-8-sig")
    (mark,), header, *rows = csv.reader(io.StringIO(text))
    assert "auditor" in mark
    assert len({len(row) for row in [header, *rows]}) == 1
    totals = [row for row in rows if row[0] == "合计"]
    assert [(row[-3], row[-2], row[-1]) for row in totals] == [
        ("1148.00", "1148.00", "CNY"),
        ("598", "598", "PTS"),
    ]
    assert "王芳" not in text


def test_a_workbook_has_numbers_where_amounts_are(rich: Scene, sign_in: SignIn) -> None:
    sent = take(sign_in(), file="xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(sent.streaming_content))).active
    assert sheet
    (_, header, *rows) = list(sheet.iter_rows(values_only=True))
    debit = header.index("借方")
    amounts = [row[debit] for row in rows if row[-1] == "CNY" and row[0] != "合计"]
    assert sum(amount or 0 for amount in amounts) == pytest.approx(1148)
    assert {type(amount) for amount in amounts} <= {int, float, type(None)}


@pytest.mark.parametrize("name", ["=1+1", "+cmd", "@SUM(A1)", "-2"])
def test_nothing_in_a_file_is_a_formula(rich: Scene, sign_in: SignIn, name: str) -> None:
    org.change_store(
        actor=rich.shop.boss,
        at=NOON,
        store_id=rich.shop.store_id,
        name=name,
        zone="Asia/Shanghai",
        cutover_hour=0,
        allows_negative_stock=False,
    )
    client = sign_in()
    text = b"".join(take(client).streaming_content).decode("utf-8-sig")
    assert {row[2] for row in list(csv.reader(io.StringIO(text)))[2:-2]} == {f"'{name}"}
    book = load_workbook(io.BytesIO(b"".join(take(client, file="xlsx").streaming_content)))
    assert "f" not in {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row}


def test_days_in_the_wrong_order_are_said_in_the_form(rich: Scene, sign_in: SignIn) -> None:
    address = reverse("office:books-export")
    turned = {"since": RANGE["until"], "until": RANGE["since"], "file": "csv"}
    answer = sign_in().post(address, turned)
    assert answer.status_code == 422
    assert "结束日期早于起始日期" in answer.content.decode()
    assert not noted("finance.exported")


def test_entries_beyond_one_page_are_fetched_on_demand(rich: Scene, sign_in: SignIn) -> None:
    shop = rich.shop
    for day in range(45):
        order = shop.order((shop.dress, 1), member_id=rich.member)
        shop.sell(order, at=NOON + timedelta(days=day % 10))
    client = sign_in()
    first = get(client, "statement-entries", holding="points", column="issued")
    assert len(first.context["page"].rows) == 40
    after = first.context["page"].after
    more = client.get(
        reverse("office:statement-entries"),
        {**RANGE, "holding": "points", "column": "issued", "after": after},
        headers=HTMX,
    )
    assert len(more.context["page"].rows) == 7
    assert "<html" not in more.content.decode()


@pytest.mark.parametrize("of_member", [False, True])
def test_days_beyond_a_quarter_follow_on_demand_and_none_is_left_out(
    rich: Scene, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, of_member: bool
) -> None:
    monkeypatch.setattr(statements, "AT_ONCE", 2)
    for day in range(1, 5):
        order = rich.shop.order((rich.shop.dress, 1), member_id=rich.member)
        rich.shop.sell(order, at=NOON + timedelta(days=day))
    name, args = ("member-statement", (rich.member,)) if of_member else ("statements", ())
    client, told = sign_in(), []
    found = get(client, name, *args, holding="points")
    every = [one.day for one in found.context["statement"].days]
    assert len(every) == 5
    assert found.context["statement"].whole.closing == found.context["days"][0].line.closing
    while True:
        told += [one.day for one in found.context["days"]]
        following = found.context["following"]
        if following is None:
            break
        asked = {**RANGE, "holding": "points", "before": following.isoformat()}
        found = client.get(reverse(f"office:{name}", args=args), asked, headers=HTMX)
        assert "<html" not in found.content.decode()
    assert told == every


def test_a_store_from_another_page_narrows_nothing_of_a_member(
    rich: Scene, sign_in: SignIn
) -> None:
    """A member holds one balance with all stores."""
    client, elsewhere = sign_in(), str(rich.elsewhere)
    shown = get(client, "member-statement", rich.member, store=elsewhere).context["statement"]
    assert (shown.asked.store_id, shown.whole.closing) == (None, 22818)
    behind = get(client, "member-entries", rich.member, column="used", store=elsewhere)
    assert len(behind.context["page"].rows) == 1

"""The demo: filled through the use cases, the same every time, resumed, and never filled twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, Max, Sum
from tests.support.shop import open_shop

from tessera.catalog import usecases as catalog
from tessera.charters.models import Application
from tessera.ledger.models import Account
from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.offers.models import Coupon, Promotion
from tessera.ops import verify
from tessera.ops.demo import (
    brand,
    doing,
    filling,
    house,
    marks,
    plan,
    seasons,
    signins,
)
from tessera.ops.demo.deeds import Join, Sell
from tessera.ops.demo.plan import Scale
from tessera.org import queries as org_queries
from tessera.org import usecases as org
from tessera.platform.models import AuditRow
from tessera.sales.models import PassUse, Return, Sale, Shift, Tender
from tessera.stock.models import Movement, Stock
from tessera.wallet.models import Adjustment, Freeze, GiftCard, HeldCard

NOW = datetime(2026, 11, 14, 9, 30, tzinfo=UTC)
"""Half past five in the afternoon, three days after Singles' Day."""

SMALL = Scale(days=9, members=24, pace=0.5)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def fill(now: datetime = NOW, scale: Scale = SMALL) -> None:
    filling.fill(filling.prepare(now=now, scale=scale), advance=lambda deeds: None)


def figures() -> dict[str, Any]:
    """What the demo made, without the ids, codes and card numbers that are random."""
    return {
        "sales": list(
            Sale.objects.order_by("number").values_list(
                "number", "at", "member__name", "total_minor", "points_used", "staff__name"
            )
        ),
        "tenders": sorted(Tender.objects.values_list("sale__number", "kind", "amount_minor")),
        "returns": sorted(Return.objects.values_list("number", "refund_minor", "points_back")),
        "shifts": sorted(
            Shift.objects.values_list("till__store__code", "opened_at", "is_open", "document_count")
        ),
        "counted": sorted(
            Shift.objects.filter(is_open=False).values_list("expected_minor", "counted_minor")
        ),
        "stock": sorted(Stock.objects.values_list("store__code", "sku__barcode", "on_hand")),
        "movements": Movement.objects.count(),
        "members": sorted(Member.objects.values_list("phone", "name", "level__rank", "joined_on")),
        "held": sorted(
            Account.objects.filter(balance__isnull=False)
            .values_list("kind")
            .annotate(Sum("balance"), Count("id"))
        ),
        "applications": sorted(Application.objects.values_list("member__phone", "state")),
        "coupons": sorted(Coupon.objects.values_list("kind__name", "member__phone", "uses")),
        "promotions": sorted(Promotion.objects.values_list("name", "starts_on", "ends_on")),
        "deeds": sorted(AuditRow.objects.values_list("action").annotate(Count("id"))),
    }


@pytest.mark.django_db
def test_everything_that_a_page_shows_is_there_and_the_books_prove_clean(folder: Path) -> None:
    fill()

    assert [p.name for p in verify.verify() if not p.holds] == []
    assert Member.objects.count() == 24
    assert Stock.objects.filter(on_hand__lt=0).count() == 0
    assert Return.objects.exists()
    assert set(Tender.objects.values_list("kind", flat=True)) >= {"cash", "card", "wallet"}
    assert Coupon.objects.filter(uses=1).exists()
    asked = Application.objects.order_by("state").values_list("state", flat=True)
    assert list(asked) == ["due", "reviewed", "submitted"]
    assert HeldCard.objects.count() == GiftCard.objects.exclude(sale_id=None).count() == 3
    assert PassUse.objects.count() == 3
    assert Freeze.objects.filter(released_at=None).count() == 1
    assert Adjustment.objects.filter(state="waiting").exists()
    assert len(list(folder.glob("products/*.svg"))) == 60 + len(brand.EXTRAS)


@pytest.mark.django_db
def test_the_first_store_waits_for_the_newcomer_while_the_others_sell() -> None:
    fill()

    today = date(2026, 11, 14)
    waiting = Shift.objects.filter(till__store__code="SH01")
    assert waiting.filter(is_open=True).count() == 0
    assert waiting.aggregate(last=Max("business_on"))["last"] == today - timedelta(days=1)
    for code in ("CD01", "SZ01"):
        assert Sale.objects.filter(store__code=code, business_on=today, at__lt=NOW).exists()
        assert Shift.objects.filter(till__store__code=code, is_open=True).count() == 1


@pytest.mark.django_db
def test_a_run_that_is_killed_over_and_over_ends_as_an_unbroken_one_of_the_same_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    low = [replace(grade, spent_minor=grade.spent_minor // 10) for grade in brand.GRADES]
    monkeypatch.setattr(brand, "GRADES", tuple(low))
    start = transaction.savepoint()
    fill()
    whole = figures()
    transaction.savepoint_rollback(start)

    for owner, name, calls in (
        (org, "open_till", 2),
        (catalog, "add_product", 31),
        (doing.Doer, "do", 0),
        (members, "register", 3),
        (doing.Doer, "do", 60),
        (doing.Doer, "do", 130),
        (marks, "finish", 0),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, _dying(getattr(owner, name), calls))
            with pytest.raises(_Killed):
                fill()
    # whoever goes on a day later, and asks for more, still gets what was begun
    fill(now=NOW + timedelta(days=1), scale=Scale())

    assert figures() == whole
    assert [p.name for p in verify.verify() if not p.holds] == []


class _Killed(BaseException):
    """The plug was pulled."""


def _dying(work: Callable[..., Any], calls: int) -> Callable[..., Any]:
    """``work``, which ends the run after so many calls."""
    left = [calls]

    def die(*args: Any, **kwargs: Any) -> Any:
        if not left[0]:
            raise _Killed
        left[0] -= 1
        return work(*args, **kwargs)

    return die


@pytest.mark.django_db
def test_a_second_run_says_so_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    before = figures()

    call_command("demo")

    assert figures() == before
    told = capsys.readouterr().out
    assert brand.PASSWORD in told
    assert "cashier-sz" in told


@pytest.mark.django_db
def test_a_shop_that_is_somebodys_own_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    open_shop()
    before = figures()

    call_command("demo")

    assert figures() == before
    assert marks.find() is None
    assert brand.PASSWORD not in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_fills_an_empty_database_and_tells_how_far_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("demo", days=2, members=3)

    told = capsys.readouterr()
    assert "100" in told.err
    assert Sale.objects.exists()
    mark = marks.find()
    assert mark is not None
    assert (mark.scale, mark.is_filled) == (Scale(2, 3), True)


@pytest.mark.django_db
def test_who_has_another_password_by_now_is_not_listed() -> None:
    fill(scale=Scale(days=2, members=2))
    boss = org_queries.list_staff(house.founder())
    cashier = next(staff for staff in boss if staff.username == "cashier")

    org.reset_password(
        actor=house.founder(), at=NOW, staff_id=cashier.id, password="another-secret-88"
    )

    listed = [row.username for row in signins.list_signins()]
    assert "cashier" not in listed
    assert {"boss", "manager", "guide", "auditor"} <= set(listed)


def test_the_full_plan_is_a_year_of_thousands_of_sales_and_400_members() -> None:
    deeds = plan.make(NOW, Scale())

    sales = [deed for deed in deeds if isinstance(deed, Sell)]
    assert 5_000 < len(sales) < 8_000
    assert sum(isinstance(deed, Join) for deed in deeds) == 400
    assert len({deed.key for deed in deeds}) == len(deeds)
    assert all(deed.at < NOW for deed in deeds)


def test_singles_day_is_the_busiest_and_most_stores_rest_at_new_year() -> None:
    deeds = plan.make(NOW, Scale())

    days: dict[date, int] = {}
    for deed in deeds:
        if isinstance(deed, Sell):
            day = brand.SHANGHAI.day_of(deed.at)
            days[day] = days.get(day, 0) + 1
    rest = seasons.new_year(2026)
    assert max(days, key=lambda day: days[day]) == date(2026, 11, 11)
    assert not [d for d in deeds if isinstance(d, Sell) and d.shop == "SH01" and _on(d, rest)]


def _on(deed: Sell, day: date) -> bool:
    return brand.SHANGHAI.day_of(deed.at) == day


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_the_day_has_sales_at_whatever_hour_the_demo_is_started(hour: int) -> None:
    now = datetime(2026, 6, 2, hour, 20, tzinfo=UTC)

    deeds = plan.make(now, Scale(days=4, members=10))

    today = brand.CHENGDU.day_of(now)
    lively = [d for d in deeds if isinstance(d, Sell) and d.shop == "CD01" and d.at < now]
    assert [d for d in lively if brand.CHENGDU.day_of(d.at) == today]
    assert sum(isinstance(deed, Join) for deed in deeds) == 10

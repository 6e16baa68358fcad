from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db.models import Model

from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.offers import usecases
from tessera.offers.models import Coupon, CouponKind, Promotion
from tessera.offers.tests.conftest import AT, FIRST, LAST, Shop
from tessera.platform import versions
from tessera.platform.models import AuditRow


def _everything() -> list[Any]:
    tables: tuple[type[Model], ...] = (Promotion, CouponKind, Coupon, AuditRow)
    rows = [list(table._default_manager.order_by("id").values()) for table in tables]
    return [*rows, versions.current(), list(Promotion.stores.through.objects.values())]


def refused(code: str, story: Callable[..., Any], **given: Any) -> None:
    """``story`` is refused with ``code`` and leaves everything as it was."""
    before = _everything()
    with pytest.raises(DomainError) as refusal:
        story(at=AT, **given)
    assert refusal.value.code == code
    assert _everything() == before


def test_a_promotion_keeps_its_terms(shop: Shop) -> None:
    promotion_id = shop.promote(
        kind="spend_save",
        name="满300减50",
        config={"threshold_minor": 30000, "save_minor": 5000, "repeat": True},
        filters={"categories": ["裙装"], "member_only": True},
        group="满减",
        combines=False,
        priority=5,
        store_ids=[shop.store_id],
    )
    row = Promotion.objects.get(id=promotion_id)
    assert (row.version, row.name, row.group, row.combines, row.priority) == (
        1,
        "满300减50",
        "满减",
        False,
        5,
    )
    assert row.config["tiers"][0]["threshold_minor"] == 30000
    assert row.filters["categories"] == ["裙装"]
    assert [store.id for store in row.stores.all()] == [shop.store_id]
    audited = AuditRow.objects.get(action="promotion.created")
    assert audited.data["ends_on"] == "2028-02-29"
    assert audited.data["stores"] == [str(shop.store_id)]


def test_a_change_raises_the_version_and_tells_the_processes(shop: Shop) -> None:
    promotion_id = shop.promote()
    before = versions.current()["offers"]
    version = usecases.change_promotion(
        actor=shop.owner, at=AT, promotion_id=promotion_id, config={"discount_bp": 2000}
    )
    row = Promotion.objects.get()
    assert (version, row.version, row.config["discount_bp"]) == (2, 2, 2000)
    assert (row.name, row.ends_on) == ("春节特惠", LAST)
    assert versions.current()["offers"] != before
    said = AuditRow.objects.filter(subject=str(promotion_id)).order_by("id")
    assert [(r.data["version"], r.data["config"]["discount_bp"]) for r in said] == [
        (1, 1000),
        (2, 2000),
    ]


def test_a_change_is_checked_as_a_whole(shop: Shop) -> None:
    promotion_id = shop.promote()
    story, asked = usecases.change_promotion, {"actor": shop.owner, "promotion_id": promotion_id}
    refused("promotions.days_invalid", story, ends_on=date(2028, 2, 19), **asked)
    refused("promotions.field_invalid", story, config={"save_minor": 1}, **asked)
    refused("org.store_not_found", story, store_ids=[uuid7()], **asked)


def test_an_ended_promotion_stays_ended(shop: Shop) -> None:
    promotion_id = shop.promote()
    usecases.end_promotion(actor=shop.owner, at=AT, promotion_id=promotion_id)
    row = Promotion.objects.get()
    assert (row.is_active, row.version) == (False, 2)
    asked = {"actor": shop.owner, "promotion_id": promotion_id}
    refused("promotions.ended", usecases.end_promotion, **asked)
    refused("promotions.ended", usecases.change_promotion, name="再来", **asked)
    refused("promotions.not_found", usecases.end_promotion, **asked | {"promotion_id": uuid7()})


def test_a_manager_promotes_in_the_own_store_only(shop: Shop) -> None:
    own = shop.promote(actor=shop.manager, store_ids=[shop.store_id])
    usecases.change_promotion(actor=shop.manager, at=AT, promotion_id=own, name="本店特惠")
    both = shop.promote(store_ids=[shop.store_id, shop.other_store_id])
    everywhere = shop.promote()
    for promotion_id in (both, everywhere):
        asked = {"actor": shop.manager, "promotion_id": promotion_id}
        refused("permission.denied", usecases.end_promotion, **asked)
        refused("permission.denied", usecases.change_promotion, name="便宜", **asked)
    for store_ids in ([], [shop.other_store_id]):
        asked = {"actor": shop.manager, "promotion_id": own, "store_ids": store_ids}
        refused("permission.denied", usecases.change_promotion, **asked)


def test_a_promotion_that_cannot_be_is_refused(shop: Shop) -> None:
    for given, code in (
        ({"ends_on": date(2028, 2, 19)}, "promotions.days_invalid"),
        ({"config": {}}, "promotions.field_invalid"),
        ({"filters": {"colour": ["红"]}}, "promotions.field_invalid"),
        ({"store_ids": [uuid7()]}, "org.store_not_found"),
        ({"actor": shop.manager}, "permission.denied"),
        ({"actor": replace(shop.owner, permissions=frozenset())}, "permission.denied"),
    ):
        whole: dict[str, Any] = {
            "actor": shop.owner,
            "kind": "limited_time",
            "name": "特惠",
            "starts_on": FIRST,
            "ends_on": LAST,
            "config": {"discount_bp": 1000},
        }
        refused(code, usecases.create_promotion, **whole | given)


def test_a_kind_of_coupon_changes_with_its_version(shop: Shop) -> None:
    kind_id = shop.coupon_kind()
    version = usecases.change_coupon_kind(
        actor=shop.owner, at=AT, kind_id=kind_id, amount_minor=3000
    )
    kind = CouponKind.objects.get()
    assert (version, kind.version) == (2, 2)
    assert (kind.name, kind.threshold_minor, kind.amount_minor) == ("满200减20", 20000, 3000)
    story, asked = usecases.change_coupon_kind, {"actor": shop.owner, "kind_id": kind_id}
    refused("promotions.field_invalid", story, amount_minor=0, **asked)
    refused("coupons.kind_not_found", story, **asked | {"kind_id": uuid7()})
    refused("permission.denied", story, name="券", **asked | {"actor": shop.manager})


def test_coupon_codes_cannot_be_guessed_and_stay_out_of_the_audit_log(shop: Shop) -> None:
    code = shop.coupon()
    coupon = Coupon.objects.get()
    assert (coupon.code, coupon.member_id, coupon.uses) == (code, shop.member_id, 0)
    letters = len(code) - 1
    assert code.startswith("C")
    assert 31**letters > 2**64
    row = AuditRow.objects.get(action="coupon.issued")
    assert row.subject == str(coupon.id)
    assert code not in str(row.data)


def test_a_coupon_may_be_nobodys(shop: Shop) -> None:
    shop.coupon(member_id=None, uses_limit=3)
    coupon = Coupon.objects.get()
    assert (coupon.member_id, coupon.uses_limit) == (None, 3)


def test_the_same_request_issues_once(shop: Shop) -> None:
    kind_id, request_id = shop.coupon_kind(), uuid7()
    codes = {shop.coupon(kind_id=kind_id, request_id=request_id) for _ in range(2)}
    assert len(codes) == Coupon.objects.count() == 1


def test_each_member_gets_one_coupon_of_a_bulk(shop: Shop) -> None:
    members = [shop.member_id, shop.other_member_id, shop.member_id]
    issued = usecases.issue_coupons(
        actor=shop.manager,
        at=AT,
        kind_id=shop.coupon_kind(),
        member_ids=members,
        starts_on=FIRST,
        ends_on=LAST,
    )
    assert issued == 2
    assert set(Coupon.objects.values_list("member_id", flat=True)) == set(members)
    assert len(set(Coupon.objects.values_list("code", flat=True))) == 2
    assert AuditRow.objects.get(action="coupon.issued").data["count"] == 2


def test_a_bulk_with_one_unknown_member_issues_nothing(shop: Shop) -> None:
    whole: dict[str, Any] = {
        "actor": shop.manager,
        "kind_id": shop.coupon_kind(),
        "member_ids": [shop.member_id, uuid7()],
        "starts_on": FIRST,
        "ends_on": LAST,
    }
    story = usecases.issue_coupons
    refused("members.not_found", story, **whole)
    refused("coupons.members_missing", story, **whole | {"member_ids": []})
    refused("coupons.kind_not_found", story, **whole | {"kind_id": uuid7()})


def test_a_coupon_that_cannot_be_is_refused(shop: Shop) -> None:
    whole: dict[str, Any] = {
        "actor": shop.manager,
        "kind_id": shop.coupon_kind(),
        "member_id": shop.member_id,
        "starts_on": FIRST,
        "ends_on": LAST,
    }
    for change, code in (
        ({"ends_on": date(2028, 2, 19)}, "promotions.days_invalid"),
        ({"uses_limit": 0}, "promotions.field_invalid"),
        ({"member_id": uuid7()}, "members.not_found"),
        ({"kind_id": uuid7()}, "coupons.kind_not_found"),
        ({"actor": replace(shop.manager, permissions=frozenset())}, "permission.denied"),
    ):
        refused(code, usecases.issue_coupon, **whole | change)


def test_a_kind_of_coupon_that_cannot_be_is_refused(shop: Shop) -> None:
    whole: dict[str, Any] = {
        "actor": shop.owner,
        "name": "券",
        "threshold_minor": 0,
        "amount_minor": 1,
    }
    for change, code in (
        ({"name": ""}, "promotions.field_invalid"),
        ({"threshold_minor": -1}, "promotions.field_invalid"),
        ({"amount_minor": 0}, "promotions.field_invalid"),
        ({"actor": shop.manager}, "permission.denied"),
    ):
        refused(code, usecases.create_coupon_kind, **whole | change)

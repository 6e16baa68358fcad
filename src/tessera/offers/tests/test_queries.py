from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tessera import pricing
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.offers import queries, usecases
from tessera.offers.models import Coupon
from tessera.offers.tests.conftest import AT, FIRST, LAST, Shop
from tessera.platform import reads, versions


def _promotions(store_id: UUID, on: date = FIRST) -> list[str]:
    return [p.name for p in queries.promotions_for(store_id, versions.current(), on)]


def test_the_engine_gets_a_promotion_as_it_was_set_up(shop: Shop) -> None:
    sku_id = str(uuid7())
    promotion_id = shop.promote(
        kind="spend_save",
        config={"threshold_minor": 30000, "save_minor": 5000},
        filters={"styles": ["D1"], "sku_ids": [sku_id], "level_ids": [str(shop.level_id)]},
        group="满减",
        combines=False,
        priority=3,
    )
    assert queries.promotions_for(shop.store_id, versions.current(), FIRST) == (
        pricing.Promotion(
            id=str(promotion_id),
            version=1,
            name="春节特惠",
            kind="spend_save",
            starts_on=FIRST,
            ends_on=LAST,
            config=pricing.SpendSave((pricing.SaveTier(30000, 5000),)),
            group="满减",
            combines=False,
            priority=3,
            filters=pricing.Filters(styles=frozenset({"D1"}), sku_ids=frozenset({sku_id})),
            conditions=pricing.Conditions(level_ids=frozenset({str(shop.level_id)})),
        ),
    )


def test_a_store_gets_its_own_promotions_and_those_of_all(shop: Shop) -> None:
    shop.promote(name="全国")
    shop.promote(name="淮海路", store_ids=[shop.other_store_id], priority=-1)
    assert _promotions(shop.store_id) == ["全国"]
    assert _promotions(shop.other_store_id) == ["淮海路", "全国"]


def test_promotions_stay_in_memory_until_one_changes(shop: Shop) -> None:
    promotion_id = shop.promote()
    current = versions.current()
    queries.promotions_for(shop.store_id, current, FIRST)
    with CaptureQueriesContext(connection) as statements:
        queries.promotions_for(shop.store_id, current, FIRST)
    assert not len(statements)
    usecases.change_promotion(actor=shop.owner, at=AT, promotion_id=promotion_id, name="新")
    (promotion,) = queries.promotions_for(shop.store_id, versions.current(), FIRST)
    assert (promotion.name, promotion.version) == ("新", 2)


def test_an_ended_promotion_is_gone_at_once(shop: Shop) -> None:
    promotion_id = shop.promote()
    usecases.end_promotion(actor=shop.owner, at=AT, promotion_id=promotion_id)
    assert _promotions(shop.store_id) == []


def test_a_promotion_that_is_over_is_explained_for_a_week(shop: Shop) -> None:
    shop.promote()
    assert _promotions(shop.store_id, LAST + timedelta(days=7)) == ["春节特惠"]
    assert _promotions(shop.store_id, LAST + timedelta(days=8)) == []


@pytest.mark.parametrize(
    ("day", "total"),
    [
        (date(2028, 2, 19), 10000),
        (date(2028, 2, 20), 9000),
        (date(2028, 2, 29), 9000),
        (date(2028, 3, 1), 10000),
    ],
)
def test_a_promotion_holds_from_its_first_day_through_the_leap_day(
    shop: Shop, day: date, total: int
) -> None:
    shop.promote()
    item = pricing.Item("a", "D1", "裙装", "goods", 10000)
    promotions = queries.promotions_for(shop.store_id, versions.current(), day)
    book = pricing.Book("1", "CNY", {"a": item}, promotions)
    cart = pricing.Cart((pricing.CartLine("1", "a", 1),))
    assert pricing.price(book=book, cart=cart, at=pricing.Moment(day)).total_minor == total


def test_a_person_sees_the_promotions_that_concern_the_own_stores(shop: Shop) -> None:
    shop.promote(name="全国")
    shop.promote(name="淮海路", store_ids=[shop.other_store_id])
    assert [view.name for view in queries.list_promotions(actor=shop.manager)] == ["全国"]
    everything = {view.name: view.store_ids for view in queries.list_promotions(actor=shop.owner)}
    assert everything == {"全国": (), "淮海路": (shop.other_store_id,)}


def _read(codes: list[str], member_id: UUID | None, day: date = FIRST) -> list[queries.CouponFacts]:
    found = reads.gather({"coupons": queries.select_coupons(codes)})
    return queries.coupons_of(found["coupons"], asked=codes, member_id=member_id, on=day)


def _refusal(codes: list[str], member_id: UUID | None, day: date = FIRST) -> DomainError:
    with pytest.raises(DomainError) as refusal:
        _read(codes, member_id, day)
    return refusal.value


def test_coupons_are_read_in_the_order_asked_and_each_once(shop: Shop) -> None:
    kind_id = shop.coupon_kind()
    one, two = (shop.coupon(kind_id=kind_id) for _ in range(2))
    assert [c.code for c in _read([two, one, two], shop.member_id)] == [two, one]
    coupon = _read([one], shop.member_id)[0]
    assert queries.pricing_coupon(coupon) == pricing.Coupon(
        code=one,
        rule_id=str(kind_id),
        version=1,
        name="满200减20",
        threshold_minor=20000,
        amount_minor=2000,
        starts_on=FIRST,
        ends_on=LAST,
    )


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_a_coupon_is_good_on_its_first_and_on_its_last_day(shop: Shop, day: date) -> None:
    assert len(_read([shop.coupon()], shop.member_id, day)) == 1


@pytest.mark.parametrize("day", [date(2028, 2, 19), date(2028, 3, 1)])
def test_a_coupon_outside_its_days_is_refused_with_the_days(shop: Shop, day: date) -> None:
    code = shop.coupon()
    refusal = _refusal([code], shop.member_id, day)
    assert refusal.code == "coupons.expired"
    assert refusal.data == {"coupon": code, "starts_on": "2028-02-20", "ends_on": "2028-02-29"}
    assert "2028-02-29" in refusal.message


def test_an_unknown_coupon_is_refused_by_its_code(shop: Shop) -> None:
    refusal = _refusal([shop.coupon(), "CNOPE"], shop.member_id)
    assert (refusal.code, refusal.data) == ("coupons.not_found", {"coupon": "CNOPE"})


def test_another_members_coupon_is_refused_and_nobodys_serves_all(shop: Shop) -> None:
    code, anybodys = shop.coupon(), shop.coupon(member_id=None)
    for member_id in (shop.other_member_id, None):
        assert _refusal([code], member_id).code == "coupons.not_yours"
        assert [c.code for c in _read([anybodys], member_id)] == [anybodys]


def test_a_member_sees_what_can_be_used_on_a_day_the_soonest_to_end_first(shop: Shop) -> None:
    kind_id = shop.coupon_kind()
    late = shop.coupon(kind_id=kind_id, ends_on=date(2028, 3, 31))
    soon = shop.coupon(kind_id=kind_id)
    spent = shop.coupon(kind_id=kind_id)
    Coupon.objects.filter(code=spent).update(uses=1)
    shop.coupon(kind_id=kind_id, member_id=shop.other_member_id)
    shop.coupon(kind_id=kind_id, member_id=None)

    def listed(day: date) -> list[str]:
        return [c.code for c in queries.list_member_coupons(shop.member_id, day)]

    assert listed(LAST) == [soon, late]
    assert listed(date(2028, 3, 1)) == [late]
    assert listed(date(2028, 2, 19)) == []
    both = queries.list_member_coupons(shop.member_id, LAST)
    assert both == _read([soon, late], shop.member_id)


def test_a_typed_code_is_tidied() -> None:
    assert queries.tidy_code(" ｃ7k9 ") == "C7K9"


def test_the_office_sees_how_many_coupons_were_issued_and_used(shop: Shop) -> None:
    idle = shop.coupon_kind()
    kind_id = shop.coupon_kind()
    for _ in range(3):
        shop.coupon(kind_id=kind_id)
    Coupon.objects.filter(code=shop.coupon(kind_id=kind_id, uses_limit=5)).update(uses=4)
    kinds = queries.list_coupon_kinds(actor=shop.owner)
    assert [(k.kind_id, k.issued_count, k.used_count) for k in kinds] == [
        (kind_id, 4, 4),
        (idle, 0, 0),
    ]
    with pytest.raises(DomainError):
        queries.list_coupon_kinds(actor=replace(shop.owner, permissions=frozenset()))

"""Issuing within limits, batches of codes, holds, and what a return gives back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from tessera.kernel.actor import system_actor
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.offers import operations, permissions, usecases
from tessera.offers.models import Coupon, CouponBatch, CouponKind, CouponUse
from tessera.offers.queries import (
    Cart,
    CouponFacts,
    coupons_of,
    list_member_coupons,
    select_coupons,
)
from tessera.offers.tests.conftest import AT, FIRST, LAST, Shop
from tessera.offers.usecases import Issuing
from tessera.platform import reads
from tessera.platform.batch import Batch
from tessera.platform.usecases import StaleError

MACHINE = system_actor("coupons", {permissions.ISSUE_COUPONS})
RECEIVED = Issuing(valid_days=10, delay_days=1)


def kind(shop: Shop, issuing: Issuing = RECEIVED, **given: Any) -> UUID:
    return usecases.create_coupon_kind(
        actor=shop.owner, at=AT, name="新人礼券", amount_minor=2000, issuing=issuing, **given
    )


def refused(code: str, story: Any, **given: Any) -> None:
    """``story`` is refused and no coupon changes."""
    before = list(Coupon.objects.order_by("id").values())
    with pytest.raises(DomainError) as refusal:
        story(**given)
    assert refusal.value.code == code
    assert list(Coupon.objects.order_by("id").values()) == before


def facts(code: str) -> CouponFacts:
    row = Coupon.objects.get(code=code)
    [found] = [one for one in _all(code) if one.id == row.id]
    return found


def _all(code: str) -> list[CouponFacts]:
    found = reads.gather({"coupons": select_coupons([code])})
    member = Coupon.objects.get(code=code).member_id
    return coupons_of(found["coupons"], asked=[code], member_id=member, on=FIRST)


def test_a_kind_says_when_its_coupons_are_valid(shop: Shop) -> None:
    code = usecases.issue_coupon(
        actor=shop.manager, at=AT, kind_id=kind(shop), member_id=shop.member_id
    )
    row = Coupon.objects.get(code=code)
    assert (row.starts_on, row.ends_on) == (date(2028, 2, 21), date(2028, 3, 1))
    assert (row.source, row.issued_at, row.issued_to) == ("hand", AT, shop.member_id)


def test_a_kind_without_days_wants_them_from_who_issues(shop: Shop) -> None:
    given: dict[str, Any] = {"actor": shop.manager, "at": AT, "kind_id": shop.coupon_kind()}
    refused("coupons.days_missing", usecases.issue_coupon, **given)


def test_nobody_gets_more_than_a_member_may(shop: Shop) -> None:
    kind_id = kind(shop, replace(RECEIVED, per_member=1))
    asked: dict[str, Any] = {"actor": shop.manager, "at": AT, "kind_id": kind_id}
    usecases.issue_coupon(**asked, member_id=shop.member_id)
    refused("coupons.member_has_enough", usecases.issue_coupon, **asked, member_id=shop.member_id)
    both = [shop.member_id, shop.other_member_id]
    assert usecases.issue_coupons(**asked, member_ids=both) == 1
    assert usecases.issue_coupons(**asked, member_ids=both) == 0
    assert Coupon.objects.count() == 2


def test_no_more_are_issued_than_there_are_to_be(shop: Shop) -> None:
    kind_id = kind(shop, replace(RECEIVED, total_limit=2))
    asked: dict[str, Any] = {"actor": shop.owner, "at": AT, "kind_id": kind_id}
    usecases.issue_coupon(**asked)
    both = [shop.member_id, shop.other_member_id]
    refused("coupons.kind_spent", usecases.issue_coupons, **asked, member_ids=both)
    usecases.issue_coupon(**asked)
    refused("coupons.kind_spent", usecases.issue_coupon, **asked)
    refused(
        "coupons.total_too_low",
        usecases.change_coupon_kind,
        actor=shop.owner,
        at=AT,
        kind_id=kind_id,
        issuing=replace(RECEIVED, total_limit=1),
    )
    assert CouponKind.objects.get().total_limit == 2


def test_two_coupons_of_one_batch_count_together(shop: Shop) -> None:
    kind_id = kind(shop, replace(RECEIVED, per_member=1))
    grants = [operations.Grant(shop.member_id)] * 2
    asked: dict[str, Any] = {"kind_id": kind_id, "days": (FIRST, LAST), "at": AT, "source": "topup"}
    with transaction.atomic():
        batch = Batch()
        assert len(operations.give_coupons(batch, grants=grants, may_fall_short=True, **asked)) == 1
        with pytest.raises(DomainError) as refusal:
            operations.give_coupons(batch, grants=grants[:1], **asked)
        batch.flush()
    assert refusal.value.code == "coupons.member_has_enough"
    assert Coupon.objects.count() == 1


def test_a_stopped_kind_is_issued_no_more_and_serves_on(shop: Shop) -> None:
    kind_id = kind(shop, Issuing(valid_days=10))
    asked: dict[str, Any] = {"actor": shop.owner, "at": AT, "kind_id": kind_id}
    usecases.issue_coupon(**asked, member_id=shop.member_id)
    usecases.change_coupon_kind(**asked, is_active=False)
    refused("coupons.kind_stopped", usecases.issue_coupon, **asked)
    assert len(list_member_coupons(shop.member_id, FIRST)) == 1


def test_a_batch_is_made_in_pieces_and_handed_out_once(shop: Shop) -> None:
    begun = usecases.begin_batch(
        actor=shop.owner,
        at=AT,
        request_id=uuid7(),
        kind_id=kind(shop),
        name="三八节传单",
        count=5,
    )
    batch_id = begun.batch_id
    hand_out: dict[str, Any] = {"actor": shop.owner, "at": AT, "batch_id": batch_id}
    refused("coupons.batch_unfinished", usecases.export_batch, **hand_out)
    piece: dict[str, Any] = {"actor": MACHINE, "at": AT, "batch_id": batch_id, "size": 3}
    assert [usecases.make_codes(**piece) for _ in range(3)] == [2, 0, 0]
    made = usecases.export_batch(**hand_out)
    assert len(set(made.codes)) == 5 == Coupon.objects.filter(member=None, source="batch").count()
    # 31 letters each: 14 of them carry 69 bits (CASES 20).
    assert {len(code) for code in made.codes} == {15}
    refused("coupons.batch_exported", usecases.export_batch, **hand_out)
    assert usecases.withdraw_batch(**hand_out, reason="传单丢了") == 5
    assert not Coupon.objects.filter(uses_limit__gt=0).exists()


def test_a_batch_ends_with_what_the_kind_has_left(shop: Shop) -> None:
    kind_id = kind(shop, replace(RECEIVED, total_limit=4))
    asked: dict[str, Any] = {"actor": shop.owner, "at": AT, "kind_id": kind_id}
    begun = usecases.begin_batch(**asked, request_id=uuid7(), name="传单", count=4)
    usecases.issue_coupon(**asked, member_id=shop.member_id)
    assert usecases.make_codes(actor=MACHINE, at=AT, batch_id=begun.batch_id) == 0
    row = CouponBatch.objects.get()
    assert (row.count, row.made_count, Coupon.objects.count()) == (3, 3, 4)


def test_a_coupon_serves_in_its_stores_alone(shop: Shop) -> None:
    own = Issuing(valid_days=10, store_ids=(str(shop.store_id),))
    usecases.issue_coupon(
        actor=shop.manager, at=AT, kind_id=kind(shop, own), member_id=shop.member_id
    )
    here, there = Cart(shop.store_id), Cart(shop.other_store_id)
    assert len(list_member_coupons(shop.member_id, FIRST, cart=here)) == 1
    assert not list_member_coupons(shop.member_id, FIRST, cart=there)
    [row] = list_member_coupons(shop.member_id, FIRST)
    found = reads.gather({"coupons": select_coupons([row.code])})
    refused(
        "coupons.elsewhere",
        coupons_of,
        found=found["coupons"],
        asked=[row.code],
        member_id=shop.member_id,
        on=FIRST,
        cart=there,
    )


def test_a_held_coupon_is_its_tickets_until_the_hold_ends(shop: Shop) -> None:
    code, ticket, other = shop.coupon(), uuid7(), uuid7()
    until = AT + timedelta(minutes=30)
    hold: dict[str, Any] = {"codes": [code], "until": until, "at": AT}
    with transaction.atomic():
        operations.hold_coupons(ticket_id=ticket, **hold)
    with transaction.atomic():
        refused("coupons.held", operations.hold_coupons, ticket_id=other, **hold)
    found = reads.gather({"coupons": select_coupons([code])})["coupons"]
    asked: dict[str, Any] = {
        "found": found,
        "asked": [code],
        "member_id": shop.member_id,
        "on": FIRST,
    }
    refused("coupons.held", coupons_of, **asked, cart=Cart(at=AT, ticket_id=other))
    refused("coupons.held", coupons_of, **asked, cart=Cart(at=AT))
    assert coupons_of(**asked, cart=Cart(at=AT, ticket_id=ticket))
    assert coupons_of(**asked, cart=Cart(at=until))
    with transaction.atomic():
        operations.release_coupons(ticket_id=ticket)
    assert Coupon.objects.get().held_by is None


def test_who_read_a_coupon_before_it_was_held_reads_again(shop: Shop) -> None:
    code, ticket = shop.coupon(), uuid7()
    seen = facts(code)
    with transaction.atomic():
        operations.hold_coupons(
            ticket_id=ticket, codes=[code], until=AT + timedelta(hours=1), at=AT
        )
    batch = Batch()
    operations.use_coupon(batch, coupon=seen, document_id=uuid7(), amount_minor=2000, at=AT)
    with pytest.raises(StaleError), transaction.atomic():
        batch.flush()
    with transaction.atomic():
        batch = Batch()
        operations.use_coupon(
            batch, coupon=facts(code), document_id=uuid7(), amount_minor=2000, at=AT
        )
        batch.flush()
    row = Coupon.objects.get()
    assert (row.uses, row.held_by, row.held_until) == (1, None, None)


@pytest.mark.parametrize(
    ("policy", "is_whole", "back_days", "after"),
    [
        ("never", True, None, (1, LAST)),
        ("whole", False, None, (1, LAST)),
        ("whole", True, None, (0, LAST)),
        ("always", False, 30, (0, date(2028, 3, 30))),
        ("always", True, 3, (0, date(2028, 3, 3))),
    ],
)
def test_a_return_gives_a_coupon_back_by_the_terms_of_its_sale(
    shop: Shop, policy: str, is_whole: bool, back_days: int | None, after: tuple[int, date]
) -> None:
    terms = Issuing(valid_from=FIRST, valid_through=LAST, gives_back=policy, back_days=back_days)
    kind_id = kind(shop, terms)
    code, sale = shop.coupon(kind_id=kind_id), uuid7()
    with transaction.atomic():
        batch = Batch()
        operations.use_coupon(batch, coupon=facts(code), document_id=sale, amount_minor=2000, at=AT)
        batch.flush()
    usecases.change_coupon_kind(actor=shop.owner, at=AT, kind_id=kind_id, issuing=RECEIVED)
    for _ in range(2):
        with transaction.atomic():
            batch = Batch()
            operations.give_back(
                batch, document_id=sale, is_whole=is_whole, on=date(2028, 3, 1), at=AT
            )
            batch.flush()
    row = Coupon.objects.get()
    assert (row.uses, row.ends_on) == after
    assert CouponUse.objects.filter(returned_at=None).count() == row.uses


def test_a_cancelled_coupon_serves_no_more(shop: Shop) -> None:
    code = shop.coupon()
    row = Coupon.objects.get(code=code)
    asked: dict[str, Any] = {"actor": shop.manager, "at": AT, "coupon_id": row.id}
    refused("members.reason_needed", usecases.cancel_coupon, **asked, reason=" ")
    usecases.cancel_coupon(**asked, reason="发错了")
    refused("coupons.used", usecases.cancel_coupon, **asked, reason="发错了")
    assert not list_member_coupons(shop.member_id, FIRST)

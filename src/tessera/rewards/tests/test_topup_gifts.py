"""Points and levels that a top-up's plan gives, and that go when it comes back (handbook 5.1)."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import time_machine
from django_q.models import OrmQ
from tests.support.payouts import pay_out
from tests.support.queue import work_off
from tests.support.shop import NOON

from tessera.ledger.models import Lot
from tessera.members.models import Member
from tessera.platform.models import AuditRow
from tessera.rewards import usecases
from tessera.rewards.models import TopUpGift
from tessera.rewards.tests.conftest import Steps, broken
from tessera.sales import queries as sale_queries
from tessera.sales import usecases as sales
from tessera.sales.events import TopUpGave
from tessera.sales.tests.test_gift_claims import signed_in
from tessera.sales.usecases import CompletedSale, Wanted
from tessera.wallet import usecases as wallet
from tessera.wallet.queries import get_balances
from tessera.wallet.rules.topups import Gifts, PlanTerms


def top_up(steps: Steps, **gives: object) -> CompletedSale:
    """A top-up of 1,000.00 whose plan gives this, and what the worker does then."""
    shop = steps.shop
    sku_id = shop.add("GIVING", 100000, kind="topup")
    terms = PlanTerms(gives=Gifts(**gives))  # type: ignore[arg-type]  # as the test says
    wallet.set_plan(actor=shop.boss, at=NOON, sku_id=sku_id, principal_minor=100000, terms=terms)
    with time_machine.travel(NOON, tick=False):
        sold = shop.sell(shop.order((sku_id, 1), member_id=steps.member))
        work_off()
    return sold


def give_back(steps: Steps, sale_id: UUID) -> None:
    later = NOON + timedelta(minutes=1)
    with time_machine.travel(later, tick=False):
        steps.shop.give_back(sale_id, 1, at=later)
        work_off()


def level(steps: Steps) -> UUID:
    return Member.objects.get(id=steps.member).level_id


def test_points_of_a_top_up_expire_as_earned_ones_and_come_once(steps: Steps) -> None:
    sold = top_up(steps, points=200)
    assert get_balances(steps.member).points == 200
    (lot,) = Lot.objects.filter(id__in=TopUpGift.objects.values("lot_id"))
    assert lot.expires_on == date(2027, 12, 31)
    gave = TopUpGave(
        sold.sale_id, steps.member, steps.shop.store_id, date(2026, 3, 10), points=200, level_ids=()
    )
    usecases.give_for_topup(actor=steps.shop.boss, at=NOON, gave=gave)
    assert get_balances(steps.member).points == 200
    assert not broken()


def test_points_of_a_top_up_that_comes_back_are_taken_back_once(steps: Steps) -> None:
    sold = top_up(steps, points=200)
    usecases.take_back_for_topup(actor=steps.shop.boss, at=NOON, sale_id=sold.sale_id)
    assert get_balances(steps.member).points == 200  # it has not come back
    give_back(steps, sold.sale_id)
    usecases.take_back_for_topup(actor=steps.shop.boss, at=NOON, sale_id=sold.sale_id)
    assert get_balances(steps.member).points == 0
    assert not broken()


def test_points_of_a_top_up_that_is_withdrawn_are_taken_back_once(steps: Steps) -> None:
    sold = top_up(steps, points=200)
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        pay_out(steps.shop, steps.member, 100000, cause="withdrawal", reason="")
        work_off()
    assert get_balances(steps.member).points == 0
    usecases.take_back_for_topup(actor=steps.shop.boss, at=NOON, sale_id=sold.sale_id)
    assert get_balances(steps.member).points == 0
    assert not broken()


def handed_on(steps: Steps, *parts_minor: int) -> list[UUID]:
    """The member hands these parts to friends, who are returned."""
    wallet.set_gifts(actor=steps.shop.boss, at=NOON, may_give=True, may_transfer_value=True)
    friends = [steps.shop.join(f"友{number}") for number in range(len(parts_minor))]
    for friend, part in zip(friends, parts_minor, strict=True):
        wallet.transfer_value(
            actor=signed_in(steps.member),
            at=NOON,
            request_id=uuid4(),
            whom=str(Member.objects.get(id=friend).phone),
            amount_minor=part,
            fresh=True,
        )
    return friends


def withdraw(steps: Steps, member: UUID, amount_minor: int) -> None:
    later = NOON + timedelta(days=1)
    with time_machine.travel(later, tick=False):
        pay_out(steps.shop, member, amount_minor, at=later, cause="withdrawal", reason="")
        work_off()


def test_points_go_in_the_share_that_friends_withdraw(steps: Steps) -> None:
    top_up(steps, points=200)
    one, other, third = handed_on(steps, 50001, 19999, 30000)
    withdraw(steps, one, 50001)
    assert get_balances(steps.member).points == 100
    withdraw(steps, other, 19999)
    assert get_balances(steps.member).points == 60
    withdraw(steps, third, 30000)
    assert get_balances(steps.member).points == 0
    assert TopUpGift.objects.get().points_back == 200
    assert not broken()


def test_points_that_are_told_of_after_a_friend_withdrew_come_without_that_share(
    steps: Steps,
) -> None:
    sold = top_up(steps)
    [friend] = handed_on(steps, 40000)
    withdraw(steps, friend, 40000)
    gave = TopUpGave(
        sold.sale_id, steps.member, steps.shop.store_id, date(2026, 3, 10), points=200, level_ids=()
    )
    usecases.give_for_topup(actor=steps.shop.boss, at=NOON, gave=gave)
    work_off()
    assert get_balances(steps.member).points == 120
    assert not broken()


def test_a_level_that_a_top_up_gave_goes_when_friends_have_withdrawn_the_last_of_it(
    steps: Steps,
) -> None:
    top_up(steps, level_id=steps.silver)
    one, other = handed_on(steps, 99999, 1)
    withdraw(steps, one, 99999)
    assert level(steps) == steps.silver
    withdraw(steps, other, 1)
    assert level(steps) == steps.base
    assert not broken()


def test_a_level_comes_with_a_top_up_and_goes_with_it(steps: Steps) -> None:
    sold = top_up(steps, level_id=steps.silver)
    assert level(steps) == steps.silver
    give_back(steps, sold.sale_id)
    assert level(steps) == steps.base
    assert not broken()


def test_nobody_falls_by_a_top_up(steps: Steps) -> None:
    top_up(steps, level_id=steps.base)
    assert level(steps) == steps.base
    assert not broken()


def test_looking_at_a_return_puts_nothing_into_the_queue(steps: Steps) -> None:
    shop, sold = steps.shop, top_up(steps, points=200)
    lines = sale_queries.get_sale(actor=shop.boss, sale_id=sold.sale_id).lines
    quoted = sales.quote_return(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        till_id=shop.till_id,
        sale_id=sold.sale_id,
        lines=[Wanted(lines[0].line_id, 1)],
    )
    assert quoted.refund_minor == 100000
    assert not OrmQ.objects.exists()


def test_what_is_told_a_second_time_gives_nothing_and_says_so(steps: Steps) -> None:
    sold = top_up(steps, points=200)
    gave = TopUpGave(
        sold.sale_id, steps.member, steps.shop.store_id, date(2026, 3, 10), points=200, level_ids=()
    )
    usecases.give_for_topup(actor=steps.shop.boss, at=NOON, gave=gave)
    told = AuditRow.objects.filter(action="topup.gave").order_by("at", "id")
    assert [row.data["points"] for row in told] == [200, 0]

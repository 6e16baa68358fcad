"""A day of a shop in which everything happened once, and the means to spoil its rows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, models
from tests.support.bringing import bring
from tests.support.limits import allow, grant, honour
from tests.support.offline import cheaper, cut
from tests.support.payouts import pay_out
from tests.support.redeeming import card_kind, open_counter
from tests.support.shop import NOON, Shop, agree_on_prices, open_shop
from tests.support.undoing import undone
from tests.support.unguarding import lift_guards

from tessera.finance import jobs
from tessera.finance.rules.keeping import UNDER_WAY
from tessera.kernel.actor import Actor
from tessera.kernel.clock import utc_now
from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.ops import verify
from tessera.platform import database
from tessera.rewards import usecases as rewards
from tessera.rewards.jobs import settle_referrals
from tessera.rewards.rules.referral import Program
from tessera.rewards.usecases import ExtraTerms
from tessera.sales import usecases as sales
from tessera.sales.models import SaleLine
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.sales.usecases import CompletedSale, LooseLine, PaidOut, PostedReturn, Wanted
from tessera.wallet import permissions
from tessera.wallet import usecases as wallet
from tessera.wallet.queries.cards import list_cards
from tessera.wallet.rules.cards import Terms


@dataclass(frozen=True)
class Day:
    """The shop, its member, and what was done."""

    shop: Shop
    member: UUID
    topup: CompletedSale
    plain: CompletedSale
    mixed: CompletedSale
    closed_shift: UUID
    back: PostedReturn
    loose: PostedReturn
    last: CompletedSale
    brought: CompletedSale
    payout: PaidOut


def give_back(shop: Shop, sale_id: UUID, quantity: int) -> PostedReturn:
    """Return pieces of the first line of a sale."""
    line = SaleLine.objects.get(sale=sale_id, position=0)
    return sales.return_lines(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        sale_id=sale_id,
        lines=[Wanted(line.id, quantity)],
    )


def _return_loosely(shop: Shop) -> PostedReturn:
    agree_on_prices(shop)
    return sales.return_without_receipt(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        lines=[LooseLine(shop.dress, 1, 9900)],
        refund_kind="cash",
        reason="旧衣",
    )


def _hand_over(shop: Shop) -> UUID:
    """Close the shift and open the next."""
    closed = sales.close_shift(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        counted_minor=0,
    )
    sales.open_shift(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        float_minor=10000,
    )
    return closed.shift_id


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[Day]:
    """Made once for a module, as it takes longer than any test: what each spoils is undone."""
    with django_db_blocker.unblock(), undone():
        yield _live()


@pytest.fixture
def day(lived: Day, db: None) -> Day:
    return lived


def _live() -> Day:
    shop = open_shop()
    member = shop.join()
    bringing = _bring(shop)
    plain = shop.sell(shop.order((shop.dress, 4), (shop.fee, 1), member_id=member))
    topup = shop.top_up(member)
    give_back(shop, shop.top_up(member).sale_id, 1)
    coupon = shop.coupon(member)
    order = shop.order((shop.dress, 2), member_id=member, coupons=(coupon,), points=500)
    mixed = shop.sell(order, ("wallet", 22000), ("card", 10000), ("cash", 30000))
    give_back(shop, plain.sale_id, 1)
    closed = _hand_over(shop)
    back = give_back(shop, mixed.sale_id, 1)
    loose = _return_loosely(shop)
    last = shop.sell(shop.order((shop.dress, 1)))
    payout = _pay_out(shop)
    _use_a_card(shop)
    _earn_by_rules(shop)
    _redeem(shop)
    _give_a_card(shop)
    _give_value(shop)
    _exchange(shop)
    line = cut(shop)
    line.send(cheaper(line.make(shop.order((shop.dress, 1), member_id=member)), 100))
    _set_aside(shop)
    return Day(shop, member, topup, plain, mixed, closed, back, loose, last, bringing, payout)


def _set_aside(shop: Shop) -> None:
    """A till holds a limit of somebody, of which a sale without a line took a part."""
    member = shop.join("钱一")
    shop.top_up(member)
    shop.sell(shop.order((shop.dress, 1), member_id=member))
    allow(shop)
    (limit,) = grant(shop, member)
    honour(shop, limit, points=50, wallet_minor=3000)


def _use_a_card(shop: Shop) -> None:
    """Somebody buys a card, and uses it once."""
    member, sku_id = shop.join("周洁"), shop.add("PASS", 30000, kind="card")
    wallet.set_card_kind(actor=shop.boss, at=NOON, sku_id=sku_id, terms=Terms(paid_uses=3))
    shop.sell(shop.order((sku_id, 1), member_id=member))
    (card,) = list_cards(member, "CNY")
    sales.use_pass(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        card_id=card.id,
    )


def _earn_by_rules(shop: Shop) -> None:
    """Somebody buys while more than the base rule gives points, and brings a piece back."""
    twice = ExtraTerms("双倍", "multiply", factor_bp=20_000)
    rule_id = rewards.set_extra_rule(actor=shop.boss, at=NOON, terms=twice)
    sale = shop.sell(shop.order((shop.dress, 2), (shop.fee, 1), member_id=shop.join("郑爽")))
    off = replace(twice, is_on=False)
    rewards.set_extra_rule(actor=shop.boss, at=NOON, terms=off, rule_id=rule_id)
    give_back(shop, sale.sale_id, 1)


def _redeem(shop: Shop) -> None:
    """Somebody picks a mug up for points, cancels another, and takes a pass."""
    counter = open_counter(shop)
    reward = counter.offer(points=50, stock=5)
    counter.pick_up(counter.redeem(reward))
    gone = counter.redeem(reward)
    rewards.cancel(actor=counter.own(), at=NOON, redemption_id=gone.redemption_id)
    kind = card_kind(shop, paid_uses=3)
    counter.redeem(counter.offer(kind="card", points=50, sku_id=None, card_kind_id=kind))


def _give_a_card(shop: Shop) -> None:
    """Somebody buys a gift card, and somebody pays with part of it."""
    batch = wallet.make_gift_cards(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="礼品卡",
        amount_minor=50000,
        count=2,
        years=3,
    )
    code = batch.cards[0].code
    shop.sell(Order((OrderLine("g", batch.sku_id, 1, gift_codes=(code,)),)))
    sales.complete(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        order=shop.order((shop.dress, 1)),
        tenders=[TenderOffer("gift", 29900, code)],
        expected_total_minor=29900,
    )


def _give_value(shop: Shop) -> None:
    """Somebody hands stored value to a friend, and gives some that nobody has claimed."""
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=True, may_transfer_value=True)
    giver = shop.join("何洁")
    shop.top_up(giver)
    actor = Actor("member", giver, "", "member", frozenset({permissions.OWN}))
    wallet.give_value(actor=actor, at=NOON, request_id=uuid4(), amount_minor=11000, fresh=True)
    phone = Member.objects.get(id=shop.join("高敏")).phone
    wallet.transfer_value(
        actor=actor, at=NOON, request_id=uuid4(), whom=phone or "", amount_minor=5500, fresh=True
    )


def _exchange(shop: Shop) -> None:
    """A dress goes back for another one."""
    sold = shop.sell(shop.order((shop.dress, 1)))
    line = SaleLine.objects.get(sale=sold.sale_id)
    sales.exchange_goods(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        sale_id=sold.sale_id,
        lines=[Wanted(line.id, 1)],
        order=shop.order((shop.dress, 1)),
        tenders=[],
        expected_refund_minor=29900,
        expected_total_minor=29900,
    )


def _pay_out(shop: Shop) -> PaidOut:
    """Somebody tops up, buys, and has the rest paid out: some stays with the brand."""
    leaver = shop.join("赵敏")
    shop.top_up(leaver)
    shop.sell(shop.order((shop.dress, 1), member_id=leaver), ("wallet", 29900))
    return pay_out(shop, leaver, 20100)


def _bring(shop: Shop) -> CompletedSale:
    """Somebody who was brought buys, who brought gets points for it and a level by hand, and a
    piece comes back."""
    terms = Program(is_active=True, rate_bp=10_000, pending_days=0)
    rewards.set_program(actor=shop.boss, at=NOON, terms=terms)
    friend = shop.join()
    silver = members.define_level(actor=shop.boss, at=NOON, name="银卡", rank=2, discount_bp=0)
    rewards.change_level(actor=shop.boss, at=NOON, member_id=friend, level_id=silver, reason="周年")
    brought = shop.sell(shop.order((shop.dress, 2), member_id=bring(shop, friend)))
    settle_referrals(NOON + timedelta(days=1))
    give_back(shop, brought.sale_id, 1)
    settle_referrals(NOON + timedelta(days=1))
    rewards.set_program(actor=shop.boss, at=NOON, terms=Program())
    return brought


def keep_sums() -> None:
    """Keep the sums of everything so far, though it is of this hour."""
    jobs.keep_sums(utc_now() + 2 * UNDER_WAY)


@pytest.fixture
def spoiling(db: None) -> Iterator[None]:
    """Lets rows be written that the database would refuse; the test's rollback forgets them."""
    lift_guards()
    if connection.vendor == "sqlite":
        database.rows("PRAGMA ignore_check_constraints = ON")
    yield
    if connection.vendor == "sqlite":
        database.rows("PRAGMA ignore_check_constraints = OFF")
    connection.needs_rollback = True  # what is broken is not to be looked at once more


def unguard(model: type[models.Model], constraint: str) -> None:
    """Take a constraint away for the rest of the transaction; SQLite ignores them already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits would hinder the next
            cursor.execute(f'ALTER TABLE {model._meta.db_table} DROP CONSTRAINT "{constraint}"')
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def assert_broken(offender: UUID | str, *names: str) -> None:
    """Exactly these claims do not hold, and the first of them names the offending row."""
    found = {proof.name: proof.offenders for proof in verify.verify() if not proof.holds}
    assert set(found) == set(names), found
    assert str(offender) in {value for row in found[names[0]] for value in row.values()}

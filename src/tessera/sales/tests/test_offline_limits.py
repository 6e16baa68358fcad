"""Stored value and points that tills take without a line: never more than was set aside (CASES 3)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from tests.support.books import broken
from tests.support.law import keep_law
from tests.support.limits import TERMS, allow, give_back, grant
from tests.support.offline import Cut, cut
from tests.support.shop import NOON, Shop

from tessera.kernel.errors import DomainError
from tessera.members.models import Member
from tessera.sales import usecases
from tessera.sales.models import Allowance, MadeOffline, Sale, SyncRemark
from tessera.sales.queries.allowances import AllowanceFacts, list_open_allowances, list_over
from tessera.sales.rules.offline import SaleMade, Shown
from tessera.sales.usecases import RecordedSale
from tessera.wallet.queries import get_balances
from tessera.wallet.rules.prepaid import NONE


def at_till(shop: Shop) -> Shop:
    """The shop with its boss signed in at its till, as tills are."""
    return replace(shop, boss=replace(shop.boss, till_id=shop.till_id))


def take(
    line: Cut, limit: AllowanceFacts, *, wallet: int = 0, points: int = 0, at: datetime = NOON
) -> SaleMade:
    """Sell a dress to the member of a limit, as much as is said by it and the rest in cash."""
    shop = line.shop
    order = shop.order((shop.dress, 1), member_id=limit.member_id, points=points)
    total = shop.total_of(order, at)
    tenders = [("wallet", wallet)] if wallet else []
    limits = (Shown(limit.id, limit.signature),)
    return line.make(order, *tenders, ("cash", total - wallet), at=at, limits=limits)


@pytest.fixture
def member(shop: Shop) -> UUID:
    """Somebody with 550.00 and 299 points, of which a till may take 200.00 and 200."""
    member_id = shop.join()
    shop.top_up(member_id)
    shop.sell(shop.order((shop.dress, 1), member_id=member_id))
    allow(shop)
    return member_id


def test_case_3_stored_value_and_points_taken_offline_are_deducted_when_the_sale_comes(
    shop: Shop, member: UUID
) -> None:
    here = at_till(shop)
    line = cut(here)
    (limit,) = grant(here, member)
    made = take(line, limit, wallet=15000, points=150)
    done = line.send(made, at=NOON + timedelta(hours=20))
    held = get_balances(member)
    assert done.remarks == ()
    assert held.principal_minor + held.bonus_minor == 35000
    assert (held.points, held.aside_points, held.aside_minor) == (
        99 + done.points_earned,
        50,
        5000,
    )
    assert not broken()
    shop.give_back(done.sale_id, 1)
    assert not broken()


def test_points_that_were_promised_pay_although_the_member_has_come_to_owe_some(
    shop: Shop, member: UUID
) -> None:
    here = at_till(shop)
    line = cut(here)
    (limit,) = grant(here, member)
    made = take(line, limit, points=200)
    sold = Sale.objects.get(member=member, lines__kind="goods")
    shop.give_back(sold.id, 1)  # claws 299 points back, of which 99 are free
    assert get_balances(member).points_debt == 200
    assert line.send(made).remarks == ()
    assert not broken()


def test_a_card_that_is_blocked_meanwhile_has_paid_all_the_same(shop: Shop, member: UUID) -> None:
    here = at_till(shop)
    line = cut(here)
    (limit,) = grant(here, member)
    made = take(line, limit, wallet=20000)
    Member.objects.filter(id=member).update(card_blocked_at=NOON)
    line.send(made)
    assert get_balances(member).aside_minor == 0
    assert not broken()


def test_a_sale_that_comes_when_all_is_gone_stands_and_the_brand_bears_it(
    shop: Shop, member: UUID
) -> None:
    here = at_till(shop)
    line = cut(here)
    (limit,) = grant(here, member)
    made, late = take(line, limit, wallet=20000, points=200), NOON + timedelta(hours=61)
    usecases.end_allowance(actor=shop.boss, at=late, allowance_id=limit.id)
    shop.sell(shop.order((shop.fee, 27), member_id=member), ("wallet", 54000))
    done = line.send(made, at=late)
    assert set(done.remarks) == {"limit_short", "value_covered"}
    assert SyncRemark.objects.get(code="value_covered").data == {"minor": 19000}
    assert not broken()


def test_what_only_the_server_can_take_still_needs_a_limit(shop: Shop, member: UUID) -> None:
    here = at_till(shop)
    line = cut(here)
    (limit,) = grant(here, member)
    made = replace(take(line, limit, wallet=100), limits=())
    with pytest.raises(DomainError) as caught:
        line.send(made)
    assert caught.value.code == "offline.means"
    assert get_balances(member).aside_minor == 20000


@dataclass
class Till:
    """A till as it knows itself: its limits with what it took of them, and what it has not sent."""

    line: Cut
    limits: dict[UUID, tuple[AllowanceFacts, int, int]]
    unsent: list[SaleMade]


DEEDS = {"ask": 7, "alone": 9, "send": 3, "online": 2, "elsewhere": 3, "back": 1, "wait": 3}
"""How often what is done."""


class Play:
    """Two tills that lose their lines, one that never does, and what two members must have."""

    def __init__(self, shop: Shop, desk: Shop, tills: list[Shop], members: list[UUID]) -> None:
        self.shop, self.desk, self.members, self.at = shop, desk, members, NOON
        self.tills = [Till(cut(till), {}, []) for till in tills]
        self.whole = {one: self.held(one) for one in members}
        self.covered = self.told()
        for till in tills:
            for one in list_open_allowances(till.till_id):
                give_back(till, one.id)

    def held(self, member: UUID) -> tuple[int, int]:
        """All points, less what is owed, and all stored value."""
        own = get_balances(member)
        points = own.points + own.aside_points - own.points_debt
        return points, own.principal_minor + own.bonus_minor + own.aside_minor

    def told(self) -> int:
        """What the brand has covered so far."""
        rows = SyncRemark.objects.filter(code="value_covered")
        return sum(row.data["minor"] for row in rows)

    def moved(self, member: UUID, points: int, minor: int) -> None:
        """So much more, or less, is the member's."""
        had = self.whole[member]
        self.whole[member] = had[0] + points, had[1] + minor

    def wait(self, _: int, __: int, hours: int) -> None:
        """Time passes, and the worker comes by."""
        self.at += timedelta(hours=hours // 4 + 1)
        for key in list_over(self.at, limit=9):
            usecases.end_allowance(actor=self.shop.boss, at=self.at, allowance_id=key)

    def ask(self, till: int, who: int, _: int) -> None:
        """A till with its line up gives back what is over, and asks for a limit."""
        own, member = self.tills[till], self.members[who]
        if not own.unsent:
            for over in list_open_allowances(own.line.shop.till_id):
                if over.until < self.at:
                    give_back(own.line.shop, over.id, at=self.at)
                    own.limits.pop(over.id, None)
            for one in grant(own.line.shop, member, at=self.at):
                own.limits.setdefault(one.id, (one, one.points, one.wallet_minor))

    def alone(self, till: int, who: int, amount: int) -> None:
        """A till without its line sells by a limit that it holds, within its time."""
        own = self.tills[till]
        for key, (limit, points, wallet) in own.limits.items():
            if limit.member_id == self.members[who] and self.at <= limit.until:
                parts = min(points, amount * 5), min(wallet, amount * 500)
                made = take(own.line, limit, points=parts[0], wallet=parts[1], at=self.at)
                own.unsent.append(made)
                own.limits[key] = limit, points - made.shown.points_used, wallet - parts[1]
                return

    def send(self, till: int, _: int, __: int) -> None:
        """A till has its line again and sends what it sold, in its order."""
        own = self.tills[till]
        for made in own.unsent:
            done = own.line.send(made, at=self.at)
            self.check_sent(made, done)
        own.unsent = []

    def check_sent(self, made: SaleMade, done: RecordedSale) -> None:
        """Nothing is odd while the limit stands, whatever others did meanwhile."""
        member = made.order.member_id
        assert member is not None
        (shown,) = made.limits
        if Allowance.objects.get(id=shown.id).ended_at is None:
            assert done.remarks == ()
        covered, self.covered = self.told() - self.covered, self.told()
        self.moved(member, done.points_earned - made.shown.points_used, covered - made.wallet_minor)

    def online(self, till: int, who: int, amount: int) -> None:
        """The till with its line up sells from all that the member has but what others hold."""
        own = self.tills[till]
        if not own.unsent:
            self.pay(own.line.shop, self.members[who], amount)
            held = list_open_allowances(own.line.shop.till_id)
            own.limits = {one.id: own.limits[one.id] for one in held}

    def elsewhere(self, _: int, who: int, amount: int) -> None:
        """Somebody at another till wants as much."""
        self.pay(self.desk, self.members[who], amount)

    def pay(self, there: Shop, member: UUID, amount: int) -> None:
        held = get_balances(member)
        home = list_open_allowances(there.till_id, [member])
        free = held.principal_minor + held.bonus_minor
        free += sum(one.wallet_minor - one.wallet_used_minor for one in home)
        order = there.order((there.fee, amount), member_id=member)
        if amount * 2000 <= free:
            done = there.sell(order, ("wallet", amount * 2000), at=self.at)
            self.moved(member, done.points_earned, -amount * 2000)
            return
        with pytest.raises(DomainError) as caught:
            there.sell(order, ("wallet", amount * 2000), at=self.at)
        assert caught.value.code == "wallet.insufficient"

    def back(self, till: int, who: int, _: int) -> None:
        """A till that has sent all gives a limit back."""
        own = self.tills[till]
        if not own.unsent:
            for one in list_open_allowances(own.line.shop.till_id, [self.members[who]]):
                give_back(own.line.shop, one.id, at=self.at)
                own.limits.pop(one.id, None)

    def top_up(self) -> None:
        """Whoever has little gets more, for the next play."""
        for member in self.members:
            self.shop.top_up(member)

    def check(self) -> None:
        assert {one: self.held(one) for one in self.members} == self.whole


def test_whatever_tills_do_with_and_without_their_lines_each_member_has_what_is_left(
    shop: Shop,
) -> None:
    keep_law(shop, NONE)
    members = [shop.join("李雷"), shop.join("韩梅梅")]
    for member in members:
        shop.top_up(member)
        shop.sell(shop.order((shop.add(f"COAT{member.hex[-4:]}", 60000), 1), member_id=member))
    allow(shop, replace(TERMS, grace_hours=24))
    tills = [at_till(shop), at_till(shop.another_till("T2"))]
    desk = at_till(shop.another_till("T3"))

    for seed in range(4):
        chance, play = Random(seed), Play(shop, desk, tills, members)
        for _ in range(50):
            (deed,) = chance.choices(list(DEEDS), list(DEEDS.values()))
            getattr(play, deed)(chance.randrange(2), chance.randrange(2), chance.randint(1, 20))
            play.check()
        for till in (0, 1):
            play.send(till, 0, 0)
        play.check()
        play.top_up()
    assert MadeOffline.objects.filter(sale__tenders__kind="wallet").count() > 10
    assert not broken()

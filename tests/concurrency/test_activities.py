"""Members who do the same for points twice at once, and points that are let go and come back at once."""

from datetime import timedelta
from uuid import UUID

from tessera.config.roles import MEMBER
from tessera.kernel.actor import Actor
from tessera.rewards import jobs
from tessera.rewards import usecases as rewards
from tessera.rewards.models import ActivityGrant, Visit
from tessera.rewards.rules.activities import ActivityFacts
from tessera.rewards.usecases import ExtraTerms
from tessera.sales.models import SaleLine
from tessera.wallet import queries as wallet
from tests.support.arena import at_once, deed, told
from tests.support.books import broken
from tests.support.shop import NOON, Shop


def self_of(member_id: UUID) -> Actor:
    return Actor("member", member_id, "王芳", "member", MEMBER, store_ids=None)


def switch_on(shop: Shop, facts: ActivityFacts) -> None:
    rewards.set_activity(actor=shop.boss, at=NOON, facts=facts)


def test_case_17_two_check_ins_at_once_give_once(shop: Shop) -> None:
    switch_on(shop, ActivityFacts("check_in", True, table=(5, 5, 5, 5, 5, 5, 20)))
    member = shop.join()
    acting = [deed(rewards.check_in, actor=self_of(member), at=NOON) for _ in range(2)]
    answers = at_once(acting)
    refused = [answer.refused for answer in answers if answer.refused]
    assert refused == ["rewards.activity_over"], told(answers)
    assert wallet.get_balances(member).points == 5
    assert ActivityGrant.objects.count() == 1
    assert not broken()


def test_case_17_a_limit_of_a_day_holds_for_reviews_at_once(shop: Shop) -> None:
    switch_on(shop, ActivityFacts("review", True, 20, per_day=1))
    member = shop.join()
    shop.sell(shop.order((shop.dress, 1), (shop.add("HAT", 100), 1), member_id=member))
    before = wallet.get_balances(member).points
    answers = at_once(
        [
            deed(rewards.review, actor=self_of(member), at=NOON, line_id=line, stars=5, text="好")
            for line in SaleLine.objects.values_list("id", flat=True)
        ]
    )
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert wallet.get_balances(member).points == before + 20
    assert not broken()


def test_a_visit_at_two_tills_at_once_counts_once(shop: Shop) -> None:
    terms = ExtraTerms("到店", "per_visit", points=10)
    rewards.set_extra_rule(actor=shop.boss, at=NOON, terms=terms)
    member = shop.join()
    order = shop.order((shop.dress, 1), member_id=member)
    tills = [shop, shop.another_till("T2")]
    answers = at_once([deed(till.sell, order, ("cash", 29900), total=29900) for till in tills])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert wallet.get_balances(member).points == 2 * 299 + 10
    assert Visit.objects.count() == 1
    assert not broken()


def test_points_that_are_let_go_while_their_goods_come_back_are_taken_once(shop: Shop) -> None:
    rewards.set_earn_rule(actor=shop.boss, at=NOON, minor_per_point=100, pending_days=1)
    member = shop.join()
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member))
    later = NOON + timedelta(days=1)
    acting = [deed(jobs.release_points, later), deed(shop.give_back, sold.sale_id, 1, at=later)]
    answers = at_once(acting)
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    after = wallet.get_balances(member)
    assert (after.points, after.points_pending, after.points_debt) == (0, 0, 0)
    assert not broken()

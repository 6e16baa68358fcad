"""Sales that earn by several rules, wait, and come back: with the books proved each time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.support.shop import NOON, Shop

from tessera.kernel.errors import DomainError
from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.rewards import jobs, queries, usecases
from tessera.rewards.models import Clawback, EarnedLine, Earning, ExtraRule, Visit
from tessera.rewards.queries.forgiven import get_forgiven
from tessera.rewards.tests.conftest import broken
from tessera.rewards.usecases import ExtraTerms, When
from tessera.wallet import usecases as wallet
from tessera.wallet.queries import get_balances

pytestmark = pytest.mark.django_db


def programme(shop: Shop, **more: object) -> int:
    asked: dict[str, object] = {"minor_per_point": 100, **more}
    return usecases.set_earn_rule(actor=shop.boss, at=NOON, **asked)  # type: ignore[arg-type]


def rule(shop: Shop, kind: str, rule_id: UUID | None = None, **more: object) -> UUID:
    terms = ExtraTerms(name="春季双倍", kind=kind, **more)  # type: ignore[arg-type]
    return usecases.set_extra_rule(actor=shop.boss, at=NOON, terms=terms, rule_id=rule_id)


def held(member: UUID) -> tuple[int, int, int]:
    """Points to spend, waiting, owed."""
    own = get_balances(member)
    return own.points, own.points_pending, own.points_debt


def expire(shop: Shop, at: datetime) -> None:
    wallet.expire_points(actor=shop.boss, at=at)


@pytest.fixture
def member(shop: Shop) -> UUID:
    return shop.join()


def buy(shop: Shop, member: UUID, pieces: int = 1, at: datetime = NOON, points: int = 0) -> UUID:
    order = shop.order((shop.dress, pieces), member_id=member, points=points)
    return shop.sell(order, at=at).sale_id


def test_the_everyday_sale_keeps_no_lines(shop: Shop, member: UUID) -> None:
    buy(shop, member)
    assert Earning.objects.get().by_line is False
    assert not EarnedLine.objects.exists()


def test_several_rules_give_at_once_and_each_line_says_which(shop: Shop, member: UUID) -> None:
    rule(shop, "multiply", factor_bp=20_000, when=When(categories=("女装",)))
    rule(shop, "per_item", points=5)
    hat = shop.add("HAT", 9950)
    order = shop.order((shop.dress, 2), (hat, 1), member_id=member)
    assert shop.sell(order).points_earned == 2 * 598 + 199 + 15
    lines = list(EarnedLine.objects.order_by("position"))
    assert [line.points for line in lines] == [1206, 204]
    assert [gave["points"] for gave in lines[0].reasons] == [598, 598, 10]
    assert broken() == {}


def test_case_19_a_return_takes_back_by_the_rules_as_they_stood(shop: Shop, member: UUID) -> None:
    double = rule(shop, "multiply", factor_bp=20_000)
    sale = buy(shop, member, 2)
    rule(shop, "multiply", rule_id=double, factor_bp=50_000)
    assert shop.give_back(sale, 1).points_clawed == 598
    rule(shop, "multiply", rule_id=double, factor_bp=50_000, is_on=False)
    assert shop.give_back(sale, 1).points_clawed == 598
    assert held(member) == (0, 0, 0)
    assert broken() == {}


def test_case_07_piece_by_piece_takes_back_what_all_at_once_would(shop: Shop, member: UUID) -> None:
    rule(shop, "per_visit", points=7)
    rule(shop, "add", factor_bp=3_333)
    sale = buy(shop, member, 10)
    earned = Earning.objects.get().points
    assert sum(shop.give_back(sale, 1).points_clawed for _ in range(10)) == earned
    assert held(member) == (0, 0, 0)
    assert broken() == {}


def test_a_visit_counts_once_a_day_and_store(shop: Shop, member: UUID) -> None:
    rule(shop, "per_visit", points=10)
    first = shop.sell(shop.order((shop.dress, 1), member_id=member))
    second = shop.sell(shop.order((shop.dress, 1), member_id=member))
    late = datetime(2026, 3, 10, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai
    third = shop.sell(shop.order((shop.dress, 1), member_id=member), at=late)
    after = late + timedelta(minutes=1)
    fourth = shop.sell(shop.order((shop.dress, 1), member_id=member), at=after)
    assert [one.points_earned for one in (first, second, third, fourth)] == [309, 299, 299, 309]
    assert Visit.objects.count() == 2


def test_a_visit_that_came_back_is_not_given_again_that_day(shop: Shop, member: UUID) -> None:
    rule(shop, "per_visit", points=10)
    shop.give_back(buy(shop, member), 1)
    again = shop.sell(shop.order((shop.dress, 1), member_id=member))
    assert again.points_earned == 299
    assert held(member) == (299, 0, 0)


def test_a_time_slot_is_the_store_s_own(shop: Shop, member: UUID) -> None:
    rule(shop, "multiply", factor_bp=20_000, when=When(slots=(("18:00", "20:00"),)))
    evening = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)  # 18:00 in Shanghai
    order = shop.order((shop.dress, 1), member_id=member)
    assert shop.sell(order, at=evening).points_earned == 598
    assert shop.sell(order, at=evening - timedelta(minutes=1)).points_earned == 299


def test_a_campaign_counts_for_its_members_on_its_days(shop: Shop, member: UUID) -> None:
    by: Any = {"actor": shop.boss, "at": NOON}
    guests = members.define_tag(**by, name="春季活动", colour="teal")
    others = members.define_tag(**by, name="老客", colour="rose")
    rule(shop, "multiply", factor_bp=20_000, when=When(tags=(str(guests),), last_on="2026-03-10"))

    buy(shop, member)
    assert held(member) == (299, 0, 0), "who is not among them earns as ever"
    members.set_tag(**by, member_id=member, tag_id=others)
    buy(shop, member)
    assert held(member) == (2 * 299, 0, 0)
    members.set_tag(**by, member_id=member, tag_id=guests)
    buy(shop, member)
    assert held(member) == (4 * 299, 0, 0)
    buy(shop, member, at=NOON + timedelta(days=1))
    assert held(member) == (5 * 299, 0, 0), "the campaign is over"


def test_a_card_that_does_not_earn_earns_nothing(shop: Shop, member: UUID) -> None:
    Member.objects.filter(id=member).update(earns_points=False)
    assert shop.sell(shop.order((shop.dress, 1), member_id=member)).points_earned == 0
    assert not Earning.objects.exists()


def test_points_wait_until_the_return_period_is_over(shop: Shop, member: UUID) -> None:
    programme(shop, pending_days=7)
    buy(shop, member)
    assert held(member) == (0, 299, 0)
    jobs.release_points(NOON + timedelta(days=6))
    assert held(member) == (0, 299, 0)
    jobs.release_points(NOON + timedelta(days=7))
    jobs.release_points(NOON + timedelta(days=7))
    assert held(member) == (299, 0, 0)
    assert broken() == {}


def test_a_return_takes_what_waits_first(shop: Shop, member: UUID) -> None:
    buy(shop, member)
    programme(shop, pending_days=7)
    sale = buy(shop, member, 2)
    shop.give_back(sale, 1)
    assert held(member) == (299, 299, 0)
    jobs.release_points(NOON + timedelta(days=7))
    shop.give_back(sale, 1, at=NOON + timedelta(days=8))
    assert held(member) == (299, 0, 0)
    assert broken() == {}


def test_points_that_waited_fill_what_is_owed_when_they_come(shop: Shop, member: UUID) -> None:
    sale = buy(shop, member)
    shop.sell(shop.order((shop.dress, 1), member_id=member, points=200))
    programme(shop, pending_days=7)
    shop.give_back(sale, 1)
    assert held(member)[1:] == (0, 0)
    shop.sell(shop.order((shop.dress, 1), member_id=member, points=97))
    assert held(member) == (0, 298, 0)
    assert broken() == {}


def test_what_expired_of_an_earning_is_never_owed(shop: Shop, member: UUID) -> None:
    programme(shop, expiry_years=0)
    sale = buy(shop, member)
    next_year = datetime(2027, 1, 2, 4, 0, tzinfo=UTC)
    expire(shop, next_year)
    shop.give_back(sale, 1, at=next_year)
    assert held(member) == (0, 0, 0)
    assert Clawback.objects.values_list("points", "lapsed").get() == (299, 299)
    assert broken() == {}


def test_what_is_over_and_not_yet_swept_is_not_owed_either(shop: Shop, member: UUID) -> None:
    programme(shop, expiry_years=0)
    sale = buy(shop, member, 2)
    next_year = datetime(2027, 1, 2, 4, 0, tzinfo=UTC)
    shop.give_back(sale, 1, at=next_year)
    expire(shop, next_year)
    shop.give_back(sale, 1, at=next_year)
    assert held(member) == (0, 0, 0)
    assert broken() == {}


def spend_all(shop: Shop, member: UUID) -> UUID:
    """Buys for 299 points, spends them on the next dress; returns the first sale."""
    first = buy(shop, member)
    hat = shop.add("GIFT", 299)
    shop.sell(shop.order((hat, 1), member_id=member, points=299))
    assert held(member) == (0, 0, 0)
    return first


def test_by_default_what_was_spent_is_owed(shop: Shop, member: UUID) -> None:
    back = shop.give_back(spend_all(shop, member), 1)
    assert (back.refund_minor, back.points_clawed, back.kept_minor) == (29900, 299, 0)
    assert held(member) == (0, 0, 299)
    assert broken() == {}


def test_within_the_balance_the_rest_is_forgiven_and_reported(shop: Shop, member: UUID) -> None:
    programme(shop, on_return="within_balance")
    back = shop.give_back(spend_all(shop, member), 1)
    assert (back.refund_minor, back.points_clawed) == (29900, 0)
    assert held(member) == (0, 0, 0)
    assert Clawback.objects.get().forgiven == 299
    assert broken() == {}


def test_only_what_waits_is_taken_back_where_the_programme_says_so(
    shop: Shop, member: UUID
) -> None:
    programme(shop, on_return="only_pending", pending_days=7)
    soon = shop.give_back(buy(shop, member), 1)
    assert (soon.points_clawed, held(member)) == (299, (0, 0, 0))
    assert Clawback.objects.get().forgiven == 0
    sale, later = buy(shop, member), NOON + timedelta(days=8)
    jobs.release_points(later)
    back = shop.give_back(sale, 1, at=later)
    assert (back.points_clawed, held(member)) == (0, (299, 0, 0))
    assert Clawback.objects.get(document=back.return_id).forgiven == 299
    told = get_forgiven(shop.boss, since=later.date())
    assert (told.points, told.points_since, len(told.newest)) == (299, 299, 1)
    assert broken() == {}


def test_where_nothing_waits_something_must_be_taken_back(shop: Shop) -> None:
    with pytest.raises(DomainError) as refused:
        programme(shop, on_return="only_pending")
    assert refused.value.code == "rewards.rule_invalid"


def test_from_the_refund_their_worth_is_kept_and_shown_before(shop: Shop, member: UUID) -> None:
    programme(shop, on_return="from_refund")
    sale = spend_all(shop, member)
    back = shop.give_back(sale, 1)
    # 100 points are worth 1.00: 299 points are 2.99 of the refund.
    assert (back.refund_minor, back.kept_minor) == (29900 - 299, 299)
    assert held(member) == (0, 0, 0)
    assert Clawback.objects.get().kept == 299
    assert broken() == {}


@pytest.mark.parametrize("policy", ["within_balance", "from_refund"])
def test_points_that_come_back_with_the_return_pay_under_any_policy(
    shop: Shop, member: UUID, policy: str
) -> None:
    programme(shop, on_return=policy)
    buy(shop, member)
    sale = buy(shop, member, points=299)
    hat = shop.add("GIFT", 296)
    shop.sell(shop.order((hat, 1), member_id=member, points=296))
    back = shop.give_back(sale, 1)
    assert back.kept_minor == 0
    points, _, owed = held(member)
    assert points - owed == 299 - 296
    assert broken() == {}


def test_bonus_that_does_not_earn_comes_back_in_proportion(shop: Shop, member: UUID) -> None:
    programme(shop, earns_on_bonus=False)
    shop.top_up(member)
    order = shop.order((shop.dress, 2), member_id=member)
    sold = shop.sell(order, ("wallet", 55000), ("cash", 4800))
    # 50.00 of 598.00 was bonus: 548 points, and half of the goods is half of them.
    assert sold.points_earned == 548
    assert shop.give_back(sold.sale_id, 1).points_clawed == 274
    assert shop.give_back(sold.sale_id, 1).points_clawed == 274
    assert broken() == {}


def test_only_points_that_wait_are_taken_back_from_who_the_card_became(
    shop: Shop, member: UUID
) -> None:
    programme(shop, on_return="only_pending", pending_days=7)
    twin = shop.join("王芳二")
    sale = buy(shop, twin, 2)
    members.merge(actor=shop.boss, at=NOON, keep_id=member, gone_id=twin, reason="同一人")
    shop.give_back(sale, 1)
    wallet.carry_over(actor=shop.boss, at=NOON)
    points, waiting, owed = held(member)
    assert points + waiting - owed == 299
    assert Clawback.objects.get().forgiven == 0
    jobs.release_points(NOON + timedelta(days=8))
    back = shop.give_back(sale, 1)
    assert Clawback.objects.get(document=back.return_id).forgiven == 299
    assert held(member) == (299, 0, 0)
    assert broken() == {}


def test_points_that_never_expire_stay(shop: Shop, member: UUID) -> None:
    programme(shop, expiry="never")
    buy(shop, member)
    far = datetime(2036, 1, 1, tzinfo=UTC)
    expire(shop, far)
    jobs.expire_idle_points(far)
    assert held(member) == (299, 0, 0)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"kind": "per_item"}, "points"),
        ({"kind": "per_amount"}, "minor_per_point"),
        ({"kind": "add"}, "factor_bp"),
        ({"kind": "free"}, "kind"),
        ({"kind": "per_item", "points": 1, "when": When(weekdays=(8,))}, "weekdays"),
        ({"kind": "per_item", "points": 1, "when": When(birthday="year")}, "birthday"),
        ({"kind": "per_item", "points": 1, "when": When(slots=(("9", "x"),))}, "slots"),
        (
            {
                "kind": "per_item",
                "points": 1,
                "when": When(first_on="2026-03-11", last_on="2026-03-10"),
            },
            "last_on",
        ),
        ({"kind": "per_visit", "points": 1, "when": When(categories=("鞋",))}, "categories"),
    ],
)
def test_a_rule_that_cannot_work_is_refused_and_changes_nothing(
    shop: Shop, terms: dict[str, object], field: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        rule(shop, **terms)  # type: ignore[arg-type]
    assert refusal.value.code == "rewards.extra_rule_invalid"
    assert refusal.value.data["field"] == field
    assert not ExtraRule.objects.exists()


def test_a_rule_that_nobody_made_is_not_changed(shop: Shop) -> None:
    with pytest.raises(DomainError) as refusal:
        rule(shop, "per_item", rule_id=shop.store_id, points=1)
    assert refusal.value.code == "rewards.rule_not_found"


def test_the_newest_version_of_each_rule_counts(shop: Shop) -> None:
    own = rule(shop, "per_item", points=1)
    rule(shop, "per_item", rule_id=own, points=2)
    (newest,) = queries.list_extra_rules()
    assert (newest.version, newest.points, ExtraRule.objects.count()) == (2, 2, 2)

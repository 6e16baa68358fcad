"""Points become bonus, coupons, levels and passes in one step, within the bounds of the offer."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from tests.support import pointing
from tests.support.exchanging import offer_exchange
from tests.support.shop import NOON, TODAY, Shop

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.ledger.models import Entry
from tessera.ledger.queries import get_balance
from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.offers import usecases as offers
from tessera.offers.models import Coupon
from tessera.platform.models import AuditRow
from tessera.rewards import permissions, usecases
from tessera.rewards.models import Exchange, ExchangeOffer, Standing
from tessera.rewards.queries import list_exchanges_by
from tessera.rewards.rules.exchanging import ExchangeTerms, most_times, obstacle
from tessera.wallet import places
from tessera.wallet import usecases as wallet
from tessera.wallet.queries import get_balances
from tessera.wallet.queries.cards import list_cards
from tessera.wallet.queries.kinds import list_kinds
from tessera.wallet.rules.cards import Terms

GOLD, OTHER = uuid4(), uuid4()


@pytest.fixture
def member(shop: Shop) -> UUID:
    """Somebody with 250 points."""
    own = shop.join()
    pointing.give(own, 250, store_id=shop.store_id, at=NOON)
    return own


def exchange(member: UUID, offer_id: UUID, **more: Any) -> usecases.Exchanged:
    actor = Actor("member", member, "", "member", settings.MEMBER_PERMISSIONS, frozenset())
    asked: dict[str, Any] = {
        "at": NOON,
        "request_id": uuid4(),
        "offer_id": offer_id,
        "expected_points": 100,
        **more,
    }
    return usecases.exchange_points(actor=actor, **asked)


def refused(member: UUID, offer_id: UUID, **more: Any) -> tuple[str, Any]:
    with pytest.raises(DomainError) as refusal:
        exchange(member, offer_id, **more)
    return refusal.value.code, refusal.value.data.get("why")


def test_points_become_stored_value(shop: Shop, member: UUID) -> None:
    done = exchange(member, offer_exchange(shop.boss, days=30))
    after = get_balances(member)
    assert (after.points, after.bonus_minor) == (150, 500)
    assert get_balance(places.points_redeemed(shop.store_id)) == 100
    assert get_balance(places.bonus_granted(shop.store_id, "CNY")) == -500
    assert Entry.objects.get(document_id=done.exchange_id).kind == "exchange"
    assert AuditRow.objects.get(action="points.exchanged").data["points"] == 100


def test_points_become_a_coupon_for_so_many_days(shop: Shop, member: UUID) -> None:
    kind = offers.create_coupon_kind(
        actor=shop.boss, at=NOON, name="十元券", threshold_minor=5000, amount_minor=1000
    )
    exchange(member, offer_exchange(shop.boss, kind="coupon", coupon_kind_id=kind, days=7))
    coupon = Coupon.objects.get(member=member)
    assert (coupon.starts_on, coupon.ends_on) == (TODAY, TODAY + timedelta(days=6))


def test_points_become_a_level_for_a_while_but_never_a_lower_one(shop: Shop, member: UUID) -> None:
    silver = members.define_level(actor=shop.boss, at=NOON, name="银卡", rank=2, discount_bp=500)
    offer = offer_exchange(shop.boss, kind="level", level_id=silver, days=30)
    exchange(member, offer)
    assert Member.objects.get(id=member).level_id == silver
    assert Standing.objects.get(member=member).valid_through == TODAY + timedelta(days=29)
    assert refused(member, offer)[0] == "rewards.level_not_above"
    assert get_balances(member).points == 150


def test_an_offer_that_changed_meanwhile_is_not_exchanged(shop: Shop, member: UUID) -> None:
    offer = offer_exchange(shop.boss, points=120)
    assert refused(member, offer)[0] == "rewards.exchange_changed"
    assert get_balances(member).points == 250


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ({"is_active": False}, "over"),
        ({"ends_on": TODAY - timedelta(days=1)}, "over"),
        ({"starts_on": TODAY + timedelta(days=1)}, "early"),
    ],
)
def test_what_is_not_offered_today_is_refused(
    shop: Shop, member: UUID, terms: dict[str, Any], why: str
) -> None:
    assert refused(member, offer_exchange(shop.boss, **terms)) == ("rewards.not_to_exchange", why)
    assert get_balances(member).points == 250
    assert not Exchange.objects.exists()


def test_each_member_has_it_so_often_a_day_and_in_all(shop: Shop, member: UUID) -> None:
    pointing.give(member, 1000, store_id=shop.store_id, at=NOON)
    offer = offer_exchange(shop.boss, per_day=1, per_member=2)
    exchange(member, offer)
    assert refused(member, offer)[1] == "today"
    exchange(member, offer, at=NOON + timedelta(days=1))
    assert refused(member, offer, at=NOON + timedelta(days=2))[1] == "had"


def test_a_member_chooses_how_often_in_one_step(shop: Shop, member: UUID) -> None:
    done = exchange(member, offer_exchange(shop.boss, days=30), times=2)
    after = get_balances(member)
    assert (done.points, after.points, after.bonus_minor) == (200, 50, 1000)
    entry = Entry.objects.get(document_id=done.exchange_id)
    assert sorted(entry.postings.values_list("amount", flat=True)) == [200, 1000]
    row = Exchange.objects.get()
    assert (row.times, row.points) == (2, 200)
    told = AuditRow.objects.get(action="points.exchanged").data
    assert (told["points"], told["times"]) == (200, 2)


def test_so_many_coupons_and_cards_come_at_once(shop: Shop, member: UUID) -> None:
    pointing.give(member, 1000, store_id=shop.store_id, at=NOON)
    kind = offers.create_coupon_kind(
        actor=shop.boss, at=NOON, name="十元券", threshold_minor=5000, amount_minor=1000
    )
    coupon = offer_exchange(shop.boss, kind="coupon", coupon_kind_id=kind, days=7)
    exchange(member, coupon, times=3)
    assert Coupon.objects.filter(member=member).count() == 3
    sku_id = shop.add("CARD", 200000, kind="card")
    wallet.set_card_kind(actor=shop.boss, at=NOON, sku_id=sku_id, terms=Terms(paid_uses=10))
    card = offer_exchange(shop.boss, kind="pass", card_kind_id=list_kinds()[0].id)
    done = exchange(member, card, times=2)
    assert [held.uses_left for held in list_cards(member, "CNY")] == [10, 10]
    assert Entry.objects.filter(document_id=done.exchange_id).count() == 1
    assert get_balances(member).points == 750


@pytest.mark.parametrize("times", [0, -1, 3])
def test_more_at_once_than_the_points_allow_is_refused(
    shop: Shop, member: UUID, times: int
) -> None:
    offer = offer_exchange(shop.boss)
    assert refused(member, offer, times=times)[0] == "rewards.exchange_too_often"
    assert get_balances(member).points == 250
    assert not Exchange.objects.exists()


def test_what_was_had_at_once_counts_as_often(shop: Shop, member: UUID) -> None:
    pointing.give(member, 1000, store_id=shop.store_id, at=NOON)
    offer = offer_exchange(shop.boss, per_day=2, per_member=3)
    assert refused(member, offer, times=3)[0] == "rewards.exchange_too_often"
    exchange(member, offer, times=2)
    assert refused(member, offer)[1] == "today"
    tomorrow = NOON + timedelta(days=1)
    assert refused(member, offer, times=2, at=tomorrow)[0] == "rewards.exchange_too_often"
    exchange(member, offer, at=tomorrow)
    assert refused(member, offer, at=NOON + timedelta(days=2))[1] == "had"


def test_too_few_points_and_points_that_are_owed(shop: Shop, member: UUID) -> None:
    offer = offer_exchange(shop.boss)
    pointing.owe(member, 200, store_id=shop.store_id, at=NOON)
    assert refused(member, offer)[1] == "points"
    assert get_balances(member).bonus_minor == 0


def test_a_request_that_comes_twice_exchanges_once(shop: Shop, member: UUID) -> None:
    offer, request = offer_exchange(shop.boss), uuid4()
    assert exchange(member, offer, request_id=request) == exchange(
        member, offer, request_id=request
    )
    assert get_balances(member).points == 150


def test_a_colleague_exchanges_for_a_member_of_the_store_only(shop: Shop, member: UUID) -> None:
    offer = offer_exchange(shop.boss)

    def act(store_id: UUID) -> None:
        actor = Actor(
            "staff",
            uuid4(),
            "李",
            "manager",
            frozenset({permissions.REDEEM}),
            frozenset({store_id}),
        )
        usecases.exchange_points_for(
            actor=actor,
            at=NOON,
            request_id=uuid4(),
            member_id=member,
            offer_id=offer,
            expected_points=100,
        )

    with pytest.raises(DomainError):
        act(uuid4())
    assert get_balances(member).points == 250
    by_store = [
        Actor("staff", uuid4(), "李", "manager", frozenset({permissions.REDEEM}), frozenset({one}))
        for one in (shop.store_id, uuid4())
    ]
    seen = [[one.offer.id for one in list_exchanges_by(by, member, NOON)] for by in by_store]
    assert seen == [[offer], []], "another store's colleague is offered nothing"
    act(shop.store_id)
    assert get_balances(member).points == 150


@pytest.mark.parametrize(
    "wrong",
    [
        {"points": 0},
        {"name": " "},
        {"bonus_minor": 0},
        {"kind": "gold"},
        {"kind": "level"},
        {"kind": "coupon", "days": 7},
        {"kind": "pass"},
        {"per_day": 0},
        {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 1)},
    ],
)
def test_an_offer_that_gives_nothing_is_refused(shop: Shop, wrong: dict[str, Any]) -> None:
    with pytest.raises(DomainError):
        offer_exchange(shop.boss, **wrong)
    assert not ExchangeOffer.objects.exists()


@pytest.mark.parametrize(
    ("terms", "seen", "why"),
    [
        (ExchangeTerms(10), {}, ""),
        (ExchangeTerms(10, is_active=False), {}, "over"),
        (ExchangeTerms(10, starts_on=TODAY, ends_on=TODAY), {}, ""),
        (ExchangeTerms(10, level_ids=frozenset({OTHER})), {}, "level"),
        (ExchangeTerms(10, level_ids=frozenset({GOLD, OTHER})), {}, ""),
        (ExchangeTerms(10, per_day=2), {"today": 1, "ever": 1}, ""),
        (ExchangeTerms(10, per_day=2), {"today": 2, "ever": 2}, "today"),
        (ExchangeTerms(10, per_member=2), {"ever": 2}, "had"),
        (ExchangeTerms(10), {"points": 9}, "points"),
    ],
)
def test_what_stands_in_the_way(terms: ExchangeTerms, seen: dict[str, int], why: str) -> None:
    known = {"points": 10, "today": 0, "ever": 0, **seen}
    assert obstacle(terms, on=TODAY, level_id=GOLD, **known) == why


@pytest.mark.parametrize(
    ("terms", "seen", "most"),
    [
        (ExchangeTerms(10), {"points": 10_009}, 1000),
        (ExchangeTerms(10), {"points": 9}, 0),
        (ExchangeTerms(10), {"points": -50}, 0),
        (ExchangeTerms(10, at_once=1), {"points": 10_000}, 1),
        (ExchangeTerms(10, per_day=5), {"points": 10_000, "today": 3}, 2),
        (ExchangeTerms(10, per_day=5, per_member=4), {"points": 10_000, "ever": 3}, 1),
        (ExchangeTerms(10, per_member=4), {"points": 10_000, "ever": 6}, 0),
    ],
)
def test_how_often_at_once(terms: ExchangeTerms, seen: dict[str, int], most: int) -> None:
    assert most_times(terms, **{"today": 0, "ever": 0, **seen}) == most

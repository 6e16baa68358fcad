"""Cards over time: days earned, pauses, extensions, ends, and money back (handbook 1.3, 5.14)."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from tests.support.books import broken
from tests.support.law import let_cards_lapse
from tests.support.shop import NOON, TODAY, Shop

from tessera.kernel.errors import DomainError
from tessera.ledger.queries import get_balance
from tessera.members import usecases as members
from tessera.platform.models import AuditRow
from tessera.sales import jobs, places, usecases
from tessera.sales.models import Payout
from tessera.sales.queries.cards import plan_card_refund
from tessera.sales.tests.test_passes import TWELVE, earned, left, refused, sold, use
from tessera.sales.usecases import PaidOut, PayoutTerms
from tessera.wallet import places as held
from tessera.wallet import usecases as wallet
from tessera.wallet.queries.cards import CardFacts, get_card, list_cards
from tessera.wallet.queries.kinds import get_kind, price_of_kind
from tessera.wallet.rules.cards import FIRST_USE, Terms

YEAR = Terms(is_unlimited=True, days=365)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def work_through(shop: Shop, days: int, limit: int = 300) -> int:
    """Let the worker earn what is over, so many days later; how much that was."""
    at = NOON + timedelta(days=days)
    return usecases.earn_card_days(actor=shop.boss, at=at, limit=limit).minor


def again(card: CardFacts) -> CardFacts:
    return get_card(card.id, "CNY")


def refund(shop: Shop, card: CardFacts, cause: str, days: int = 0, **more: object) -> PaidOut:
    """Pay a card out by the bank, so many days after its sale."""
    at = NOON + timedelta(days=days)
    plan = plan_card_refund(shop.boss, card.id, store_id=shop.store_id, at=at)
    asked = {"expected_minor": plan.due.by(cause), **more}
    return usecases.refund_card(
        actor=shop.boss,
        at=at,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        card_id=card.id,
        terms=PayoutTerms(
            cause, "bank", "王芳", "6222 0000", "搬家", identity_checked=True, document_name="王芳"
        ),
        **asked,  # type: ignore[arg-type]
    )


def test_an_unlimited_card_is_earned_by_the_day_each_day_once(shop: Shop) -> None:
    card = sold(shop, shop.join(), terms=YEAR, price_minor=36500)
    use(shop, card)
    assert (earned(shop), left(card)) == (0, (0, 36500))
    assert work_through(shop, 1) == 100
    assert work_through(shop, 1) == 0
    assert work_through(shop, 10) == 900
    assert work_through(shop, 500) == 35500
    assert work_through(shop, 501) == 0
    assert (earned(shop), left(card)) == (36500, (0, 0))
    assert not broken()


def test_a_killed_job_goes_on_where_it_stopped(shop: Shop) -> None:
    for number in range(3):
        sold(shop, shop.join(), terms=YEAR, price_minor=36500, style=f"YEAR{number}")
    assert work_through(shop, 1, limit=2) == 200
    assert work_through(shop, 1, limit=2) == 100
    assert work_through(shop, 1, limit=2) == 0


def test_a_card_by_day_that_begins_with_its_first_use_earns_nothing_before(shop: Shop) -> None:
    terms = Terms(is_unlimited=True, starts=FIRST_USE, days=10)
    card = sold(shop, shop.join(), terms=terms, price_minor=1000)
    assert work_through(shop, 5) == 0
    use(shop, card, at=NOON + timedelta(days=5))
    assert work_through(shop, 7) == 200
    assert not broken()


def test_a_pause_shifts_the_days_and_nothing_is_used_or_earned_in_it(shop: Shop) -> None:
    card = sold(shop, shop.join(), terms=Terms(is_unlimited=True, days=10), price_minor=1000)
    at = NOON + timedelta(days=3)
    wallet.pause_card(actor=shop.boss, at=at, card_id=card.id, reason="出差")
    with refused("cards.not_active"):
        use(shop, card, at=at)
    assert work_through(shop, 40) == 0
    wallet.resume_card(actor=shop.boss, at=NOON + timedelta(days=33), card_id=card.id)
    assert again(card).ends_on == after(9 + 30)
    assert work_through(shop, 33) == 300
    assert work_through(shop, 34) == 100
    assert work_through(shop, 100) == 600
    assert left(card) == (0, 0)
    assert not broken()


def test_an_extension_spreads_what_is_left_anew(shop: Shop) -> None:
    card = sold(shop, shop.join(), terms=Terms(is_unlimited=True, days=10), price_minor=1000)
    work_through(shop, 5)
    wallet.extend_card(
        actor=shop.boss, at=NOON, card_id=card.id, until=after(14), reason="停业五天"
    )
    assert work_through(shop, 6) == 50
    assert work_through(shop, 15) == 450
    assert not broken()


def test_a_card_is_never_shortened(shop: Shop) -> None:
    card = sold(shop, shop.join())
    with refused("cards.until_invalid"):
        wallet.extend_card(actor=shop.boss, at=NOON, card_id=card.id, until=TODAY, reason="短")
    assert again(card).ends_on == card.ends_on


def test_what_is_left_is_kept_for_good_and_an_extension_makes_it_good_again(shop: Shop) -> None:
    card = sold(shop, shop.join(), terms=Terms(paid_uses=5, days=10))
    later = NOON + timedelta(days=4000)
    assert usecases.lapse_cards(actor=shop.boss, at=later).cards == 0
    assert left(card)[0] == 5
    wallet.extend_card(actor=shop.boss, at=later, card_id=card.id, until=after(4030), reason="续期")
    assert use(shop, card, at=later).uses_left == 4


def test_where_the_terms_say_so_a_card_ends_some_days_after_its_last(shop: Shop) -> None:
    let_cards_lapse(shop)
    card = sold(shop, shop.join(), terms=Terms(paid_uses=5, days=10, kept_days=30))
    use(shop, card)
    end = NOON + timedelta(days=39)
    assert usecases.lapse_cards(actor=shop.boss, at=end).cards == 0
    done = usecases.lapse_cards(actor=shop.boss, at=end + timedelta(days=1))
    assert (done.cards, done.minor) == (1, 160000)
    assert left(card) == (0, 0)
    assert get_balance(held.uses_ended(shop.store_id)) == 4
    assert get_balance(places.card_kept(shop.store_id, "CNY")) == 160000
    assert usecases.lapse_cards(actor=shop.boss, at=end + timedelta(days=1)).cards == 0
    assert not broken()


def test_the_job_does_both_and_does_nothing_the_second_time(shop: Shop) -> None:
    card = sold(shop, shop.join(), terms=YEAR, price_minor=36500)
    jobs.keep_cards()
    before, noted = left(card), AuditRow.objects.count()
    jobs.keep_cards()
    assert (left(card), AuditRow.objects.count()) == (before, noted)
    assert not broken()


def test_a_lost_card_is_frozen_and_replaced_by_a_new_number(shop: Shop) -> None:
    card = sold(shop, shop.join())
    wallet.freeze_card(actor=shop.boss, at=NOON, card_id=card.id, reason="丢了")
    with refused("cards.not_active"):
        use(shop, card)
    number = wallet.replace_card(actor=shop.boss, at=NOON, card_id=card.id, reason="补卡")
    assert number != card.number
    assert len(number) == 16
    assert use(shop, card).uses_left == 11


def test_a_lost_card_that_was_found_is_used_under_its_old_number(shop: Shop) -> None:
    card = sold(shop, shop.join())
    asked: dict[str, Any] = {"actor": shop.boss, "at": NOON, "card_id": card.id}
    with refused("cards.not_active"):
        wallet.unfreeze_card(**asked, reason="没丢")
    wallet.freeze_card(**asked, reason="丢了")
    with refused("members.reason_needed"):
        wallet.unfreeze_card(**asked, reason=" ")
    assert again(card).state == "frozen"
    wallet.unfreeze_card(**asked, reason="找到了")
    assert again(card).state == "active"
    told = AuditRow.objects.get(action="card.unfrozen")
    assert (told.subject, told.data["reason"]) == (str(card.id), "找到了")
    assert use(shop, card).uses_left == 11


@pytest.mark.parametrize(("days", "is_good"), [(40, False), (41, True)])
def test_a_card_is_extended_to_no_day_that_has_passed(shop: Shop, days: int, is_good: bool) -> None:
    """Its last day was the 30th; it is asked about on the 41st."""
    card = sold(shop, shop.join(), terms=Terms(paid_uses=12, days=30))
    asked: dict[str, Any] = {
        "actor": shop.boss,
        "at": NOON + timedelta(days=41),
        "card_id": card.id,
    }
    extend = partial(wallet.extend_card, **asked, reason="歉意")
    if is_good:
        extend(until=after(days))
    else:
        with refused("cards.until_invalid"):
            extend(until=after(days))
    assert again(card).ends_on == (after(days) if is_good else card.ends_on)


def test_a_kinds_new_price_counts_from_now_on(shop: Shop) -> None:
    card = sold(shop, shop.join())
    kind = get_kind(card.kind_id)
    asked: dict[str, Any] = {
        "actor": shop.boss,
        "at": NOON,
        "sku_id": kind.sku_id,
        "terms": kind.terms,
    }
    with refused("products.price_invalid"):
        wallet.set_card_kind(**asked, price_minor=-1)
    assert price_of_kind(kind.id) == 200000
    wallet.set_card_kind(**asked, price_minor=180000)
    assert (price_of_kind(kind.id), again(card).price_minor) == (180000, 200000)
    told = AuditRow.objects.filter(action="card_kind.set").order_by("-id")[0].data
    assert told["price"] == {"before": 200000, "after": 180000}
    assert shop.total_of(shop.order((kind.sku_id, 1), member_id=card.member_id)) == 180000


def test_a_card_is_handed_on_where_its_terms_or_the_law_allow_it(shop: Shop) -> None:
    card, other = sold(shop, shop.join()), shop.join("李娜")
    hand_on = partial(
        wallet.hand_card_on, actor=shop.boss, at=NOON, card_id=card.id, member_id=other
    )
    with refused("cards.not_transferable"):
        hand_on(reason="送给她")
    hand_on(reason="依法转让", by_law=True)
    assert [one.id for one in list_cards(other, "CNY")] == [card.id]
    assert list_cards(card.member_id, "CNY") == []
    assert left(card) == (12, 200000)


def test_case_14_cards_move_with_a_merge(shop: Shop) -> None:
    card, keep = sold(shop, shop.join()), shop.join("王芳")
    members.merge(actor=shop.boss, at=NOON, gone_id=card.member_id, keep_id=keep, reason="重复")
    assert [one.id for one in list_cards(keep, "CNY")] == [card.id]
    assert use(shop, card).uses_left == 11
    assert not broken()


def test_by_the_members_wish_what_was_used_counts_at_its_single_price(shop: Shop) -> None:
    card = sold(shop, shop.join())
    use(shop, card, 3)
    plan = plan_card_refund(shop.boss, card.id, store_id=shop.store_id, at=NOON)
    assert plan.due.consumer_minor == 200000 - 3 * 20000
    assert plan.due.operator_minor == 200000 - 3 * 16667
    done = refund(shop, card, "consumer")
    assert done.paid_minor == 140000
    kept = 200000 - 3 * 16667 - 140000
    assert get_balance(places.card_kept(shop.store_id, "CNY")) == kept
    assert get_balance(held.uses_ended(shop.store_id)) == 9
    assert (left(card), again(card).state) == ((0, 0), "ended")
    assert Payout.objects.get().card_id == card.id
    assert not broken()


def test_where_the_cause_is_ours_all_that_is_not_earned_is_paid(shop: Shop) -> None:
    card = sold(shop, shop.join())
    use(shop, card, 3)
    assert refund(shop, card, "operator").paid_minor == 200000 - 3 * 16667
    assert not broken()


@pytest.mark.parametrize(("days", "is_withdrawal"), [(7, True), (8, False)])
def test_a_card_never_used_within_seven_days_is_a_withdrawal(
    shop: Shop, days: int, is_withdrawal: bool
) -> None:
    card = sold(shop, shop.join())
    at = NOON + timedelta(days=days)
    due = plan_card_refund(shop.boss, card.id, store_id=shop.store_id, at=at).due
    assert (due.is_withdrawal, due.consumer_minor) == (is_withdrawal, 200000)


def test_of_an_unlimited_card_the_days_that_remain_are_paid(shop: Shop) -> None:
    card = sold(shop, shop.join(), terms=YEAR, price_minor=36500)
    use(shop, card)
    done = refund(shop, card, "consumer", days=100)
    assert done.paid_minor == 36500 - 100 * 100
    assert (earned(shop), left(card)) == (10000, (0, 0))
    assert not broken()


def test_a_card_that_has_ended_is_not_paid_twice(shop: Shop) -> None:
    card = sold(shop, shop.join())
    refund(shop, card, "operator")
    with refused("cards.not_active"):
        refund(shop, card, "operator", expected_minor=200000)
    assert Payout.objects.count() == 1


def test_another_amount_than_shown_is_refused_and_nothing_changes(shop: Shop) -> None:
    card = sold(shop, shop.join(), terms=TWELVE)
    with pytest.raises(DomainError, match=r"payouts\.changed"):
        refund(shop, card, "consumer", expected_minor=1)
    assert left(card) == (12, 200000)

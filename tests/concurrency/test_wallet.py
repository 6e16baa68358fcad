"""One wallet at several tills (CASES 1 and 2)."""

from uuid import UUID

from tessera.sales.models import Payout, Sale
from tessera.wallet import queries as wallet
from tessera.wallet import usecases as plans
from tessera.wallet.rules.topups import PlanTerms
from tests.support.arena import at_once, deed, told
from tests.support.arena_member import code_of
from tests.support.books import broken, deadlocks
from tests.support.payouts import pay_out
from tests.support.shop import NOON, Shop

FULL = 55000
"""A top-up of 500.00 with its 50.00 bonus."""


def held(member_id: UUID) -> int:
    balances = wallet.get_balances(member_id)
    return balances.principal_minor + balances.bonus_minor


def test_case_01_two_tills_that_spend_one_wallet_at_once_let_one_through(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    order = shop.order((shop.dress, 1), member_id=member)
    tills = [shop, shop.another_till("T2")]
    answers = at_once([deed(till.sell, order, ("wallet", 29900), total=29900) for till in tills])
    refused = [answer for answer in answers if answer.refused]
    assert [answer.refused for answer in refused] == ["wallet.insufficient"], told(answers)
    assert refused[0].data["available_minor"] == FULL - 29900
    assert held(member) == FULL - 29900
    assert Sale.objects.count() == 2  # the top-up and one dress
    assert not broken()


def test_case_02_a_second_ticket_at_one_till_finds_what_the_first_one_left(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    order = shop.order((shop.dress, 1), member_id=member)
    pay = deed(shop.sell, order, ("wallet", 29900), total=29900)
    answers = at_once([pay, pay])
    assert sorted(answer.refused for answer in answers) == ["", "wallet.insufficient"], told(
        answers
    )
    assert held(member) == FULL - 29900
    assert not broken()


def test_case_02_paying_one_ticket_leaves_the_wallet_of_the_other_alone(shop: Shop) -> None:
    first, second = shop.join("王芳"), shop.join("李娜")
    shop.top_up(first)
    shop.top_up(second)
    orders = [shop.order((shop.dress, 1), member_id=member) for member in (first, second)]
    pay = [deed(shop.sell, order, ("wallet", 29900), total=29900) for order in orders]
    at_once(pay[:1])
    assert (held(first), held(second)) == (FULL - 29900, FULL)
    answers = at_once([pay[1], deed(shop.sell, shop.order((shop.fee, 1)))])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert (held(first), held(second)) == (FULL - 29900, FULL - 29900)
    assert not broken()


def test_case_01_eight_tills_empty_a_wallet_to_its_last_whole_payment(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    tills = [shop, *(shop.another_till(f"T{number}") for number in range(2, 9))]
    answers = at_once([deed(pay_fees, till, member, 5) for till in tills])
    codes = [code for answer in answers for code in answer.value or [str(answer)]]
    assert codes.count("") == FULL // 2000, told(answers)
    assert set(codes) == {"", "wallet.insufficient"}, told(answers)
    assert held(member) == FULL % 2000
    assert not broken()


def pay_fees(till: Shop, member: UUID, times: int) -> list[str]:
    """Pay 20.00 from the wallet so many times; the code of each refusal, or none."""
    order = till.order((till.fee, 1), member_id=member)
    return [code_of(till.sell, order, ("wallet", 2000), total=2000) for _ in range(times)]


def test_two_payouts_of_one_card_at_once_pay_once(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    tills = [shop, shop.another_till("T2")]
    answers = at_once([deed(pay_out, till, member, 50000) for till in tills])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "payouts.changed"], told(answers)
    assert held(member) == 0
    assert Payout.objects.count() == 1
    assert (broken(), deadlocks()) == ({}, 0)


def test_a_payout_and_a_payment_at_once_share_one_card(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    order = shop.order((shop.dress, 1), member_id=member)
    there = shop.another_till("T2")
    answers = at_once(
        [
            deed(shop.sell, order, ("wallet", 29900), total=29900),
            deed(pay_out, there, member, 50000),
        ]
    )
    sale, payout = (answer.fault or answer.refused for answer in answers)
    assert (sale, payout) in {("wallet.insufficient", ""), ("", "payouts.changed")}, told(answers)
    assert held(member) == (FULL - 29900 if not sale else 0)
    assert (broken(), deadlocks()) == ({}, 0)


def test_two_top_ups_at_once_do_not_pass_the_laws_limit_together(shop: Shop) -> None:
    member, large = shop.join(), shop.add("TOPUP4000", 400000, kind="topup")
    plans.set_plan(actor=shop.boss, at=NOON, sku_id=large, principal_minor=400000)
    shop.top_up(member)
    tills = [shop, shop.another_till("T2")]
    order = shop.order((large, 1), member_id=member)
    answers = at_once([deed(till.sell, order, ("card", 400000), total=400000) for till in tills])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "wallet.balance_too_high"], told(answers)
    assert held(member) == FULL + 400000
    assert (broken(), deadlocks()) == ({}, 0)


def test_two_first_top_ups_at_once_are_one_first(shop: Shop) -> None:
    member, sku_id = shop.join(), shop.add("FIRST", 10000, kind="topup")
    plans.set_plan(
        actor=shop.boss,
        at=NOON,
        sku_id=sku_id,
        principal_minor=10000,
        bonus_minor=8800,
        terms=PlanTerms(first_only=True),
    )
    tills = [shop, shop.another_till("T2")]
    order = shop.order((sku_id, 1), member_id=member)
    answers = at_once([deed(till.sell, order, ("cash", 10000), total=10000) for till in tills])
    assert not any(answer.fault or answer.refused for answer in answers), told(answers)
    assert wallet.get_balances(member).bonus_minor == 8800
    assert held(member) == 28800
    assert (broken(), deadlocks()) == ({}, 0)

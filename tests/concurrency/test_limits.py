"""What is set aside for a till, and others who want the same at the same moment (CASES 1 and 3)."""

from uuid import UUID

import pytest

from tessera.sales.models import Allowance
from tessera.wallet.queries import get_balances
from tests.support.arena import at_once, deed, told
from tests.support.books import broken
from tests.support.limits import TERMS, allow, give_back, grant, honour
from tests.support.shop import Shop


@pytest.fixture
def member(shop: Shop) -> UUID:
    """Somebody with 550.00, of which a till may take 200.00."""
    member_id = shop.join()
    shop.top_up(member_id)
    allow(shop, TERMS)
    return member_id


def whole(member_id: UUID) -> int:
    held = get_balances(member_id)
    return held.principal_minor + held.bonus_minor + held.aside_minor


def test_a_limit_and_a_sale_that_want_the_same_value_share_what_is_there(
    shop: Shop, member: UUID
) -> None:
    tills = [shop.another_till(f"T{number}") for number in range(2, 4)]
    order = shop.order((shop.dress, 1), (shop.fee, 7), member_id=member)
    sales = [deed(till.sell, order, ("wallet", 43900), total=43900) for till in tills]
    answers = at_once([deed(grant, shop, member), *sales])
    assert not any(answer.fault for answer in answers), told(answers)
    sold = [answer for answer in answers[1:] if not answer.refused]
    refusals = {answer.refused for answer in answers if answer.refused}
    assert len(sold) <= 1, told(answers)
    assert refusals <= {"wallet.insufficient"}, told(answers)
    assert whole(member) == 55000 - 43900 * len(sold)
    assert get_balances(member).aside_minor in {20000, 55000 - 43900}
    assert not broken()


def test_one_till_that_asks_twice_at_once_gets_one_limit(shop: Shop, member: UUID) -> None:
    answers = at_once([deed(grant, shop, member)] * 3)
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert Allowance.objects.count() == 1
    assert get_balances(member).aside_minor == 20000
    assert not broken()


def test_a_limit_that_is_given_back_while_a_sale_draws_on_it_gives_each_fen_once(
    shop: Shop, member: UUID
) -> None:
    (limit,) = grant(shop, member)
    draws = [deed(honour, shop, limit, wallet_minor=9000)] * 2
    answers = at_once([*draws, deed(give_back, shop, limit.id)])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    row = Allowance.objects.get()
    assert row.ended_at is not None
    assert row.wallet_used_minor <= 18000
    assert (whole(member), get_balances(member).aside_minor) == (55000, 0)
    assert not broken()

"""Points of one member at several tills: one lot, one debt."""

from uuid import UUID

from tessera.ledger.models import Lot
from tessera.wallet import places
from tessera.wallet import queries as wallet
from tests.support.arena import at_once, deed, told
from tests.support.books import broken
from tests.support.shop import Shop


def test_two_tills_that_spend_one_lot_of_points_at_once_let_one_through(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 1), member_id=member))  # earns 299 points in one lot
    socks = shop.add("SOCKS", 1000)
    tills = [shop, shop.another_till("T2")]
    order = shop.order((socks, 1), member_id=member, points=200)
    answers = at_once([deed(till.sell, order, ("cash", 800), total=800) for till in tills])
    refused = [answer for answer in answers if answer.refused]
    assert [answer.refused for answer in refused] == ["sales.total_changed"], told(answers)
    assert refused[0].data["quote"]["missed"][0]["code"] == "points_insufficient", told(answers)
    lots = Lot.objects.filter(account=places.points(member).id)
    assert sorted(lots.values_list("remaining", flat=True)) == [8, 99]
    assert wallet.get_balances(member).points == 99 + 8
    assert not broken()


def owe_points(shop: Shop) -> UUID:
    """A member who owes 100 points: earned them, spent them, and gave the goods back."""
    member = shop.join()
    earned = shop.sell(shop.order((shop.add("SKIRT", 10000), 1), member_id=member))
    spend_all(shop, member, 100)
    shop.give_back(earned.sale_id, 1)
    assert wallet.get_balances(member).points_debt == 100
    return member


def spend_all(shop: Shop, member: UUID, points: int) -> None:
    """Spend points on something that earns none."""
    pin = shop.add("PIN", points + 99)
    shop.sell(shop.order((pin, 1), member_id=member, points=points))
    assert wallet.get_balances(member).points == 0


def test_two_sales_at_once_fill_a_debt_of_points_once(shop: Shop) -> None:
    member = owe_points(shop)
    scarf = shop.add("SCARF", 8000)
    order = shop.order((scarf, 1), member_id=member)
    tills = [shop, shop.another_till("T2")]
    answers = at_once([deed(till.sell, order, ("cash", 8000), total=8000) for till in tills])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    after = wallet.get_balances(member)
    assert (after.points, after.points_debt) == (60, 0)
    assert not broken()


def test_two_returns_at_once_that_claw_back_spent_points_add_up_the_debt(shop: Shop) -> None:
    member = shop.join()
    skirt = shop.add("SKIRT", 10000)
    sold = [shop.sell(shop.order((skirt, 1), member_id=member)) for _ in range(2)]
    spend_all(shop, member, 200)
    tills = [shop, shop.another_till("T2")]
    answers = at_once(
        [deed(till.give_back, sale.sale_id, 1) for till, sale in zip(tills, sold, strict=True)]
    )
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    after = wallet.get_balances(member)
    assert (after.points, after.points_debt) == (0, 200)
    assert not broken()


def test_the_first_two_sales_of_a_member_at_once_open_one_account(shop: Shop) -> None:
    member = shop.join()
    order = shop.order((shop.dress, 1), member_id=member)
    tills = [shop, *(shop.another_till(f"T{number}") for number in range(2, 6))]
    answers = at_once([deed(till.sell, order, ("cash", 29900), total=29900) for till in tills])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert wallet.get_balances(member).points == 5 * 299
    assert not broken()

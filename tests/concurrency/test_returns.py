"""Returns of one sale at several tills."""

from tessera.sales.models import Return, Sale, SaleLine
from tessera.wallet import queries as wallet
from tests.support.arena import at_once, deed, told
from tests.support.books import broken
from tests.support.shop import Shop


def test_one_line_taken_back_at_two_tills_at_once_comes_back_once(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    order = shop.order((shop.dress, 1), member_id=member)
    sale = shop.sell(order, ("wallet", 20000), ("cash", 9900))
    tills = [shop, shop.another_till("T2")]
    answers = at_once([deed(till.give_back, sale.sale_id, 1) for till in tills])
    refused = [answer for answer in answers if answer.refused]
    assert [answer.refused for answer in refused] == ["returns.too_many"], told(answers)
    assert refused[0].data["returnable"] == 0
    assert sum(answer.value is not None for answer in answers) == 1, told(answers)
    held = wallet.get_balances(member)
    assert (held.points, held.principal_minor + held.bonus_minor) == (0, 55000)
    assert Return.objects.count() == 1
    assert not broken()


def test_two_lines_taken_back_at_two_tills_at_once_both_come_back(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    scarf = shop.add("SCARF", 9900)
    order = shop.order(
        (shop.dress, 1), (scarf, 1), member_id=member, coupons=(shop.coupon(member),)
    )
    sale = shop.sell(order, ("wallet", 20000), ("cash", 17800))
    tills = [shop, shop.another_till("T2")]
    pieces = [(1,), (0, 1)]
    answers = at_once(
        [deed(till.give_back, sale.sale_id, *n) for till, n in zip(tills, pieces, strict=True)]
    )
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert sum(answer.value.refund_minor for answer in answers) == sale.total_minor
    assert sum(answer.value.points_clawed for answer in answers) == sale.points_earned
    held = wallet.get_balances(member)
    assert (held.points, held.principal_minor + held.bonus_minor) == (0, 55000)
    assert not broken()


def test_ten_pieces_taken_back_at_five_tills_at_once_give_back_what_one_return_would(
    shop: Shop,
) -> None:
    member = shop.join()
    shop.top_up(member)
    pen = shop.add("PEN", 3333)
    order = shop.order((pen, 10), member_id=member, coupons=(shop.coupon(member),))
    sale = shop.sell(order, ("wallet", 10001), ("card", 7), ("cash", 31330 - 10008))
    tills = [shop, *(shop.another_till(f"T{number}") for number in range(2, 6))]
    answers = at_once([deed(till.give_back, sale.sale_id, 1) for till in tills * 2])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert sum(answer.value.refund_minor for answer in answers) == sale.total_minor
    assert sum(answer.value.points_clawed for answer in answers) == sale.points_earned
    assert SaleLine.objects.get(sale=sale.sale_id).returned == 10
    assert Sale.objects.get(id=sale.sale_id).return_count == 10
    assert wallet.get_balances(member).points == 0
    assert not broken()

"""A member who buys at several tills at once."""

from tests.support.arena import at_once, deed, told
from tests.support.books import broken
from tests.support.buyers import get_buyer
from tests.support.shop import Shop


def test_first_purchases_at_four_tills_at_once_make_one_row_of_all(shop: Shop) -> None:
    member = shop.join()
    order = shop.order((shop.dress, 1), member_id=member)
    tills = [shop, *(shop.another_till(f"T{number}") for number in range(2, 5))]
    answers = at_once([deed(till.sell, order, total=29900) for till in tills])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    bought = get_buyer(member)
    assert (bought.visits, bought.spent_minor, bought.pieces) == (4, 4 * 29900, 4)
    assert not broken()

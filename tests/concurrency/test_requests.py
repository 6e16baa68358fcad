"""One request sent many times at once (CASES 4 and 22)."""

from uuid import uuid4

from tessera.members import queries as members
from tessera.members import usecases as joining
from tessera.members.models import Member
from tessera.platform.models import AuditRow, RequestRecord
from tessera.sales.models import Return, Sale, Shift
from tessera.wallet import queries as wallet
from tests.support.arena import at_once, deed, told
from tests.support.arena_member import Deed
from tests.support.books import broken
from tests.support.offline import cut, give_numbers
from tests.support.shop import NOON, Shop


def test_case_04_a_sale_sent_ten_times_at_once_is_made_once_and_answered_ten_times_alike(
    shop: Shop,
) -> None:
    member = shop.join()
    shop.top_up(member)
    order = shop.order((shop.dress, 1), member_id=member)
    request_id = uuid4()
    send = deed(
        shop.sell, order, ("wallet", 20000), ("cash", 9900), total=29900, request_id=request_id
    )
    answers = at_once([send] * 10)
    assert all(answer.value for answer in answers), told(answers)
    assert len({answer.value for answer in answers}) == 1, told(answers)
    assert Sale.objects.filter(id=answers[0].value.sale_id).count() == 1
    assert Sale.objects.count() == 2  # the top-up and the dress
    assert RequestRecord.objects.filter(request_id=request_id).count() == 1
    assert wallet.get_balances(member).points == answers[0].value.points_earned
    assert not broken()


def test_case_22_a_sale_made_offline_that_is_sent_ten_times_at_once_is_made_once(
    shop: Shop,
) -> None:
    line = cut(shop)
    tried, order = uuid4(), shop.order((shop.dress, 1), member_id=shop.join())
    made = line.make(order, instead_of=tried)
    send = deed(line.send, made, request_id=uuid4())
    late = deed(shop.sell, order, total=29900, request_id=tried)
    answers = at_once([send] * 5 + [late] + [send] * 4)
    assert len({answer.value for answer in answers[:5] + answers[6:]}) == 1, told(answers)
    assert Sale.objects.count() == 1
    assert answers[5].value or answers[5].refused == "request.reused", told(answers)
    assert not broken()


def test_two_pages_that_ask_for_numbers_at_once_get_others(shop: Shop) -> None:
    answers = at_once([deed(give_numbers, shop)] * 6)
    assert sorted(answer.value.first for answer in answers) == [1, 1001, 2001, 3001, 4001, 5001]
    assert not broken()


def test_case_22_one_id_on_two_contents_at_once_sells_one_of_them(shop: Shop) -> None:
    request_id = uuid4()
    orders = [shop.order((shop.dress, pieces)) for pieces in (1, 2)] * 3
    answers = at_once([deed(shop.sell, order, request_id=request_id) for order in orders])
    codes = [answer.fault or answer.refused for answer in answers]
    assert sorted(codes) == [""] * 3 + ["request.reused"] * 3, told(answers)
    assert len({answer.value for answer in answers if answer.value}) == 1, told(answers)
    assert Sale.objects.count() == 1
    assert not broken()


def test_a_return_sent_ten_times_at_once_is_made_once(shop: Shop) -> None:
    sale = shop.sell(shop.order((shop.dress, 10), member_id=shop.join()))
    send = deed(shop.give_back, sale.sale_id, 1, request_id=uuid4())
    answers = at_once([send] * 10)
    assert len({answer.value for answer in answers}) == 1, told(answers)
    assert answers[0].value.refund_minor == 29900, told(answers)
    assert Return.objects.count() == 1
    assert not broken()


def test_a_shift_closed_and_opened_ten_times_at_once_by_one_request_each_moves_once(
    shop: Shop,
) -> None:
    shop.sell(shop.order((shop.dress, 1)))
    closed = at_once([deed(shop.close_shift, counted_minor=1, request_id=uuid4())] * 10)
    assert len({str(answer) for answer in closed}) == 1, told(closed)
    assert closed[0].value.sale_count == 1, told(closed)
    opened = at_once([deed(shop.open_shift, request_id=uuid4())] * 10)
    assert len({answer.value for answer in opened}) == 1, told(opened)
    assert opened[0].value, told(opened)
    assert Shift.objects.count() == 2
    assert not broken()


def test_two_registrations_of_one_phone_make_one_member(shop: Shop) -> None:
    def register(name: str) -> Deed:
        return deed(
            joining.register,
            actor=shop.boss,
            at=NOON,
            phone="13912345678",
            name=name,
            store_id=shop.store_id,
        )

    answers = at_once([register(name) for name in ("王芳", "李娜")])
    codes = sorted(answer.fault or answer.refused for answer in answers)
    assert codes == ["", "members.phone_taken"], told(answers)
    assert Member.objects.count() == 1
    assert AuditRow.objects.filter(action="member.registered").count() == 1
    found = members.search(actor=shop.boss, at=NOON, text="13912345678", limit=5)
    assert [row.name for row in found] == [a.value.name for a in answers if a.value]

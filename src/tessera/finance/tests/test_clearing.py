"""What stores owe each other (domain handbook 5.13)."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.chain import Chain
from tests.support.shop import TODAY

from tessera.finance.queries import clearing
from tessera.finance.queries.clearing import Range
from tessera.finance.rules.clearing import Crossing, positions
from tessera.kernel.errors import Forbidden
from tessera.sales.tests.test_gift_cards import pay, sold
from tessera.sales.tests.test_passes import sold as sell_card
from tessera.sales.tests.test_passes import undo, use

A, B, C = (UUID(int=n) for n in (1, 2, 3))
WEEK = Range(TODAY - timedelta(days=6), TODAY)

crossings = st.builds(
    Crossing,
    st.sampled_from([A, B, C]),
    st.sampled_from([A, B, C]),
    st.integers(-(10**6), 10**9),
    st.integers(-(10**6), 10**9),
)


@pytest.mark.parametrize(("bears", "owed"), [(False, 25_000), (True, 30_000)])
def test_the_handbook_s_example(bears: bool, owed: int) -> None:
    crossing = Crossing(A, B, 25_000, 5_000)
    assert crossing.owed(issuer_bears_bonus=bears) == owed
    assert positions([crossing], issuer_bears_bonus=bears) == {A: -owed, B: owed}


@given(st.lists(crossings), st.booleans())
def test_all_positions_together_are_zero(found: list[Crossing], bears: bool) -> None:
    assert sum(positions(found, issuer_bears_bonus=bears).values()) == 0


def spend(chain: Chain) -> tuple[UUID, UUID]:
    """A member pays 500.00 in, gets 50.00 besides, and spends 299.00 at the franchise."""
    member = chain.shop.join()
    chain.shop.top_up(member)
    franchise = chain.franchise
    sale = franchise.sell(
        franchise.order((chain.shop.dress, 1), member_id=member), ("wallet", 29900)
    )
    return member, sale.sale_id


def test_who_sold_the_value_owes_who_gave_the_goods(chain: Chain) -> None:
    spend(chain)
    found = clearing.get_clearing(actor=chain.boss, asked=WEEK)
    [pair] = found.pairs
    assert pair.crossing.issuer == chain.shop.store_id
    assert pair.crossing.spender == chain.franchise.store_id
    assert (pair.crossing.principal, pair.crossing.bonus, pair.owed) == (27182, 2718, 27182)
    assert [amount for _, amount in found.positions] == [27182, -27182]


def test_a_return_takes_it_back(chain: Chain) -> None:
    _, sale = spend(chain)
    chain.franchise.give_back(sale, 1)
    found = clearing.get_clearing(actor=chain.boss, asked=WEEK)
    assert (found.pairs, found.positions) == ((), ())


def test_what_is_spent_where_it_was_sold_is_owed_by_nobody(chain: Chain) -> None:
    member = chain.shop.join()
    chain.shop.top_up(member)
    chain.shop.sell(chain.shop.order((chain.shop.dress, 1), member_id=member), ("wallet", 29900))
    assert clearing.get_clearing(actor=chain.boss, asked=WEEK).pairs == ()


def test_each_side_sees_the_pair_and_a_third_store_does_not(chain: Chain) -> None:
    spend(chain)
    for actor in (chain.manager, chain.partner):
        assert len(clearing.get_clearing(actor=actor, asked=WEEK).pairs) == 1
    other = chain.third()
    assert clearing.get_clearing(actor=other, asked=WEEK).pairs == ()
    page = clearing.list_crossing_entries(
        actor=other, asked=WEEK, issuer=chain.shop.store_id, spender=chain.franchise.store_id
    )
    assert page.rows == []


def test_the_entries_behind_a_figure_sum_to_it(chain: Chain) -> None:
    spend(chain)
    page = clearing.list_crossing_entries(
        actor=chain.boss, asked=WEEK, issuer=chain.shop.store_id, spender=chain.franchise.store_id
    )
    assert sum(row.change for row in page.rows) == 27182 + 2718
    asked = Range(TODAY + timedelta(days=1), TODAY + timedelta(days=2))
    assert clearing.get_clearing(actor=chain.boss, asked=asked).pairs == ()


def test_who_may_not_see_the_books_sees_nothing(chain: Chain) -> None:
    with pytest.raises(Forbidden):
        clearing.get_clearing(actor=chain.nobody(), asked=WEEK)


def test_a_gift_card_that_another_store_takes_is_owed_by_who_sold_it(chain: Chain) -> None:
    (code,) = sold(chain.shop)
    franchise = chain.franchise
    sale = pay(franchise, franchise.order((chain.shop.dress, 1)), ("gift", 29900, code))
    [pair] = clearing.get_clearing(actor=chain.boss, asked=WEEK).pairs
    assert (pair.crossing.issuer, pair.crossing.spender) == (
        chain.shop.store_id,
        franchise.store_id,
    )
    assert (pair.crossing.principal, pair.crossing.bonus, pair.owed) == (29900, 0, 29900)
    page = clearing.list_crossing_entries(
        actor=chain.boss, asked=WEEK, issuer=chain.shop.store_id, spender=franchise.store_id
    )
    assert [row.change for row in page.rows] == [29900]
    franchise.give_back(sale.sale_id, 1)
    assert clearing.get_clearing(actor=chain.boss, asked=WEEK).pairs == ()


def test_uses_of_a_card_in_another_store_are_owed_by_who_sold_it(chain: Chain) -> None:
    member = chain.shop.join()
    used = use(chain.franchise, sell_card(chain.shop, member))
    [pair] = clearing.get_clearing(actor=chain.partner, asked=WEEK).pairs
    assert pair.crossing.issuer == chain.shop.store_id
    assert (pair.crossing.spender, pair.owed) == (chain.franchise.store_id, 16667)
    assert clearing.get_clearing(actor=chain.third(), asked=WEEK).pairs == ()
    undo(chain.franchise, used.use_id)
    assert clearing.get_clearing(actor=chain.boss, asked=WEEK).pairs == ()

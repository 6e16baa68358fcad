"""Whoever claims and whoever pays, in whatever order: a gift card is worth once what it holds."""

from contextlib import nullcontext
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.books import broken
from tests.support.law import keep_law
from tests.support.shop import Shop

from tessera.sales.tests.test_gift_cards import left, pay, refused, sold
from tessera.sales.tests.test_gift_claims import claim, held_by
from tessera.wallet.rules.prepaid import NONE
from tessera.wallet.usecases import ClaimedGift

CARDS, PEOPLE, FACE = 2, 2, 50000

cards = st.integers(0, CARDS - 1)
deeds = st.one_of(
    st.tuples(st.just("claim"), cards, st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("pay"), cards, st.integers(1, FACE + 1)),
    st.tuples(st.just("again"), cards, st.just(0)),
)
"""A member claims a card, somebody pays with it, or the last claim of it is sent once more."""


class Play:
    """New cards, what the model says of them, and what each member has claimed."""

    def __init__(self, shop: Shop, members: list[UUID]) -> None:
        self.shop, self.members = shop, members
        self.codes = sold(shop, count=CARDS)
        self.left, self.paid = [FACE] * CARDS, [0] * CARDS
        self.claimed: list[tuple[UUID, UUID, ClaimedGift] | None] = [None] * CARDS
        self.before = [held_by(member) for member in members]
        self.got = dict.fromkeys(members, 0)

    def claim(self, card: int, who: int) -> None:
        """All that is left, once; of a claimed or an empty card nothing."""
        member, request_id = self.members[who], uuid4()
        if self.claimed[card] or not self.left[card]:
            with refused("gifts.not_active" if self.claimed[card] else "gifts.insufficient"):
                claim(member, self.codes[card], request_id)
            return
        done = claim(member, self.codes[card], request_id)
        assert done.amount_minor == self.left[card]
        self.claimed[card] = member, request_id, done
        self.got[member] += self.left[card]
        self.left[card] = 0

    def again(self, card: int, _: int) -> None:
        """The same request answers the same, and moves nothing."""
        if last := self.claimed[card]:
            member, request_id, done = last
            assert claim(member, self.codes[card], request_id) == done

    def pay(self, card: int, amount: int) -> None:
        """As much as is left, and not by the card once it is claimed."""
        order = self.shop.order((self.shop.dress, 2))
        tenders = [("gift", amount, self.codes[card])]
        if cash := self.shop.total_of(order) - amount:
            tenders.append(("cash", cash, ""))
        refusal = "gifts.not_active" if self.claimed[card] else "gifts.insufficient"
        is_good = not self.claimed[card] and amount <= self.left[card]
        with nullcontext() if is_good else refused(refusal):
            pay(self.shop, order, *tenders)
        if is_good:
            self.left[card] -= amount
            self.paid[card] += amount

    def check(self) -> None:
        """Nothing came from nowhere and nothing is lost."""
        assert [left(code) for code in self.codes] == self.left
        grown = [held_by(one) - was for one, was in zip(self.members, self.before, strict=True)]
        assert grown == list(self.got.values())
        assert sum(self.left) + sum(self.paid) + sum(grown) == CARDS * FACE


def test_a_card_is_claimed_once_with_what_it_holds_and_the_total_stays(shop: Shop) -> None:
    keep_law(shop, NONE)
    members = [shop.join("李雷"), shop.join("韩梅梅")]

    @settings(max_examples=25, deadline=None, derandomize=True, database=None)
    @given(st.lists(deeds, max_size=8))
    def whatever_they_do(done: list[tuple[str, int, int]]) -> None:
        play = Play(shop, members)
        for deed, card, number in done:
            getattr(play, deed)(card, number)
            play.check()

    whatever_they_do()
    assert not broken()

"""Statements of two members between whom a card went: each keeps what moved while it was theirs."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tessera.finance.queries import members as statements
from tessera.finance.queries.entries import list_member_entries
from tessera.finance.queries.statements import Asked
from tessera.finance.rules import columns
from tessera.members import usecases as members
from tessera.sales.tests.test_passes import sold, use
from tessera.wallet import usecases as wallet
from tessera.wallet.queries.cards import CardFacts
from tests.support.books import broken
from tests.support.shop import NOON, TODAY, Shop

LATER = NOON + timedelta(days=40)
END = TODAY + timedelta(days=60)


def line(
    shop: Shop, member: UUID, since: date = TODAY, until: date = END, of: str = columns.USES
) -> tuple[int, dict[str, int], int]:
    asked = Asked(of, since, until)
    whole = statements.by_day(actor=shop.boss, member_id=member, asked=asked).whole
    return whole.opening, dict(whole.moved), whole.closing


def behind(shop: Shop, member: UUID) -> list[str]:
    asked = Asked(columns.USES, TODAY, END)
    found = list_member_entries(actor=shop.boss, member_id=member, asked=asked)
    return sorted(row.kind for row in found.rows)


@pytest.fixture
def card(shop: Shop) -> CardFacts:
    """Twelve uses of which two are used; handed on, and used once more by who got it."""
    made = sold(shop, shop.join("王芳"))
    use(shop, made, 2)
    return made


def hand_on(shop: Shop, card: CardFacts, to: UUID, days: int = 40) -> None:
    wallet.hand_card_on(
        actor=shop.boss,
        at=NOON + timedelta(days=days),
        card_id=card.id,
        member_id=to,
        reason="送给她",
        by_law=True,
    )


def test_who_gave_a_card_keeps_the_months_before_it(shop: Shop, card: CardFacts) -> None:
    giver, other = card.member_id, shop.join("李娜")
    eve = TODAY + timedelta(days=30)
    before = line(shop, giver, until=eve)
    hand_on(shop, card, other)
    use(shop, card, at=LATER + timedelta(days=1))
    assert line(shop, giver, until=eve) == before == (0, {"issued": 12, "used": 2}, 10)
    assert line(shop, giver, since=eve) == (10, {"transferred": -10}, 0)
    assert line(shop, other, until=eve) == (0, {}, 0)
    assert line(shop, other) == (0, {"used": 1, "transferred": 10}, 9)
    assert [len(behind(shop, one)) for one in (giver, other)] == [2, 1]
    owed = [line(shop, one, of=columns.DEFERRED)[2] for one in (giver, other)]
    assert owed[0] == 0
    assert owed[1] > 0
    assert not broken()


def test_a_card_that_comes_back_is_told_both_ways(shop: Shop, card: CardFacts) -> None:
    giver, other = card.member_id, shop.join("李娜")
    hand_on(shop, card, other)
    use(shop, card, at=LATER + timedelta(days=1))
    hand_on(shop, card, giver, days=45)
    use(shop, card, at=LATER + timedelta(days=6))
    assert line(shop, giver) == (0, {"issued": 12, "used": 3, "transferred": -1}, 8)
    assert line(shop, other) == (0, {"used": 1, "transferred": 1}, 0)


def test_between_duplicates_of_one_member_nothing_went(shop: Shop, card: CardFacts) -> None:
    other = shop.join("李娜")
    hand_on(shop, card, other)
    members.merge(actor=shop.boss, at=LATER, gone_id=card.member_id, keep_id=other, reason="重复")
    assert line(shop, other) == (0, {"issued": 12, "used": 2}, 10)

"""Cards: passes that are sold, used and refunded, and gift cards that are sold and extended."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from tessera.identity.tests.conftest import own
from tessera.sales import usecases as sales
from tessera.sales.queries.cards import plan_card_refund
from tessera.sales.rules.order import Order, OrderLine
from tessera.wallet import usecases as wallets
from tessera.wallet.models import GiftCard, HeldCard
from tessera.wallet.rules.cards import Terms
from tests.support.payouts import TERMS
from tests.support.purse import Gift, Pass
from tests.support.years import Years

USES, GIVEN, DAYS, PRICE = 12, 2, 300, 100_000
TWELVE = Terms(paid_uses=USES - GIVEN, gift_uses=GIVEN, days=DAYS, kept_days=0)
"""A pass of ten uses and two for nothing, of which nothing is kept when its days are over."""

GIFT = 50_000


def sell_pass(years: Years) -> None:
    member, till = years.anybody(), years.till()
    done = till.sell(till.order((years.pass_sku, 1), member_id=member), total=PRICE, at=years.at)
    card_id = HeldCard.objects.get(sale_id=done.sale_id).id
    until = years.day + timedelta(days=DAYS - 1)
    years.passes[card_id] = Pass(
        member, done.sale_id, PRICE, USES, GIVEN, sold_on=years.day, ends_on=until
    )
    years.cash += PRICE


def use_pass(years: Years) -> None:
    """Use a card some times; one in four was a slip."""
    found = [key for key, card in years.passes.items() if card.left and card.ends_on >= years.day]
    if not found:
        return
    card_id, till = years.chance.choice(found), years.till()
    card = years.passes[card_id]
    count = years.chance.randint(1, min(4, card.left))
    told: dict[str, Any] = {
        "actor": till.boss,
        "at": years.at,
        "store_id": till.store_id,
        "till_id": till.till_id,
    }
    used = sales.use_pass(**told, request_id=uuid4(), card_id=card_id, uses=count)
    assert used.uses_left == card.left - count
    if years.chance.random() < 0.25:
        sales.undo_use(**told, request_id=uuid4(), use_id=used.use_id)
    else:
        card.use(count)


def refund_pass(years: Years) -> None:
    """Whoever has not used it brings it back as goods, somebody else is paid what is due."""
    found = [key for key, card in years.passes.items() if card.left]
    if not found:
        return
    card_id, till = years.chance.choice(found), years.till()
    card, cause = years.passes[card_id], years.chance.choice(["consumer", "operator"])
    if card.is_alone and card.left == card.uses and years.chance.random() < 0.5:
        till.give_back(card.sale, 1, at=years.at)
        years.cash -= card.price
        card.end()
        return
    plan = plan_card_refund(till.boss, card_id, store_id=till.store_id, at=years.at)
    due = card.due(cause, years.day)
    assert plan.due.by(cause) == due
    if not due:
        return
    sales.refund_card(
        actor=till.boss,
        at=years.at,
        request_id=uuid4(),
        store_id=till.store_id,
        till_id=till.till_id,
        card_id=card_id,
        terms=replace(TERMS, cause=cause),
        expected_minor=due,
    )
    card.end()


def sell_gift(years: Years) -> None:
    """A gift card is sold to nobody in particular; one in five comes back unspent at once."""
    till = years.till()
    made = wallets.make_gift_cards(
        actor=till.boss,
        at=years.at,
        store_id=till.store_id,
        name="礼品卡",
        amount_minor=GIFT,
        count=1,
        years=3,
    )
    code = made.cards[0].code
    order = Order((OrderLine("g", made.sku_id, 1, gift_codes=(code,)),))
    done = till.sell(order, total=GIFT, at=years.at)
    if years.chance.random() < 0.2:
        till.give_back(done.sale_id, 1, at=years.at)
        return
    card = GiftCard.objects.get(sale_id=done.sale_id)
    assert card.expires_on is not None
    years.gifts.append(Gift(card.id, code, GIFT, card.expires_on))
    years.cash += GIFT


def claim_gift(years: Years) -> None:
    """Somebody puts what is left on a card into their stored value, where it lasts."""
    good = [one for one in years.gifts if one.left and one.expires_on >= years.day]
    if not good:
        return
    member, gift = years.anybody(), years.chance.choice(good)
    done = wallets.claim_gift(actor=own(member), at=years.at, request_id=uuid4(), code=gift.code)
    assert done.amount_minor == gift.left
    years.purses[member].lasting += gift.left
    gift.left = 0


def extend_gift(years: Years) -> None:
    """What is left on a card whose days are over is good again for some more."""
    over = [one for one in years.gifts if one.left and one.expires_on < years.day]
    if not over:
        return
    gift = years.chance.choice(over)
    gift.expires_on = years.day + timedelta(days=90)
    wallets.extend_gift(
        actor=years.tills[0].boss,
        at=years.at,
        card_id=gift.id,
        until=gift.expires_on,
        reason="过期激活",
    )

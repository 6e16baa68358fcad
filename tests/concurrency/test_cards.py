"""One card at several tills."""

from uuid import UUID, uuid4

from tessera.sales import usecases as sales
from tessera.sales.models import PassUse
from tessera.wallet import usecases as wallet
from tessera.wallet.queries.cards import list_cards
from tessera.wallet.rules.cards import Terms
from tests.support.arena import at_once, deed, told
from tests.support.books import broken, deadlocks
from tests.support.shop import NOON, Shop


def use(till: Shop, card_id: UUID) -> None:
    sales.use_pass(
        actor=till.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=till.store_id,
        till_id=till.till_id,
        card_id=card_id,
    )


def test_the_last_use_at_two_tills_at_once_is_used_once(shop: Shop) -> None:
    member, sku_id = shop.join(), shop.add("CARD", 10000, kind="card")
    wallet.set_card_kind(actor=shop.boss, at=NOON, sku_id=sku_id, terms=Terms(paid_uses=3))
    shop.sell(shop.order((sku_id, 1), member_id=member))
    (card,) = list_cards(member, "CNY")
    tills = [shop, *(shop.another_till(f"T{number}") for number in range(2, 6))]
    answers = at_once([deed(use, till, card.id) for till in tills])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "", "", "cards.uses_insufficient", "cards.uses_insufficient"], told(
        answers
    )
    (left,) = list_cards(member, "CNY")
    assert (left.uses_left, left.deferred_minor, PassUse.objects.count()) == (0, 0, 3)
    assert (broken(), deadlocks()) == ({}, 0)

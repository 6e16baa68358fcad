"""What of a card would be paid out, with the working; and its uses."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.db.models import F, Sum

from tessera.catalog.rules import TOPUP
from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.ledger.models import Posting
from tessera.org import queries as org
from tessera.sales import permissions
from tessera.sales.models import PassUse, SaleLine
from tessera.wallet import places as held
from tessera.wallet import queries as wallet
from tessera.wallet.queries.cards import CardFacts, get_card
from tessera.wallet.rules import cards as rules
from tessera.wallet.rules.card_refunds import CardDue, card_due, single_price


@dataclass(frozen=True, slots=True)
class UseFacts:
    """A use of a card for a person to look at."""

    use_id: UUID
    at: datetime
    business_on: date
    store_id: UUID
    uses: int
    amount_minor: int
    item: str
    used_by: str
    is_undone: bool


def list_uses(
    card_id: UUID, *, limit: int = 50, by: Collection[UUID] | None = None
) -> list[UseFacts]:
    """The newest uses of a card, undone ones as well; only those while it was the members' ``by``,
    where that is given: what somebody else did with it before is theirs to know."""
    found = PassUse.objects.filter(card=card_id)
    rows = (found if by is None else found.filter(member__in=by)).order_by("-at", "-id")[:limit]
    return [
        UseFacts(
            use_id=row.id,
            at=row.at,
            business_on=row.business_on,
            store_id=row.store_id,
            uses=row.uses,
            amount_minor=row.amount_minor,
            item=row.item,
            used_by=row.used_by,
            is_undone=row.is_undone,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class CardPlan:
    """What a card is worth in money on a day. ``through`` is the last day that counts as earned."""

    card: CardFacts
    due: CardDue
    through: date
    cash_max_minor: int

    @property
    def consumer_minor(self) -> int:
        """What is due where the cause is the member's."""
        return self.due.consumer_minor

    @property
    def operator_minor(self) -> int:
        """What is due where it is not."""
        return self.due.operator_minor


def plan_card_refund(actor: Actor, card_id: UUID, *, store_id: UUID, at: datetime) -> CardPlan:
    """What a store would pay for a card now; both legal amounts (domain handbook 1.3).

    Raises Forbidden; NotFound ``cards.not_found``.
    """
    actor.require(permissions.PAY_OUT, store_id)
    store, card = org.get_store(store_id), get_card(card_id, org.get_brand().currency)
    today = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    cooling, cash_max = wallet.payout_limits(today)
    through = (card.paused_on or today) - timedelta(days=1)
    used, full = _used(card)
    due = card_due(
        price_minor=card.price_minor,
        deferred_minor=card.deferred_minor - _still_to_earn(card, through),
        full_minor=full,
        uses=card.uses,
        used=used,
        is_by_day=card.is_by_day,
        sold_on=card.sold_on,
        today=today,
        cooling_days=cooling,
        bonus_minor=_by_bonus(card),
    )
    return CardPlan(card, due, through, cash_max)


def _still_to_earn(card: CardFacts, through: date) -> int:
    """What the days that are over have earned and the worker has not yet moved."""
    if card.spread_from is None or card.ends_on is None or card.earned_on is None:
        return 0
    earned = partial(
        rules.earned_by_day,
        spread_minor=card.spread_minor,
        first=card.spread_from,
        last=card.ends_on,
    )
    done = earned(through=card.earned_on)
    return max(0, earned(through=through) - done)


def _by_bonus(card: CardFacts) -> int:
    """What of a card's price was paid by bonus: its share of what the sale took of it, rounded up.

    In proportion, as a return of the sale's other lines refunds: by a card and by goods together
    nobody gets more money than was paid.
    """
    if card.sale_id is None:
        return 0
    taken = Posting.objects.filter(entry__document_id=card.sale_id, source__kind=held.BONUS)
    bonus = taken.aggregate(sum=Sum("amount"))["sum"] or 0
    lines = SaleLine.objects.filter(sale=card.sale_id).exclude(kind=TOPUP)
    each = F("net_minor") - F("value_minor") - F("points_share_minor")
    paid = lines.aggregate(sum=Sum(each))["sum"] or 0
    return -(-bonus * card.price_minor // paid) if bonus else 0


def _used(card: CardFacts) -> tuple[int, int]:
    """How often the card was used, and what that costs at its single price."""
    used = full = 0
    for row in PassUse.objects.filter(card=card.id, is_undone=False):
        paid = card.terms.paid_uses
        one = single_price(price_minor=card.price_minor, paid_uses=paid, tag_minor=row.tag_minor)
        used, full = used + row.uses, full + row.uses * one
    return used, full

"""The cards that members hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from tessera.ledger.queries import balances_at
from tessera.org import queries as org
from tessera.wallet import places
from tessera.wallet.errors import cards as errors
from tessera.wallet.models.cards import CardState, HeldCard
from tessera.wallet.rules import cards as rules


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A card that a member holds, with what is left on it. Amounts in minor units."""

    id: UUID
    number: str
    kind_id: UUID
    name: str
    colour: str
    picture: str
    terms: rules.Terms
    member_id: UUID
    store_id: UUID
    sale_id: UUID | None
    position: int
    price_minor: int
    uses: int
    uses_left: int
    deferred_minor: int
    state: str
    sold_at: datetime
    sold_on: date
    starts_on: date | None
    ends_on: date | None
    paused_on: date | None
    is_by_day: bool
    spread_minor: int
    spread_from: date | None
    earned_on: date | None
    use_count: int
    currency: str
    balances: Mapping[UUID, int]
    loaded_minor: int = 0
    loaded_bonus_minor: int = 0

    @property
    def number_masked(self) -> str:
        """The number as it is shown: its last four."""
        return f"··{self.number[-4:]}"

    def is_usable_on(self, day: date) -> bool:
        """Whether it can be used at a till that day."""
        return (
            self.terms.is_pass
            and self.state == CardState.ACTIVE
            and (self.starts_on is None or self.starts_on <= day)
            and (self.ends_on is None or day <= self.ends_on)
            and (self.terms.is_unlimited or self.uses_left > 0)
        )


def check_usable(card: CardFacts, *, count: int, on: date) -> None:
    """Refuse a use that cannot be: raises Invalid ``cards.uses_invalid``; Conflict
    ``cards.not_active``, ``cards.not_begun``, ``cards.over``, ``cards.uses_insufficient``."""
    if count < 1 or count > rules.MOST_USES:
        raise errors.uses_invalid()
    if card.state != CardState.ACTIVE or not card.terms.is_pass:
        raise errors.not_active(state=card.state)
    if card.starts_on and on < card.starts_on:
        raise errors.not_begun(starts_on=card.starts_on.isoformat())
    if card.ends_on and on > card.ends_on:
        raise errors.over(ends_on=card.ends_on.isoformat())
    if not card.terms.is_unlimited and count > card.uses_left:
        raise errors.uses_insufficient(left=card.uses_left)


def get_card(card_id: UUID, currency: str) -> CardFacts:
    """One card. Raises NotFound ``cards.not_found``."""
    return _one(HeldCard.objects.filter(id=card_id), currency)


def find_by_number(number: str, currency: str) -> CardFacts:
    """The card that somebody carries. Raises NotFound ``cards.not_found``."""
    return _one(HeldCard.objects.filter(number=number.strip().upper()), currency)


def _one(rows: QuerySet[HeldCard], currency: str) -> CardFacts:
    found = facts_of(list(rows.select_related("kind")[:1]), currency)
    if not found:
        raise errors.not_found()
    return found[0]


def list_cards(member_id: UUID, currency: str) -> list[CardFacts]:
    """Every card of a member, the newest first."""
    rows = HeldCard.objects.filter(member=member_id).select_related("kind")
    return facts_of(list(rows.order_by("-sold_at", "-id")), currency)


def list_running(member_id: UUID, currency: str) -> list[CardFacts]:
    """The cards of a member that have not ended."""
    return [card for card in list_cards(member_id, currency) if card.state != CardState.ENDED]


def list_usable(member_id: UUID, currency: str, day: date) -> list[CardFacts]:
    """The cards of a member that can be used on ``day``, the soonest to end first."""
    usable = [card for card in list_cards(member_id, currency) if card.is_usable_on(day)]
    return sorted(usable, key=lambda card: (card.ends_on or date.max, card.sold_at))


def list_of_line(sale_id: UUID, position: int, currency: str) -> list[CardFacts]:
    """The cards that one line of a sale sold."""
    rows = HeldCard.objects.filter(sale_id=sale_id, position=position).select_related("kind")
    return facts_of(list(rows.order_by("id")), currency)


def facts_of(rows: Sequence[HeldCard], currency: str) -> list[CardFacts]:
    """Cards from their rows, with their balances in one read."""
    rows = list(rows)
    own = [places.pass_uses(row.id) for row in rows]
    own += [places.pass_deferred(row.id, currency) for row in rows]
    balances = balances_at(own) if own else {}
    return [_facts(row, currency, balances) for row in rows]


def _facts(row: HeldCard, currency: str, balances: Mapping[UUID, int]) -> CardFacts:
    uses, deferred = places.pass_uses(row.id), places.pass_deferred(row.id, currency)
    return CardFacts(
        id=row.id,
        number=row.number,
        kind_id=row.kind_id,
        name=row.kind.name,
        colour=row.kind.colour,
        picture=row.kind.picture,
        terms=rules.from_json(row.terms),
        member_id=row.member_id,
        store_id=row.store_id,
        sale_id=row.sale_id,
        position=row.position,
        price_minor=row.price_minor,
        uses=row.uses,
        uses_left=balances.get(uses.id, 0),
        deferred_minor=balances.get(deferred.id, 0),
        state=row.state,
        sold_at=row.sold_at,
        sold_on=row.sold_on,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        paused_on=row.paused_on,
        is_by_day=row.is_by_day,
        spread_minor=row.spread_minor,
        spread_from=row.spread_from,
        earned_on=row.earned_on,
        use_count=row.use_count,
        currency=currency,
        balances={p.id: balances[p.id] for p in (uses, deferred) if p.id in balances},
        loaded_minor=row.loaded_minor,
        loaded_bonus_minor=row.loaded_bonus_minor,
    )


def list_to_earn(days: Mapping[UUID, date], currency: str, *, limit: int) -> list[CardFacts]:
    """Cards with days that are over and not earned, by the business ``days`` of their stores."""
    behind = org.due_by(days, "earned_on", after_days=1)
    rows = HeldCard.objects.filter(behind, is_by_day=True, earned_on__lt=F("ends_on"))
    running = rows.filter(state__in=(CardState.ACTIVE, CardState.FROZEN)).select_related("kind")
    return facts_of(list(running.order_by("earned_on", "id")[:limit]), currency)


def list_to_lapse(days: Mapping[UUID, date], currency: str, *, limit: int) -> list[CardFacts]:
    """Cards whose last day, and the days for which their terms keep what is left, are over."""
    over = org.due_by(days, "lapses_on")
    rows = HeldCard.objects.filter(over, state__in=(CardState.ACTIVE, CardState.FROZEN))
    return facts_of(list(rows.select_related("kind").order_by("lapses_on", "id")[:limit]), currency)

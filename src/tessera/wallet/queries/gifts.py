"""Gift cards by their code, and lists of them for the office."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.crypto import salted_hmac

from tessera.kernel.actor import Actor
from tessera.ledger.queries import balances_at
from tessera.platform.reads import Found, Select
from tessera.wallet import places
from tessera.wallet.errors import gifts as errors
from tessera.wallet.models.gifts import GiftBatch, GiftCard, GiftState

_KEY = "tessera.wallet.gifts"


def tidy(code: str) -> str:
    """A code as it was printed, however it was typed."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def digest(code: str) -> str:
    """What is kept of a code; nobody who reads it can spend the card."""
    return salted_hmac(_KEY, tidy(code), algorithm="sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class GiftFacts:
    """A gift card and what is left on it, in minor units."""

    id: UUID
    number: str
    last4: str
    amount_minor: int
    left_minor: int
    state: str
    store_id: UUID
    expires_on: date | None
    changes: int
    years: int
    has_account: bool
    sale_id: UUID | None = None
    position: int = 0
    activated_at: datetime | None = None
    batch_id: UUID | None = None
    blocked_by: UUID | None = None

    def is_spendable_on(self, day: date) -> bool:
        """Whether it can pay that day."""
        return (
            self.state == GiftState.ACTIVE
            and self.left_minor > 0
            and self.expires_on is not None
            and day <= self.expires_on
        )


def check_spendable(card: GiftFacts, *, amount_minor: int, on: date) -> None:
    """Raises Conflict ``gifts.not_active``, ``gifts.over``, ``gifts.insufficient``."""
    if card.state != GiftState.ACTIVE:
        raise errors.not_active(number=card.number, state=card.state)
    if card.expires_on is not None and on > card.expires_on:
        raise errors.over(number=card.number, expires_on=card.expires_on.isoformat())
    if amount_minor > card.left_minor:
        raise errors.insufficient(
            number=card.number, available_minor=card.left_minor, asked_minor=amount_minor
        )


def select_gifts(codes: Sequence[str]) -> Select:
    """The part of a gathered read for gift cards by code, at least one."""
    return Select(
        "SELECT c.id, c.number, c.digest, c.last4, c.amount_minor, c.state, c.store_id,"
        " c.expires_on, c.changes, b.years, a.balance FROM wallet_giftcard c"
        " JOIN wallet_giftbatch b ON b.id = c.batch_id"
        " LEFT JOIN ledger_account a ON a.owner = c.id AND a.kind = 'gift.value'"
        " WHERE c.digest IN {digests}",
        {"digests": sorted({digest(code) for code in codes})},
    )


def gifts_of(found: Found) -> dict[str, GiftFacts]:
    """Gift cards by the digest of their code, from what ``select_gifts`` read."""
    return {
        row["digest"]: GiftFacts(
            id=UUID(row["id"]),
            number=row["number"],
            last4=row["last4"],
            amount_minor=row["amount_minor"],
            left_minor=row["balance"] or 0,
            state=row["state"],
            store_id=UUID(row["store_id"]),
            expires_on=date.fromisoformat(row["expires_on"]) if row["expires_on"] else None,
            changes=row["changes"],
            years=row["years"],
            has_account=row["balance"] is not None,
        )
        for row in found
    }


def by_code(gifts: Mapping[str, GiftFacts], code: str) -> GiftFacts:
    """The card of a code among those read. Raises NotFound ``gifts.not_found``."""
    card = gifts.get(digest(code))
    if card is None:
        raise errors.not_found()
    return card


def balances_of(cards: Iterable[GiftFacts], currency: str) -> dict[UUID, int]:
    """Their accounts, for an entry that moves them."""
    there = [card for card in cards if card.has_account]
    return {places.gift_value(card.id, currency).id: card.left_minor for card in there}


def find_by_code(code: str, currency: str) -> GiftFacts:
    """The card with this code. Raises NotFound ``gifts.not_found``."""
    return _one(GiftCard.objects.filter(digest=digest(code)), currency)


def get_gift(card_id: UUID, currency: str) -> GiftFacts:
    """One card. Raises NotFound ``gifts.not_found``."""
    return _one(GiftCard.objects.filter(id=card_id), currency)


def _one(rows: QuerySet[GiftCard], currency: str) -> GiftFacts:
    found = facts_of(rows[:1], currency)
    if not found:
        raise errors.not_found()
    return found[0]


def find_by_number(number: str, currency: str) -> GiftFacts:
    """The card that a tender of a posted sale names by its number, or the one that replaces it by
    now. Raises NotFound ``gifts.not_found``."""
    found = GiftCard.objects.filter(number=number).first()
    while found is not None:
        newer = GiftCard.objects.filter(replaces=found.id).first()
        if newer is None:
            return get_gift(found.id, currency)
        found = newer
    raise errors.not_found()


def list_of_line(sale_id: UUID, position: int, currency: str) -> list[GiftFacts]:
    """The gift cards that one line of a sale sold, each as it is by now: those that were lost are
    not among them, those that replace them are."""
    rows = GiftCard.objects.filter(sale_id=sale_id, position=position, replaced_by=None)
    return facts_of(rows.order_by("id"), currency)


def facts_of(found: QuerySet[GiftCard], currency: str) -> list[GiftFacts]:
    """Cards from their rows, with what is left on them in one read."""
    rows = list(found.select_related("batch"))
    balances = balances_at([places.gift_value(row.id, currency) for row in rows]) if rows else {}
    return [_facts(row, balances.get(places.gift_value(row.id, currency).id)) for row in rows]


def _facts(row: GiftCard, balance: int | None) -> GiftFacts:
    return GiftFacts(
        id=row.id,
        number=row.number,
        last4=row.last4,
        amount_minor=row.amount_minor,
        left_minor=balance or 0,
        state=row.state,
        store_id=row.store_id,
        expires_on=row.expires_on,
        changes=row.changes,
        years=row.batch.years,
        has_account=balance is not None,
        sale_id=row.sale_id,
        position=row.position,
        activated_at=row.activated_at,
        batch_id=row.batch_id,
        blocked_by=row.blocked_by,
    )


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """A batch of gift cards, and how many of them are still to be sold."""

    id: UUID
    name: str
    amount_minor: int
    count: int
    unsold: int
    years: int
    made_at: datetime


def are_made() -> bool:
    """Whether the brand has gift cards at all."""
    return GiftBatch.objects.exists()


def list_batches(actor: Actor) -> list[BatchFacts]:
    """The batches of the actor's stores, the newest first."""
    rows = GiftBatch.objects.annotate(unsold=Count("cards", filter=Q(cards__state="new")))
    if actor.store_ids is not None:
        rows = rows.filter(store_id__in=actor.store_ids)
    return [
        BatchFacts(r.id, r.name, r.amount_minor, r.count, r.unsold, r.years, r.made_at)
        for r in rows.order_by("-made_at", "-id")
    ]


def search_gifts(
    actor: Actor, text: str, currency: str, *, sale_ids: Iterable[UUID] = (), limit: int = 50
) -> list[GiftFacts]:
    """Cards of the actor's stores by a part of their number or the end of their code, or those that
    ``sale_ids`` sold, the latest sold first."""
    rows = GiftCard.objects.exclude(state=GiftState.NEW) if not text else GiftCard.objects.all()
    if actor.store_ids is not None:
        rows = rows.filter(store_id__in=actor.store_ids)
    if text:
        wanted = tidy(text)
        by_text = Q(number__contains=wanted) | Q(last4=wanted[-4:])
        rows = rows.filter(by_text | Q(sale_id__in=list(sale_ids)))
    return facts_of(rows.order_by("-activated_at", "-id")[:limit], currency)

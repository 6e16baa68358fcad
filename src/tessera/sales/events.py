"""News from sales. Listeners are wired in ``config.wiring``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.ledger.operations import Books
from tessera.members.queries import MemberFacts
from tessera.offers.queries import CouponFacts
from tessera.platform.reads import Found
from tessera.wallet.queries import Holding


@dataclass(frozen=True, slots=True)
class SoldItem:
    """A line as listeners see it: what the tenders, points apart, paid for it.

    ``position`` is its place in the sale; ``style`` and ``category`` are told of a sale alone,
    and ``earns``: False where the card that lowers the price says so.
    """

    kind: str
    sku_id: UUID
    quantity: int
    paid_minor: int
    position: int = 0
    style: str = ""
    category: str = ""
    earns: bool = True


@dataclass(frozen=True, slots=True)
class SaleCompleted:
    """A sale is being posted; ``books`` is its open entry.

    ``member`` is as it was before, and ``is_first`` says that it had bought nothing yet. ``also`` holds what rooms above have
    asked to be read with it, by their names (``context.also_read``). ``coupons`` are those used.
    """

    actor: Actor
    sale_id: UUID
    store_id: UUID
    at: datetime
    business_on: date
    member: MemberFacts | None
    is_first: bool
    also: Mapping[str, Found]
    holding: Holding | None
    items: tuple[SoldItem, ...]
    bonus_minor: int
    versions: Mapping[str, str]
    books: Books
    coupons: Sequence[CouponFacts] = ()


@dataclass(frozen=True, slots=True)
class SaleReturned:
    """Lines of a sale are coming back; ``books`` is the return's open entry. ``points_back`` were
    spent on them and come back too."""

    actor: Actor
    return_id: UUID
    sale_id: UUID
    store_id: UUID
    at: datetime
    business_on: date
    holding: Holding | None
    items: tuple[SoldItem, ...]
    points_back: int
    versions: Mapping[str, str]
    books: Books


@dataclass(frozen=True, slots=True)
class ValuePaidOut:
    """A member has stored value paid out by their own wish; ``taken_minor`` says how much money of
    each top-up, by its sale: with what was paid out before, whoever had bought it."""

    actor: Actor
    payout_id: UUID
    member_id: UUID
    store_id: UUID
    at: datetime
    business_on: date
    taken_minor: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class CardPaidOut:
    """A member has a card paid out by their own wish: ``paid_minor`` of what a sale took for it
    went back."""

    actor: Actor
    payout_id: UUID
    sale_id: UUID
    store_id: UUID
    at: datetime
    business_on: date
    paid_minor: int


@dataclass(frozen=True, slots=True)
class TopUpGave:
    """A top-up's plan gives points or levels besides the money; for rooms above to carry out."""

    sale_id: UUID
    member_id: UUID
    store_id: UUID
    business_on: date
    points: int
    level_ids: tuple[UUID, ...]

    def job_arguments(self) -> tuple[str, str, str, str, int, list[str]]:
        """What a handler after the commit gets."""
        day, levels = self.business_on.isoformat(), [str(one) for one in self.level_ids]
        place = str(self.sale_id), str(self.member_id), str(self.store_id)
        return (*place, day, self.points, levels)


@dataclass(frozen=True, slots=True)
class TopUpTakenBack:
    """A top-up came back whose plan had given points."""

    sale_id: UUID

    def job_arguments(self) -> tuple[str]:
        """What a handler after the commit gets."""
        return (str(self.sale_id),)

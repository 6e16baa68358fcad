"""Try a promotion on a cart before anybody keeps it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from tessera import pricing
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.offers import queries as offers
from tessera.offers.rules import Terms
from tessera.sales import asked, permissions, quoting
from tessera.sales import context as contexts
from tessera.sales.rules.order import Order


@dataclass(frozen=True, slots=True)
class Tried:
    """A cart's price without the promotion and with it."""

    without: pricing.Quote
    beside: pricing.Quote

    @property
    def saved_minor(self) -> int:
        """What the promotion takes off this cart."""
        return self.without.total_minor - self.beside.total_minor


def try_promotion(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    order: Order,
    moment: pricing.Moment,
    promotion_id: UUID,
    terms: Terms,
    level_id: UUID | None = None,
) -> Tried:
    """Price ``order`` at ``moment`` without the promotion and with what ``terms`` say of it; nothing is
    written.

    ``promotion_id`` is that of the promotion whose terms are being changed, or any other. Without
    a member of its own the cart is that of anybody with ``level_id``. Raises Forbidden, and
    what ``context.read`` raises.
    """
    actor.require(permissions.QUOTE, store_id)
    seen = contexts.read(at=at, store_id=store_id, till_id=None, order=order)
    promotion = offers.for_engine(terms, promotion_id=promotion_id)
    wants = offers.wants(seen.versions).together(offers.wants_of([(promotion, terms.limits)]))
    place = offers.Place(store_id, moment.day, order.member_id)
    seen = replace(seen, asked=asked.ask(wants, place))
    others = offers.promotions_for(store_id, seen.versions, moment.day)
    without = tuple(one for one in others if one.id != promotion.id)
    book = _with_level(quoting.book(seen, order), level_id)
    quotes = []
    for promotions in (without, (*without, promotion)):
        known = offers.with_left(promotions, wants, seen.asked.counts, place)
        quotes.append(
            pricing.price(book=replace(book, promotions=known), cart=quoting.cart(order), at=moment)
        )
    return Tried(*quotes)


def _with_level(book: pricing.Book, level_id: UUID | None) -> pricing.Book:
    """For the member of the cart, else for anybody with that level, of whom nothing else is known."""
    if book.member is not None or level_id is None:
        return book
    level = members.get_level(level_id)
    facts = pricing.MemberFacts(str(level.id), level.name, level.discount_bp, points=0)
    return replace(book, member=facts)

"""The price engine at a till: a book that is read once, and carts that name only their own goods.

The till's browser keeps tens of thousands of goods on its disk; here arrive the few of a cart.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tessera.kernel import errors
from tessera.pricing import codec, engine, telling
from tessera.pricing.model import Book, Cart, Coupon, Item, MemberFacts
from tessera.pricing.moment import Moment
from tessera.pricing.quote import Quote
from tessera.pricing.telling import Tell
from tessera.pricing.terms import Promotion

KEPT = 8
"""For so many members who used something up the promotions stay sorted out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A cart with all that its price depends on and the book does not hold. ``at`` is a ``Moment`` as
    text; ``used`` how often the member had each promotion that has a limit for one member."""

    cart: Cart
    items: Mapping[str, Item]
    at: str
    member: MemberFacts | None = None
    coupons: tuple[Coupon, ...] = ()
    used: Mapping[str, int] = field(default_factory=dict)


class Desk:
    """Prices carts by one book.

    ``told`` is JSON: ``book`` as the codec writes one, without goods, coupons or a member;
    ``per_member``, how often one member may have a promotion, by its id; ``texts``, the source
    texts of ``telling`` in the reader's language. Raises ``input.invalid``.
    """

    def __init__(self, told: str) -> None:
        data: dict[str, Any] = json.loads(told)
        self._book = codec.from_dict(Book, data["book"])
        self._per_member: dict[str, int] = data.get("per_member", {})
        texts: dict[str, str] = data.get("texts", {})
        self._tell: Tell = lambda text: texts.get(text, text)
        self._narrowed: dict[tuple[tuple[str, int], ...], tuple[Promotion, ...]] = {}

    def quote(self, asked: str) -> str:
        """The quote for ``asked``, an ``Asked`` as JSON, as ``answer_of`` has it; or
        ``{"refused": {code, message, data}}``."""
        try:
            made = self._price(codec.from_dict(Asked, json.loads(asked)))
        except errors.DomainError as refusal:
            about = {"code": refusal.code, "message": refusal.message, "data": refusal.data}
            return json.dumps({"refused": about}, ensure_ascii=False)
        return json.dumps(answer_of(made, self._tell), ensure_ascii=False)

    def _price(self, asked: Asked) -> Quote:
        book = replace(
            self._book,
            items=asked.items,
            coupons=asked.coupons,
            member=asked.member,
            promotions=self._promotions(asked),
        )
        return engine.price(book=book, cart=asked.cart, at=Moment.parse(asked.at))

    def _promotions(self, asked: Asked) -> tuple[Promotion, ...]:
        """The promotions with what the member has left of them; the very same objects each time, so
        that the engine reads them once."""
        if asked.member is None or not self._per_member:
            return self._book.promotions
        rest = {key: most - asked.used.get(key, 0) for key, most in self._per_member.items()}
        name = tuple(sorted(rest.items()))
        if name not in self._narrowed:
            if len(self._narrowed) >= KEPT:
                self._narrowed.clear()
            self._narrowed[name] = tuple(
                _narrowed(one, max(rest[one.id], 0)) if one.id in rest else one
                for one in self._book.promotions
            )
        return self._narrowed[name]


def _narrowed(promotion: Promotion, uses: int) -> Promotion:
    left = promotion.left
    fewer = uses if left.uses is None else min(uses, left.uses)
    return replace(promotion, left=replace(left, uses=fewer))


def answer_of(quote: Quote, tell: Tell) -> dict[str, Any]:
    """A quote as a till shows it: with a sentence for what was missed and for points, as JSON.

    What only the shop's server knows is empty: what top-ups give, what the law says, what is earned.
    """
    told = codec.to_dict(quote)
    # How many pieces a limited promotion serves is for who counts them.
    del told["served"]
    for row, missed in zip(told["missed"], quote.missed, strict=True):
        row["message"] = telling.missed(missed, quote.currency, tell)
    if (room := quote.points_room) is not None:
        told["points_room"] |= {"usable": room.usable, "message": telling.points_room(room, tell)}
    return told | {
        "topups": [],
        "notices": [],
        "contract_needed": False,
        "points_to_earn": 0,
        "points_reasons": [],
        "by_hand": None,
    }

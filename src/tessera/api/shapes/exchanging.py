"""Exchanges of goods: what comes back, what is taken instead, and one difference."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from tessera.api.fields import AmountMinor, Code, Out, Words
from tessera.api.shapes.carts import CartIn, CompletedOut, QuoteOut, TenderIn
from tessera.api.shapes.returns import RefundOut, ReturnedOut, ReturnQuoteIn


class GoodsExchangeQuoteIn(ReturnQuoteIn):
    """Lines of a sale to take back, and the ``cart`` that is taken instead, for the sale's member."""

    cart: CartIn


class GoodsExchangeIn(GoodsExchangeQuoteIn):
    """An exchange to post, with the refund and the total that were shown; ``tenders`` pay the
    difference alone, where the new goods cost more."""

    request_id: UUID
    reason: Words = ""
    expected_refund_minor: AmountMinor
    expected_total_minor: AmountMinor
    tenders: Annotated[list[TenderIn], Field(max_length=20)] = []
    proof: Code = ""


class _ExchangeOut(Out):
    """The one difference is positive where the customer pays, negative where ``given_back`` is handed
    out; ``carried`` pays for the new goods at once."""

    back: ReturnedOut
    difference_minor: int
    carried: list[RefundOut]
    given_back: list[RefundOut]


class GoodsExchangeQuoteOut(_ExchangeOut):
    """An exchange as it would be now."""

    quote: QuoteOut


class GoodsExchangedOut(_ExchangeOut):
    """A posted exchange."""

    sale: CompletedOut

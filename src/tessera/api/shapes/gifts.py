"""Gift cards at the till."""

from datetime import date

from tessera.api.fields import Code, In, Out


class GiftIn(In):
    """The code of a gift card, as scanned or typed."""

    code: Code


class GiftOut(Out):
    """A gift card and what is left on it; ``state`` is ``new`` before it is sold, and it pays only
    where it ``is_spendable`` today."""

    number: str
    last4: str
    amount_minor: int
    left_minor: int
    state: str
    expires_on: date | None
    is_spendable: bool

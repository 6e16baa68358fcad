"""A manager approves prices by hand."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from tessera.api.fields import In, Out, Words, tidy
from tessera.api.shapes.carts import CartIn

Pin = Annotated[str, Field(max_length=12), AfterValidator(tidy)]


class ApprovalIn(In):
    """The cart with its prices by hand, and who approves them: the name they sign in with, and their
    PIN."""

    username: Words
    pin: Pin
    cart: CartIn


class ApprovalOut(Out):
    """What the till sends with the quote and the sale, until it ends."""

    approval: str
    approver_name: str
    expires_at: datetime

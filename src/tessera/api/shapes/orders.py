"""An online order and whose it is."""

from typing import Annotated

from pydantic import AfterValidator, Field

from tessera.api.fields import Day, In, Phone, Reference, Words, tidy
from tessera.api.shapes.members import ConsentIn, MemberOut

Evidence = Annotated[str, Field(max_length=200), AfterValidator(tidy)]


class OrderMemberIn(In):
    """Who ordered, and what they agreed to in the shop.

    ``order`` is the order's own reference, one of its shop. ``evidence`` says what shows the
    consents, such as the page, the time and the network address.
    """

    order: Reference
    phone: Phone
    name: Words
    birthday: Day | None = None
    consents: list[ConsentIn] = Field(default=[], max_length=20)
    evidence: Evidence = ""


class OrderMemberOut(MemberOut):
    """The member, masked; ``is_new`` if they joined by this order."""

    is_new: bool

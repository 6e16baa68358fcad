"""Stored value that is paid out."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tessera.sales import usecases
from tessera.sales.models import Payout
from tessera.sales.usecases import PaidOut, PayoutTerms
from tests.support.shop import NOON, Shop

TERMS = PayoutTerms(
    cause="consumer",
    kind="bank",
    payee="王芳",
    account="6222 0000 1111",
    reason="搬家",
    identity_checked=True,
    document_name="王芳",
)


def pay_out(
    shop: Shop,
    member_id: UUID,
    expected_minor: int,
    *,
    at: datetime = NOON,
    request_id: UUID | None = None,
    **changed: Any,
) -> PaidOut:
    """Pay a member's stored value out at the shop's till, by transfer unless ``changed``."""
    return usecases.pay_out(
        actor=shop.boss,
        at=at,
        request_id=request_id or uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        member_id=member_id,
        terms=replace(TERMS, **changed),
        expected_minor=expected_minor,
    )


def payouts_of(member_id: UUID) -> list[int]:
    """What was paid out to a member, in minor units."""
    found = Payout.objects.filter(member=member_id).order_by("at")
    return list(found.values_list("paid_minor", flat=True))

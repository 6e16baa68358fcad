"""Limits of tills, as a test hands them out and spends of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tessera.sales import homing, usecases
from tessera.sales.queries.allowances import AllowanceFacts, AllowanceTerms
from tessera.sales.rules.offline import Shown
from tests.support.shop import NOON, Shop

TERMS = AllowanceTerms(points=200, wallet_minor=20000, hours=12, grace_hours=48)


def allow(shop: Shop, terms: AllowanceTerms = TERMS) -> None:
    """Let tills have limits."""
    usecases.set_allowances(actor=shop.boss, at=NOON, terms=terms)


def grant(shop: Shop, *member_ids: UUID, at: datetime = NOON) -> Sequence[AllowanceFacts]:
    """Ask for limits at the till of ``shop``."""
    return usecases.grant_allowances(
        actor=shop.boss,
        at=at,
        store_id=shop.store_id,
        till_id=shop.till_id,
        member_ids=list(member_ids),
    )


def give_back(shop: Shop, allowance_id: UUID, *, at: datetime = NOON) -> None:
    """Give a limit back from the till of ``shop``."""
    usecases.give_back_allowance(
        actor=shop.boss,
        at=at,
        store_id=shop.store_id,
        till_id=shop.till_id,
        allowance_id=allowance_id,
    )


def honour(
    shop: Shop,
    limit: AllowanceFacts,
    *,
    points: int = 0,
    wallet_minor: int = 0,
    at: datetime = NOON,
    made_at: datetime = NOON,
) -> dict[str, dict[str, Any]]:
    """Have what a sale took without a line come home."""
    with transaction.atomic():
        remarks = homing.honour(
            at=at,
            store_id=shop.store_id,
            till_id=shop.till_id,
            member_id=limit.member_id,
            told_id=limit.member_id,
            shown=[Shown(limit.id, limit.signature)],
            points=points,
            wallet_minor=wallet_minor,
            made_at=made_at,
        )
    return {remark.code: dict(remark.data) for remark in remarks}

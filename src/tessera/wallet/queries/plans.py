"""Top-up plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tessera.kernel import ids
from tessera.platform.reads import Found, Select
from tessera.wallet.models import TopUpPlan


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What a top-up line credits, for each piece sold."""

    sku_id: UUID
    principal_minor: int
    bonus_minor: int


def select_plans(sku_ids: Sequence[UUID]) -> Select:
    """The part of a gathered read for the top-up plans among ``sku_ids``."""
    return Select(
        "SELECT sku_id, principal_minor, bonus_minor FROM wallet_topupplan WHERE sku_id IN {skus}",
        {"skus": list(sku_ids)},
    )


def plans_of(found: Found) -> dict[UUID, PlanFacts]:
    """Plans by SKU from what ``select_plans`` read."""
    rows = [
        PlanFacts(ids.parse_uuid(r["sku_id"]), r["principal_minor"], r["bonus_minor"])
        for r in found
    ]
    return {plan.sku_id: plan for plan in rows}


def list_plans() -> list[TopUpPlan]:
    """All top-up plans, the smallest first."""
    return list(TopUpPlan.objects.select_related("sku__product").order_by("principal_minor"))

"""Top-up plans, and parts of a bonus that wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from pydantic import TypeAdapter

from tessera.catalog.models import Sku
from tessera.catalog.rules import TOPUP
from tessera.kernel import ids
from tessera.org import queries as org
from tessera.platform.reads import Found, Select
from tessera.wallet.models import BonusPart, PartState, TopUpPlan
from tessera.wallet.rules.topups import PlanTerms

_TERMS = TypeAdapter(PlanTerms)


NO_TERMS = PlanTerms()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What a top-up line credits, for each piece sold; ``terms`` are what it gives besides."""

    sku_id: UUID
    principal_minor: int
    bonus_minor: int
    id: UUID | None = None
    version: int = 1
    terms: PlanTerms = NO_TERMS


def select_plans(sku_ids: Sequence[UUID]) -> Select:
    """The part of a gathered read for ``plans_of``."""
    return Select(
        "SELECT id, sku_id, principal_minor, bonus_minor, version, terms FROM wallet_topupplan"
        " WHERE sku_id IN {skus}",
        {"skus": list(sku_ids)},
    )


def plans_of(found: Found) -> dict[UUID, PlanFacts]:
    """Plans by SKU from what ``select_plans`` read."""
    rows = [_facts(row) for row in found]
    return {plan.sku_id: plan for plan in rows}


def _facts(row: Mapping[str, Any]) -> PlanFacts:
    kept = row["terms"]
    return PlanFacts(
        sku_id=ids.parse_uuid(row["sku_id"]),
        principal_minor=row["principal_minor"],
        bonus_minor=row["bonus_minor"],
        id=ids.parse_uuid(row["id"]),
        version=row["version"],
        terms=terms_of(orjson.loads(kept) if isinstance(kept, str) else kept),
    )


def terms_of(kept: Mapping[str, Any]) -> PlanTerms:
    """A plan's terms as the row has them."""
    return _TERMS.validate_python(kept) if kept else NO_TERMS


def terms_as_kept(terms: PlanTerms) -> dict[str, Any]:
    """The terms for the row: only what differs from a plan without any."""
    plain = _TERMS.dump_python(PlanTerms(), mode="json")
    whole: dict[str, Any] = _TERMS.dump_python(terms, mode="json")
    return {name: value for name, value in whole.items() if value != plain[name]}


def list_plans() -> list[TopUpPlan]:
    """All top-up plans, the smallest first."""
    return list(TopUpPlan.objects.select_related("sku__product").order_by("principal_minor"))


def facts_of(row: TopUpPlan) -> PlanFacts:
    """A plan's facts from its row."""
    plain = PlanFacts(row.sku_id, row.principal_minor, row.bonus_minor, row.id, row.version)
    return replace(plain, terms=terms_of(row.terms))


@dataclass(frozen=True, slots=True)
class DuePart:
    """A part of a bonus that waits."""

    id: UUID
    member_id: UUID
    store_id: UUID
    due_on: date
    amount_minor: int


def list_due_parts(days: Mapping[UUID, date], *, limit: int) -> list[DuePart]:
    """Parts to be released by the business ``days`` of their stores, the oldest first."""
    due = org.due_by(days, "due_on", after_days=-1)
    rows = BonusPart.objects.filter(due, state=PartState.WAITING)
    return [_part(row) for row in rows.order_by("due_on", "id")[:limit]]


def list_waiting_parts(member_id: UUID) -> list[DuePart]:
    """What of a member's bonus is still to be released, the soonest first."""
    rows = BonusPart.objects.filter(member=member_id, state=PartState.WAITING)
    return [_part(row) for row in rows.order_by("due_on", "id")]


def _part(row: BonusPart) -> DuePart:
    return DuePart(row.id, row.member_id, row.store_id, row.due_on, row.amount_minor)


@dataclass(frozen=True, slots=True)
class TopUpSku:
    """A top-up that is sold, and its plan, if it has one."""

    sku_id: UUID
    name: str
    tag_minor: int
    plan: PlanFacts | None


def list_topup_skus() -> list[TopUpSku]:
    """Every top-up that is sold, the smallest first."""
    rows = Sku.objects.select_related("product").filter(
        product__kind=TOPUP, product__is_active=True
    )
    plans = {row.sku_id: facts_of(row) for row in TopUpPlan.objects.all()}
    return [
        TopUpSku(row.id, row.product.name, row.tag_minor, plans.get(row.id))
        for row in rows.order_by("tag_minor", "id")
    ]

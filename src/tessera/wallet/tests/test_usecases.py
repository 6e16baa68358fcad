"""How stored value works is set for the whole brand, and nonsense is refused."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from tessera.catalog import permissions as catalog_permissions
from tessera.catalog import queries as catalog_queries
from tessera.catalog import usecases as catalog
from tessera.kernel.actor import system_actor
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.platform import versions
from tessera.platform.models import AuditRow
from tessera.wallet import permissions, queries, usecases
from tessera.wallet.models import Policy, TopUpPlan

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
BOSS = system_actor("boss", permissions.ALL | catalog_permissions.ALL)
CLERK = replace(BOSS, store_ids=frozenset({uuid7()}))
"""Somebody with every permission, but in one store."""


def add_sku(style: str, kind: str) -> UUID:
    catalog.add_product(
        actor=BOSS,
        at=AT,
        style=style,
        name="五百",
        kind=kind,
        skus=[catalog.NewSku(tag_minor=50000)],
    )
    (sku,) = catalog_queries.search(actor=BOSS, text=style)
    return sku.sku_id


@pytest.fixture
def card() -> UUID:
    """A top-up of 500.00."""
    return add_sku("TOP500", "topup")


def policy() -> queries.PolicyFacts:
    return queries.policy.get(versions.current())


def set_plan(sku_id: UUID, **more: Any) -> UUID:
    asked: dict[str, Any] = {"principal_minor": 50000, "bonus_minor": 5000, "actor": BOSS, **more}
    return usecases.set_plan(at=AT, sku_id=sku_id, **asked)


def test_a_new_policy_holds_at_once_and_leaves_what_it_does_not_say() -> None:
    before = policy()
    usecases.set_policy(actor=BOSS, at=AT, consumption_order="bonus_first", points_step=50)
    assert policy() == replace(before, consumption_order="bonus_first", points_step=50)
    usecases.set_policy(actor=BOSS, at=AT, points_step=1)
    assert policy() == replace(before, consumption_order="bonus_first")
    assert Policy.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"consumption_order": "newest_first"},
        {"points_per_major": 0},
        {"points_step": 0},
        {"restored_lot_days": 0},
    ],
)
def test_a_policy_that_cannot_work_is_refused_and_changes_nothing(wrong: dict[str, Any]) -> None:
    with pytest.raises(DomainError) as refusal:
        usecases.set_policy(actor=BOSS, at=AT, **wrong)
    assert refusal.value.code == "wallet.policy_invalid"
    assert not Policy.objects.exists()


def test_a_plan_is_set_anew_for_the_same_card(card: UUID) -> None:
    first = set_plan(card)
    assert set_plan(card, bonus_minor=8000) == first
    plan = TopUpPlan.objects.get()
    assert (plan.sku_id, plan.principal_minor, plan.bonus_minor) == (card, 50000, 8000)


@pytest.mark.parametrize("wrong", [{"principal_minor": 0}, {"bonus_minor": -1}])
def test_a_plan_that_cannot_work_is_refused_and_changes_nothing(
    card: UUID, wrong: dict[str, Any]
) -> None:
    with pytest.raises(DomainError) as refusal:
        set_plan(card, **wrong)
    assert refusal.value.code == "wallet.plan_invalid"
    assert not TopUpPlan.objects.exists()


def test_a_plan_for_nothing_that_is_sold_is_refused() -> None:
    with pytest.raises(DomainError) as refusal:
        set_plan(uuid7())
    assert refusal.value.code == "products.not_found"
    assert not TopUpPlan.objects.exists()


def test_who_works_in_one_store_sets_nothing_for_all(card: UUID) -> None:
    with pytest.raises(DomainError) as refusal:
        usecases.set_policy(actor=CLERK, at=AT)
    assert refusal.value.code == "permission.denied"
    with pytest.raises(DomainError) as refusal:
        set_plan(card, actor=CLERK)
    assert refusal.value.code == "permission.denied"
    assert not Policy.objects.exists()
    assert not TopUpPlan.objects.exists()
    assert not AuditRow.objects.filter(action__startswith="wallet.").exists()
    assert not TopUpPlan.objects.exists()


def test_a_plan_for_goods_is_refused() -> None:
    dress = add_sku("DRESS", "goods")
    with pytest.raises(DomainError) as refusal:
        set_plan(dress)
    assert refusal.value.code == "wallet.plan_not_topup"
    assert not TopUpPlan.objects.exists()

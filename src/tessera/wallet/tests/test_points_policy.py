"""The terms of points are set for the whole brand, and nonsense changes nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from tessera.kernel.actor import system_actor
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.platform import versions
from tessera.platform.models import AuditRow
from tessera.wallet import permissions, queries, usecases
from tessera.wallet.models import PointsPolicy
from tessera.wallet.queries import PointsTerms
from tessera.wallet.usecases import SpendingTerms

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
BOSS = system_actor("boss", permissions.ALL)
CLERK = replace(BOSS, store_ids=frozenset({uuid7()}))


def terms() -> PointsTerms:
    return queries.points_terms.get(versions.current())


def test_without_a_policy_all_points_may_pay_the_whole_bill() -> None:
    assert terms() == PointsTerms()
    assert queries.points_rule.get(versions.current()).cap_bp == 10_000


def test_terms_hold_at_once_and_each_part_leaves_the_others_alone() -> None:
    usecases.set_spending(
        actor=BOSS,
        at=AT,
        terms=SpendingTerms(points_step=50, cap_bp=2000, excluded_categories=("图书",)),
    )
    usecases.set_transfers(actor=BOSS, at=AT, may_transfer=True, transfer_fee_points=5)
    usecases.set_notices(actor=BOSS, at=AT, days=(1, 7, 7))
    usecases.set_adjustment_limits(actor=BOSS, at=AT, limits={"manager": {"points": 50}})
    now = terms()
    assert (now.cap_bp, now.excluded_categories) == (2000, frozenset({"图书"}))
    assert (now.may_transfer, now.transfer_fee_points) == (True, 5)
    assert now.notice_days == (7, 1)
    assert (now.limit("manager", "points"), now.limit("owner", "points")) == (50, 0)
    assert now.version == 4
    rule = queries.points_rule.get(versions.current())
    assert (rule.step_points, rule.cap_bp) == (50, 2000)


@pytest.mark.parametrize(
    "wrong",
    [
        {"points_per_major": 0},
        {"points_step": 0},
        {"cap_bp": 10_001},
        {"cap_bp": -1},
        {"cap_minor": -1},
        {"minimum_points": -1},
        {"minimum_order_minor": -1},
        {"excluded_sku_ids": (uuid4(),)},
    ],
)
def test_terms_that_cannot_work_change_nothing(wrong: dict[str, Any]) -> None:
    with pytest.raises(DomainError):
        usecases.set_spending(actor=BOSS, at=AT, terms=SpendingTerms(**wrong))
    assert terms() == PointsTerms()
    assert not AuditRow.objects.exists()


@pytest.mark.parametrize("days", [(0,), (366,), (1, 2, 3, 4, 5, 6)])
def test_notices_that_cannot_be_change_nothing(days: tuple[int, ...]) -> None:
    with pytest.raises(DomainError):
        usecases.set_notices(actor=BOSS, at=AT, days=days)
    assert not PointsPolicy.objects.exists()


def test_who_works_in_one_store_sets_nothing_for_all() -> None:
    acts: list[Any] = [
        lambda: usecases.set_spending(actor=CLERK, at=AT, terms=SpendingTerms()),
        lambda: usecases.set_transfers(actor=CLERK, at=AT, may_transfer=True),
        lambda: usecases.set_notices(actor=CLERK, at=AT, days=(7,)),
        lambda: usecases.set_adjustment_limits(actor=CLERK, at=AT, limits={}),
    ]
    for act in acts:
        with pytest.raises(DomainError):
            act()
    assert not PointsPolicy.objects.exists()

"""The earning rule is set for the whole brand, version by version."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.platform import versions
from tessera.rewards import permissions, queries, usecases
from tessera.rewards.models import EarnRule

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
BOSS = system_actor("boss", permissions.ALL)


def set_rule(actor: Actor = BOSS, **more: Any) -> int:
    asked: dict[str, Any] = {"minor_per_point": 200, "expiry_years": 2, **more}
    return usecases.set_earn_rule(actor=actor, at=AT, **asked)


def test_the_newest_version_counts_and_the_older_ones_stay() -> None:
    assert (set_rule(), set_rule(minor_per_point=50)) == (1, 2)
    current = queries.earn_rule.get(versions.current())
    assert (current.version, current.minor_per_point, current.expiry_years) == (2, 50, 2)
    kept = EarnRule.objects.order_by("version").values_list("minor_per_point", flat=True)
    assert list(kept) == [200, 50]


@pytest.mark.parametrize(
    "wrong",
    [
        {"minor_per_point": 0},
        {"expiry_years": -1},
        {"carry_from_month": 0},
        {"carry_from_month": 14},
    ],
)
def test_a_rule_that_cannot_work_is_refused_and_changes_nothing(wrong: dict[str, Any]) -> None:
    with pytest.raises(DomainError) as refusal:
        set_rule(**wrong)
    assert refusal.value.code == "rewards.rule_invalid"
    assert not EarnRule.objects.exists()


def test_who_works_in_one_store_sets_nothing_for_all() -> None:
    with pytest.raises(DomainError) as refusal:
        set_rule(replace(BOSS, store_ids=frozenset({uuid7()})))
    assert refusal.value.code == "permission.denied"
    assert not EarnRule.objects.exists()

"""The proofs about what is set aside for tills are broken on purpose."""

import pytest
from django.db.models import F

from tessera.ledger.models import Account
from tessera.ops.tests.conftest import Day, assert_broken
from tessera.sales.models import Allowance

pytestmark = pytest.mark.usefixtures("spoiling")


def test_a_limit_of_which_more_was_taken_than_came_home(day: Day) -> None:
    limit = Allowance.objects.get()
    Allowance.objects.update(points_used=F("points_used") + 1)

    assert_broken(limit.id, "sales.allowances", "sales.set_aside")


def test_a_limit_that_ended_and_is_still_away_from_its_lots(day: Day) -> None:
    limit = Allowance.objects.get()
    Allowance.objects.update(ended_at=F("granted_at"))

    assert_broken(limit.id, "sales.allowances", "sales.set_aside")


@pytest.mark.parametrize("kind", ["points.aside", "wallet.bonus.aside"])
def test_an_account_that_holds_more_than_the_limits_have_left(day: Day, kind: str) -> None:
    limit = Allowance.objects.get()
    Account.objects.filter(owner=limit.member_id, kind=kind).update(balance=F("balance") + 1)

    assert_broken(limit.member_id, "sales.set_aside", "ledger.balances")
